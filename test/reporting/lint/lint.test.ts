import { Finding } from '../../../src/analysis/findings/finding';
import { Linting } from '../../../src/reporting/lint/linting';
import { lintReporters } from '../../../src/reporting/lint/reporters';
import { LINT_RULES } from '../../../src/suggest/findings/registry';

const finding = (about: Partial<Finding>): Finding => ({
  rule: 'no-dns',
  severity: 'warning',
  title: 'Names cannot be looked up',
  text: 'web cannot ask.',
  cure: 'Let it ask.',
  object: 'NetworkPolicy shop/web',
  source: { file: 'dist/shop.yaml', document: 2, line: 7 },
  page: 'docs/findings/no-dns.md',
  ...about,
});

const LINTING: Linting = {
  findings: [
    finding({}),
    finding({ rule: 'empty-list', severity: 'error', field: 'spec.ingress[0].from', title: 'An empty list: all, everybody', text: '100% open\r\n::error::no', cure: 'List one.' }),
    finding({ rule: 'no-such-rule', severity: 'note', source: {} }),
  ],
  acknowledged: [finding({ acknowledged: 'by address' })],
  problems: [{ source: { file: 'dist/bad.yaml', line: 3 }, text: 'is not readable' }],
};

const lint = (format: string, linting = LINTING) => lintReporters.text(format, linting);

describe('findings as text', () => {
  test('have the worst first, each with its place and cure, and their number at the end', () => {
    expect(lint('txt').split('\n')).toEqual([
      'dist/shop.yaml:7: error: NetworkPolicy shop/web: spec.ingress[0].from: 100% open\r', '::error::no [empty-list]', '  List one.',
      'dist/shop.yaml:7: warning: NetworkPolicy shop/web: web cannot ask. [no-dns]', '  Let it ask.',
      '(unknown file): note: NetworkPolicy shop/web: web cannot ask. [no-such-rule]', '  Let it ask.',
      '1 error, 1 warning, 1 note; 1 acknowledged', '',
    ]);
  });

  test('say so where there are none', () => {
    expect(lint('txt', { findings: [], acknowledged: [], problems: [] })).toBe('No findings\n');
    expect(lint('txt', { ...LINTING, findings: [] })).toBe('No findings; 1 acknowledged\n');
  });
});

test('findings as JSON count what is acknowledged, and have the problems', () => {
  expect(JSON.parse(lint('json'))).toMatchObject({
    findings: [{ rule: 'empty-list', page: 'docs/findings/no-dns.md' }, { rule: 'no-dns', source: { file: 'dist/shop.yaml', line: 7 } }, { rule: 'no-such-rule' }],
    acknowledged: 1,
    problems: [{ source: { file: 'dist/bad.yaml', line: 3 }, text: 'is not readable' }],
  });
});

describe('findings for GitHub Actions', () => {
  const lines = lint('github').trimEnd().split('\n');

  test('are a command a line, whatever their texts hold', () => {
    expect(lines.map((line) => line.slice(0, line.indexOf(' ')))).toEqual(['::error', '::error', '::warning', '::notice']);
  });

  test('name file and line, and escape what ends a property or a line', () => {
    expect(lines[1]).toBe('::error file=dist/shop.yaml,line=7,title=An empty list%3A all%2C everybody [empty-list]'
      + '::NetworkPolicy shop/web: spec.ingress[0].from: 100%25 open%0D%0A::error::no%0AList one.');
  });

  test('have unusable input first, and no place where there is none', () => {
    expect(lines[0]).toBe('::error file=dist/bad.yaml,line=3,title=Unusable input::dist/bad.yaml:3: is not readable');
    expect(lines[3]).toMatch(/^::notice title=/);
  });
});

describe('findings as SARIF', () => {
  const { version, runs: [run] } = JSON.parse(lint('sarif'));

  test('tell of every rule, with the page that explains it', () => {
    expect(version).toBe('2.1.0');
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(LINT_RULES.map(({ id }) => id));
    for (const { id, shortDescription, helpUri, defaultConfiguration } of run.tool.driver.rules) {
      expect(new URL(helpUri).pathname).toMatch(new RegExp(`/docs/findings/${id}\\.md$`));
      expect(shortDescription.text).not.toBe('');
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
  });

  test('have their rule, level, text and place', () => {
    expect(run.results[0]).toEqual({
      ruleId: 'no-dns',
      ruleIndex: LINT_RULES.findIndex(({ id }) => id === 'no-dns'),
      level: 'warning',
      message: { text: 'NetworkPolicy shop/web: web cannot ask. Let it ask.' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'dist/shop.yaml' }, region: { startLine: 7 } },
        logicalLocations: [{ fullyQualifiedName: 'NetworkPolicy shop/web', kind: 'object' }],
      }],
    });
  });

  test('are suppressed where they are acknowledged, with the reason', () => {
    expect(run.results.map(({ suppressions }: { suppressions?: unknown }) => suppressions)).toEqual([undefined, undefined, undefined, [{ kind: 'inSource', justification: 'by address' }]]);
  });

  test('tell of unusable input', () => {
    expect(run.invocations).toEqual([{
      executionSuccessful: false,
      toolExecutionNotifications: [{
        level: 'error',
        message: { text: 'dist/bad.yaml:3: is not readable' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'dist/bad.yaml' }, region: { startLine: 3 } } }],
      }],
    }]);
  });

  test.each([
    ['./a b/ü#1.yaml', 'a%20b/%C3%BC%231.yaml'],
    ['/tmp/x.yaml', 'file:///tmp/x.yaml'],
    ['C:\\charts\\x.yaml', 'file:///C:/charts/x.yaml'],
    ['../x.yaml', '../x.yaml'],
  ])('have the file %s as the URI %s', (file, uri) => {
    const { runs } = JSON.parse(lint('sarif', { ...LINTING, findings: [finding({ source: { file } })] }));
    expect(runs[0].results[0].locations[0].physicalLocation).toEqual({ artifactLocation: { uri }, region: { startLine: 1 } });
  });

  test.each([{ file: '-' }, {}])('have no place where no file is known: %j', (source) => {
    const { runs } = JSON.parse(lint('sarif', { ...LINTING, findings: [finding({ source })] }));
    expect(runs[0].results[0].locations[0]).not.toHaveProperty('physicalLocation');
  });
});
