import { differenceOf } from '../../../src/analysis/questions/difference';
import { diffReporters } from '../../../src/reporting/diff/reporters';
import { analysisOf, closed, ODD, ODD_PAIR, SHOP, workload } from '../shop';

const diff = (format: string, before: readonly object[], after: readonly object[]) => (
  diffReporters.text(format, differenceOf(analysisOf(before), analysisOf(after)))
);

const CLOSED = [...SHOP.slice(0, 3), closed('data', 'db', {})];
const MORE = [...SHOP, workload('shop', 'job'), closed('shop', 'job', { egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 443 }, { port: 53, protocol: 'UDP' }] }] })];

test('as text, a difference is a line with what was open and what is', () => {
  expect(diff('txt', SHOP, CLOSED)).toBe(`Connectivity diff:
diff-type: removed, source: shop/web[Deployment], destination: data/db[Deployment], dir1: TCP 5432, dir2: No Connections
`);
});

test('as text, it says which workload came or went', () => {
  expect(diff('txt', SHOP, MORE)).toBe(`Connectivity diff:
diff-type: added, source: shop/job[Deployment], destination: 192.0.2.0-192.0.2.255[External], dir1: No Connections, dir2: TCP 443,UDP 53, workloads-diff-info: workload shop/job[Deployment] added
`);
});

test('as text, no difference is nothing', () => {
  expect(diff('txt', SHOP, SHOP)).toBe('');
});

test('as comma-separated values, it has a column for each part', () => {
  expect(diff('csv', SHOP, MORE)).toBe(`diff-type,source,destination,dir1,dir2,workloads-diff-info
added,shop/job[Deployment],192.0.2.0-192.0.2.255[External],No Connections,"TCP 443,UDP 53",workload shop/job[Deployment] added
`);
});

test('as JSON, it has a key for each part', () => {
  expect(JSON.parse(diff('json', SHOP, CLOSED))).toEqual([{
    'diff-type': 'removed', 'source': 'shop/web[Deployment]', 'destination': 'data/db[Deployment]', 'dir1': 'TCP 5432', 'dir2': 'No Connections', 'workloads-diff-info': '',
  }]);
});

test('as Markdown, it is a table, with odd names escaped', () => {
  const [head, rule, ...rows] = diff('md', [], ODD_PAIR).trimEnd().split('\n');
  expect([head, rule]).toEqual(['| diff-type | source | destination | dir1 | dir2 | workloads-diff-info |', '|-----------|--------|-------------|------|------|---------------------|']);
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row.replace(/\\[^]/g, '').split('|')).toHaveLength(8);
  expect(rows.join()).toContain(ODD.replace(/[\\|`*<]/g, '\\$&'));
});
