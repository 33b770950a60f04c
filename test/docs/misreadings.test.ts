import { existsSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { PROJECT, readPage, Section } from './pages';
import { Analysis, analyze } from '../../src/analysis/engine/analysis';
import { textOf } from '../../src/analysis/model/ends';
import { connectivity } from '../../src/analysis/questions/connectivity';

const { top, sections } = readPage('docs/misreadings.md');
const [pods] = top.blocks;

/** Manifests of the page, and the list that it shows below them. */
interface Claim {
  readonly yaml: string;
  readonly shown: string;
}

function claimsOf({ blocks }: Section): Claim[] {
  return blocks.flatMap(({ language, text }, index) => (language === 'text' ? [{ yaml: blocks[index - 1].text, shown: text }] : []));
}

/**
 * A list like the one that a page shows, as the analysis has it.
 *
 * Below `# into shop/db` or `# out of shop/*` stands all that is open there, or `nothing`. A workload with itself and a single address, which no
 * list of the command has, are answered where the page asks for them.
 */
function listLike(shown: string, analysis: Analysis): string {
  const problems = analysis.problems.map(({ object, field, text }) => `problem: ${object}: ${field}: ${text}`);
  const asked = shown.split('\n').filter((line) => /^([^[\]]+) => |^(.+) => \2 : /.test(line));
  const parts = [...shown.matchAll(/^# (into|out of) (\S+)$/gm)].map(([heading, way, pattern]) => {
    const lines = [...openTo(way, pattern, analysis), ...asked.map((line) => answer(line, analysis))];
    return [heading, ...lines.length > 0 ? lines : ['nothing']].join('\n');
  });
  return [...problems.length > 0 ? [problems.join('\n')] : [], ...parts].join('\n\n');
}

function openTo(way: string, pattern: string, analysis: Analysis): string[] {
  const isMeant = (end: string) => end.startsWith(pattern.replace(/\*$/, '')) && (pattern.endsWith('*') || end.startsWith(`${pattern}[`));
  return connectivity(analysis)
    .map(({ source, destination, connections }) => ({ from: textOf(source), to: textOf(destination), connections }))
    .filter(({ from, to }) => isMeant(way === 'into' ? to : from))
    .map(({ from, to, connections }) => `${from} => ${to} : ${connections}`);
}

function answer(line: string, analysis: Analysis): string {
  const [from, to] = line.split(' : ')[0].split(' => ');
  const nameOf = (end: string) => end.split('[')[0];
  return `${from} => ${to} : ${analysis.connections(analysis.names.one(nameOf(from)), analysis.names.one(nameOf(to)))}`;
}

function analysisOf(...texts: string[]): Analysis {
  return analyze(texts.flatMap((text) => parseAllDocuments(text)).map((document) => ({ manifest: document.toJS(), source: {} })));
}

describe('the page of misreadings', () => {
  test('begins with what is open without a policy', () => {
    const shown = top.blocks[1].text;
    expect(shown).toBe(listLike(shown, analysisOf(pods.text)));
  });

  describe.each(sections.map((section) => [section.title, section] as const))('in "%s"', (_, section) => {
    test('shows what is open', () => {
      const claims = claimsOf(section);
      expect(claims).not.toEqual([]);
      for (const { yaml, shown } of claims) expect(shown).toBe(listLike(shown, analysisOf(pods.text, yaml)));
    });

    test('says what is believed, leads to the documentation of Kubernetes, and names its scenarios', () => {
      expect(section.text).toContain('\nOften believed: ');
      expect(section.text).toContain('](https://kubernetes.io/docs/');
      const scenarios = [...section.text.matchAll(/\[([^\]]+)\]\(\.\.\/test\/scenarios\/([^)]+)\.yaml\)/g)];
      expect(scenarios.length).toBeGreaterThan(0);
      for (const [, name, file] of scenarios) {
        expect(name).toBe(file);
        expect(existsSync(join(PROJECT, 'test', 'scenarios', `${file}.yaml`))).toBe(true);
      }
    });
  });

  test('tells of those that are met most often', () => {
    for (const scenario of [
      '01-an-omitted-pod-selector-selects-every-pod', '07-without-types-a-policy-is-always-one-of-ingress',
      '02-a-pod-selector-alone-means-the-own-namespace', '16-ingress-rules-say-nothing-of-egress',
    ]) {
      expect(sections.filter(({ text }) => text.includes(scenario))).toHaveLength(1);
    }
  });
});

describe('a list of the page that is false', () => {
  const policy = sections[2].blocks[0].text;
  const right = sections[2].blocks[1].text;

  test.each([
    ['lacks a line', '# into shop/db\nnothing'],
    ['has a line too many', `${right}\nstaging/web[Pod] => shop/db[Pod] : All Connections`],
    ['has other ports', right.replace('All Connections', 'TCP 80')],
    ['answers wrong for an address', `${right}\n192.0.2.1 => shop/db[Pod] : All Connections`],
    ['has no heading', right.replace(/^# .*\n/, '')],
  ])('is found where it %s', (_, shown) => {
    expect(shown).not.toBe(listLike(shown, analysisOf(pods.text, policy)));
  });
});
