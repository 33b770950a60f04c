import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Expectation, portsIn, readExpectation, surprises } from './expectation';
import { Verdicts } from '../analysis/engine';

/** Manifests, and what they mean. The first document of the file, of kind `Scenario`, is the meaning. */
export interface Scenario {
  readonly file: string;

  /** The number of the rule that it shows. */
  readonly rule: number;

  /** The rule, as a sentence. */
  readonly says: string;
  readonly expectations: readonly Expectation[];

  /** What is written like a pod and takes no part. */
  readonly noPods: readonly string[];

  /** Policies that the API server would refuse. */
  readonly refused: readonly string[];
  readonly manifests: readonly object[];
}

export function scenarios(): Scenario[] {
  return readdirSync(__dirname).filter((file) => file.endsWith('.yaml')).sort()
    .map((file) => readScenario(file, readFileSync(join(__dirname, file), 'utf8')));
}

interface Header {
  readonly kind: string;
  readonly rule: number;
  readonly says: string;
  readonly expect: string;
  readonly noPods?: readonly string[];
  readonly refused?: readonly string[];
}

export function readScenario(file: string, text: string): Scenario {
  const [header, ...manifests] = parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
    return document.toJS() as object;
  });
  const { kind, rule, says, expect, noPods = [], refused = [] } = header as Header;
  if (kind !== 'Scenario') throw new Error(`${file} does not begin with a Scenario`);
  return { file, rule, says, expectations: expect.trim().split('\n').map(readExpectation), noPods, refused, manifests };
}

/** Every answer that is not the expected one. The ports tried are all at which an answer could turn. */
export function wrongAnswers(scenario: Scenario, verdicts: Verdicts): string[] {
  const written = [...numbersIn(scenario.manifests), ...scenario.expectations.flatMap(portsIn)];
  const ports = [...new Set([1, 65535, ...written.flatMap((port) => [port - 1, port, port + 1])])].filter((port) => port >= 1 && port <= 65535);
  return [
    ...scenario.expectations.flatMap((expectation) => surprises(expectation, verdicts, ports)),
    ...scenario.noPods.filter((pod) => verdicts.pods.includes(pod)).map((pod) => `${pod} takes part`),
    ...scenario.refused.filter((policy) => !verdicts.refused.includes(policy)).map((policy) => `${policy} is not refused`),
    ...verdicts.refused.filter((policy) => !scenario.refused.includes(policy)).map((policy) => `${policy} is refused`),
  ];
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}
