import { cluster } from '../../../bench/clusters';
import { analyze } from '../../../src/analysis/engine/analysis';
import { pageProgram } from '../../../src/package/page-program';
import { pageHtml, PageProgram } from '../../../src/reporting/page/html';
import { pageDataOf } from '../../../src/reporting/page/page-data';
import { provideCompiledLibrary } from '../../support/compiled-library';

beforeAll(() => provideCompiledLibrary(), 120_000);

const NO_PROGRAM: PageProgram = { script: '', scriptHash: 'sha256-1', style: '', styleHash: 'sha256-2' };

test('the data cannot end the element that it is in', () => {
  const text = '</script><script>alert(1)</script><!--';
  const html = [...pageHtml(pageDataOf({ analysis: analyze([]), problems: [], notes: [text] }), NO_PROGRAM)].join('');
  expect(html.match(/<\/?script/g)).toHaveLength(4);
  const [, data] = /id="data">(.*?)<\/script>/s.exec(html)!;
  expect((JSON.parse(data) as { notes: string[] }).notes).toEqual([text]);
});

test('the program has at most 250 kB, and nothing in it ends its element', () => {
  const { script, style } = pageProgram();
  expect(Buffer.byteLength(script)).toBeLessThanOrEqual(250_000);
  expect(script).not.toMatch(/<\/script|<!--/i);
  expect(style).not.toMatch(/<\/style|@import|url\(/i);
});

test.each([[1_000, 3_000_000], [10_000, 20_000_000]])('the page of %i workloads, with twice as many policies, has at most %i bytes', (workloads, most) => {
  const manifests = cluster({ workloads }).map((manifest, index) => ({ manifest, source: { file: 'dist/cluster.k8s.yaml', line: 1 + 20 * index } }));
  const html = pageHtml(pageDataOf({ analysis: analyze(manifests), problems: [], notes: [] }), pageProgram());
  expect([...html].reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)).toBeLessThanOrEqual(most);
}, 60_000);
