import { PageTests, soon } from './support/browser';
import { cluster } from '../../bench/clusters';
import { analyze } from '../../src/analysis/engine/analysis';
import { pageProgram } from '../../src/package/page-program';
import { pageHtml } from '../../src/reporting/page/html';
import { pageDataOf } from '../../src/reporting/page/page-data';

const tests = PageTests.prepare();

interface Named {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

/** A workload of the generated cluster. */
const WORKLOAD = (cluster({ workloads: 300 }) as Named[])
  .find(({ kind, metadata }) => kind === 'Deployment' && metadata.namespace === 'checkout-production-0')!.metadata.name;
const card = { name: new RegExp(`^checkout-production-0/${WORKLOAD}\\[Deployment\\]: `) };

const pageOf = (workloads: number) => {
  const manifests = cluster({ workloads }).map((manifest, index) => ({ manifest, source: { file: 'cluster.yaml', line: 1 + 20 * index } }));
  return [...pageHtml(pageDataOf({ analysis: analyze(manifests), problems: [], notes: [] }), pageProgram())].join('');
};

test('a large cluster opens by namespace; one that is chosen shows what is in it, with the keyboard too', async () => {
  const { page, complaints } = await tests.open(pageOf(300));
  await page.getByText('Each card is a namespace; choose one to see what is in it.').waitFor();
  const namespace = page.getByRole('button', { name: /^namespace checkout-production-0: / });
  await namespace.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Only what touches checkout-production-0 is shown').waitFor();
  await page.getByRole('button', card).waitFor();
  await soon(async () => expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Show all namespaces'));
  await page.keyboard.press('Enter');
  await namespace.waitFor();
  expect(complaints).toEqual([]);
});

test('a search leaves so few that they are shown one by one', async () => {
  const { page } = await tests.open(pageOf(300));
  await page.getByText('Each card is a namespace').waitFor();
  await page.getByRole('searchbox').fill(`checkout-production-0/${WORKLOAD}`);
  await page.getByRole('button', card).waitFor();
  expect(await page.getByText('Each card is a namespace').count()).toBe(0);
});

test('ten thousand workloads can be asked about and looked at', async () => {
  const { page, complaints } = await tests.open(pageOf(10_000));
  await page.getByText('in which workloads that no policy tells apart are one').waitFor();
  expect(await page.locator('.card').count()).toBeGreaterThan(500);
  await page.getByText(/There are \d+ lines: those of a card are drawn/).waitFor();
  await page.locator('.card', { hasText: 'namespace kube-system:' }).focus();
  await soon(async () => expect(await page.locator('path.way').count()).toBeGreaterThan(100));
  expect(complaints).toEqual([]);
});
