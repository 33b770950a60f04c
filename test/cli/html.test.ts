import { call, inFolderOfItsOwn } from './io';
import { provideCompiledLibrary } from '../support/compiled-library';

const folder = inFolderOfItsOwn();
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop, labels: { app: web } }\nspec: { containers: [] }\n';

beforeAll(() => provideCompiledLibrary(), 120_000);

test.each(['--exposure', '--short', '--focus=shop/web', '--by=class'])('a page has all of a list, so that %s is refused', async (option) => {
  folder.write({ 'a.yaml': POD });
  const { code, stderr, stdout } = await call(['list', 'a.yaml', '-o', 'html', option]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`${option.split('=')[0]} says which part of the list to write, but -o html writes a page with all of it`);
});

test('a page tells the problems and notes that the command tells', async () => {
  folder.write({ 'a.yaml': `${POD}---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: c }\n---\napiVersion: v1\nkind: Pod\n` });
  const { code, stdout } = await call(['list', 'a.yaml', '-o', 'html']);
  expect(code).toBe(2);
  expect(stdout).toContain('passed over 1 CiliumNetworkPolicy');
  expect(stdout).toContain('the Pod is left out');
});

test('the page of a change ends with 1 where there is one', async () => {
  folder.write({ 'a.yaml': POD, 'b.yaml': `${POD}---\n${POD.replaceAll('web', 'api')}` });
  expect((await call(['diff', 'a.yaml', 'b.yaml', '-o', 'html'])).code).toBe(1);
  const { code, stdout } = await call(['diff', 'a.yaml', 'a.yaml', '-o', 'html']);
  expect(code).toBe(0);
  expect(stdout).toContain('<title>What a change opens and closes</title>');
});
