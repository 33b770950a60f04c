import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { lint, read } from './found';
import { Verification } from '../../../src';
import { findings } from '../../../src/analysis/findings/registry';
import { LINT_RULES } from '../../../src/suggest/findings/registry';
import { runText, saidBy } from '../../docs/said';
import { problemsOfManifests } from '../../support/kubernetes-schemas';

/** The warnings that only an app can have: all that can be acknowledged and that no rule finds. */
const AT_SYNTH = idsOfWarnings().filter((id) => !LINT_RULES.some((rule) => rule.id === id));

function idsOfWarnings(): string[] {
  try {
    Verification.of(new App()).acknowledge('', 'none has this id');
    return [];
  } catch (error) {
    return (error as Error).message.replace(/^.*: |\.$/g, '').split(', ');
  }
}

const FOLDER = join(__dirname, '../../../docs/findings');
const INDEX = readFileSync(join(FOLDER, 'README.md'), 'utf8');

interface FindingPage {
  readonly text: string;
  readonly title: string;
  readonly finds: string;
  readonly mended: string;
}

function pageOf(id: string): FindingPage {
  const text = readFileSync(join(FOLDER, `${id}.md`), 'utf8');
  const [head, ...sections] = text.split(/^## /m);
  const section = (name: string) => sections.filter((one) => one.startsWith(`${name}\n`)).map((one) => [...one.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml]) => yaml));
  const [finds, mended] = ['Finds', 'Mended'].map((name) => section(name));
  expect([finds.length, mended.length, finds[0]?.length, mended[0]?.length]).toEqual([1, 1, 1, 1]);
  return { text, title: head.split('\n')[0], finds: finds[0][0], mended: mended[0][0] };
}

/** What an object has at a place such as `spec.ingress[0].from[1]` or `metadata.annotations["a/b"]`. */
function valueAt(manifest: object, field: string): unknown {
  const steps = [...field.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key]) => quoted ?? index ?? key);
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], manifest);
}

describe.each(LINT_RULES)('the page of $id', ({ id, title, severity }) => {
  test('has the title and the severity of the rule', () => {
    const page = pageOf(id);
    expect(page.title).toBe(`# ${title}`);
    expect(page.text.split('\n')[2]).toBe(`\`${id}\`, ${severity === 'error' ? 'an' : 'a'} ${severity}`);
  });

  test('shows manifests in which the rule finds one thing, and says what', () => {
    const { text: page, finds } = pageOf(id);
    const analysis = read(finds);
    expect(analysis.problems.filter(({ first }) => first === undefined)).toEqual([]);
    const here = findings(analysis, LINT_RULES).findings.filter(({ rule }) => rule === id);
    expect(here).toHaveLength(1);
    const [{ object, field, text, cure, source, page: path }] = here;
    expect(path).toBe(`docs/findings/${id}.md`);
    expect(page).toContain(`> ${object}${field === undefined ? '' : `: \`${field}\``}: ${text}\n`);
    expect(text).toMatch(/[^.?][.?]$/);
    expect(cure).toMatch(/^[A-Z].{10,}\.$/);
    const document = parseAllDocuments(finds)[source.document! - 1].toJS() as { kind: string; metadata: { namespace?: string; name: string } };
    const { kind, metadata } = document;
    expect(`${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`).toBe(object);
    expect(finds.split('\n')[source.line! - 1]).toMatch(/^apiVersion: /);
    if (field !== undefined && field !== 'spec.policyTypes') expect(valueAt(document, field)).toBeDefined();
  });

  test('shows how to mend it, without a new error', () => {
    const { mended } = pageOf(id);
    const { findings: left } = lint(mended);
    expect(left.filter(({ rule, severity: bad }) => rule === id || bad === 'error')).toEqual([]);
    const manifests = parseAllDocuments(mended).map((document) => document.toJS() as object);
    expect(problemsOfManifests(manifests, ['ClusterNetworkPolicy', 'ValidatingWebhookConfiguration', 'HTTPRoute', 'ReferenceGrant'])).toEqual([]);
  });
});

describe.each(AT_SYNTH)('the page of %s', (id) => {
  const text = readFileSync(join(FOLDER, `${id}.md`), 'utf8');
  const [finds, mended] = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program]) => program);

  test('has its id, and the title that the index has', () => {
    expect(text.split('\n')[2]).toBe(`\`${id}\`, a warning at synth`);
    expect(INDEX).toContain(`\n| \`${id}\` | [${text.split('\n')[0].slice(2)}](${id}.md) |\n`);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(['Finds', 'Mended']);
  });

  test('shows an app that is warned of one thing, and says how', () => {
    const [, shown] = /^> (.*)$/m.exec(text)!;
    expect(saidBy((log) => runText(finds, log)).text).toBe(shown);
    expect(shown.endsWith(`. [${id}]`)).toBe(true);
  });

  test('shows how to mend it, without another warning', () => {
    expect(saidBy((log) => runText(mended, log)).text).toBe('');
  });
});

describe('the pages of findings', () => {
  test('are one for each rule and each warning at synth, and the index', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(['README.md', ...[...LINT_RULES.map(({ id }) => id), ...AT_SYNTH].map((id) => `${id}.md`)].sort());
  });

  test('are listed in the index, in the order of the results', () => {
    const rows = INDEX.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.slice(0, LINT_RULES.length)).toEqual(LINT_RULES.map(({ id, severity, title }) => `| \`${id}\` | ${severity} | [${title}](${id}.md) |`));
    expect(rows.slice(LINT_RULES.length).map((row) => /`(.*?)`/.exec(row)![1])).toEqual(AT_SYNTH);
  });

  test('lead to pages that are there', () => {
    const texts = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));
    const links = texts.flatMap((text) => [...text.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, link]) => link));
    expect(links.filter((link) => !existsSync(join(FOLDER, link.split('#')[0])))).toEqual([]);
  });

  test('show in the index an acknowledgement that counts', () => {
    const [, yaml] = /```yaml\n(.*?)```/s.exec(INDEX)!;
    const { findings: left, acknowledged } = lint(yaml);
    expect(left).toEqual([]);
    expect(acknowledged.map(({ rule, acknowledged: reason }) => [rule, reason])).toEqual([['block-with-pods', 'All networks of the company may connect.']]);
  });
});
