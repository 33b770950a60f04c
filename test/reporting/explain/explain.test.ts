import { explain } from '../../../src/analysis/questions/explanation/explain';
import { ConnectionSet } from '../../../src/analysis/sets/connection-set';
import { explainReporters } from '../../../src/reporting/explain/reporters';
import { COLORED } from '../../../src/reporting/style';
import { analysisOf, SHOP } from '../shop';

const explained = (from: string, to: string, port?: number) => {
  const analysis = analysisOf(SHOP);
  return explain(analysis, analysis.names.one(from), analysis.names.one(to), port === undefined ? undefined : ConnectionSet.ofPort('TCP', port));
};
const lines = (from: string, to: string, port?: number) => explainReporters.text('txt', explained(from, to, port)).split('\n');

test('an open connection names the rule that allows it, and where that stands', () => {
  expect(lines('shop/web', 'data/db', 5432)).toEqual(expect.arrayContaining([
    'shop/web => data/db : TCP 5432 is open',
    '  Egress of shop/web: open',
    expect.stringMatching(/^ {4}Egress rule #1 of shop\/web allows it.* \(shop\.yaml:21\)$/),
    '  Ingress of data/db: open',
    expect.stringMatching(/^ {4}Ingress rule #1 of data\/db allows it.* \(shop\.yaml:31\)$/),
  ]));
});

test('a closed connection names the nearest rule, who was asked, and what would open it', () => {
  expect(lines('10.0.0.1', 'shop/web', 81)).toEqual([
    '10.0.0.1 => shop/web : TCP 81 is closed',
    '  Ingress of shop/web: closed',
    expect.stringContaining('shop/web is isolated for ingress'),
    expect.stringMatching(/^ {4}Nearest: Ingress rule #1 of shop\/web, but it opens .*, not TCP 81\.$/),
    '    Asked: NetworkPolicy shop/web (shop.yaml:21)',
    expect.stringMatching(/^ {4}To open it: .*TCP 81/),
    '',
  ]);
});

test('several ports are blocks of lines, with an empty one in between', () => {
  const blocks = lines('10.0.0.1', 'shop/web').join('\n').split('\n\n');
  expect(blocks.map((block) => block.split('\n')[0])).toEqual(['10.0.0.1 => shop/web : TCP 80 is open', '10.0.0.1 => shop/web : UDP 53 is open']);
});

test('colors add nothing to the text', () => {
  const explanation = explained('shop/web', 'data/db', 22);
  const colored = explainReporters.text('txt', explanation, COLORED);
  expect(colored).toContain('\u001b[31mclosed\u001b[39m');
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(explainReporters.text('txt', explanation));
});

test('as JSON, it is the same as data', () => {
  expect(JSON.parse(explainReporters.text('json', explained('10.0.0.1', 'shop/web', 81)))).toMatchObject([{
    from: '10.0.0.1', to: 'shop/web', protocol: 'TCP', port: 81, open: false, ingress: { open: false, nearMiss: { mismatch: 'port', rule: { number: 1 } } },
  }]);
});
