import { AppConfiguration } from './app-configuration';
import { Analysis } from '../analysis/analysis';
import { EvidenceKind } from './evidence/evidence-kind';
import { EVIDENCE_KINDS } from './evidence/registry';
import { Clue, Evidence, Grade, SuggestedEnd, suggestedEndText, Suggestion } from './suggestion';
import { ConnectionSet } from '../analysis/sets/connection-set';

/** The kinds that are values which a container reads. */
const READ_BY_CONTAINERS = EVIDENCE_KINDS.filter(({ isReadByContainers }) => isReadByContainers);

const CONFIGURATIONS = new WeakMap<Analysis, AppConfiguration>();
const KNOWN = new WeakMap<Analysis, readonly Suggestion[]>();

/** What the manifests of an analysis say beside their policies. */
export function configurationOf(analysis: Analysis): AppConfiguration {
  let configuration = CONFIGURATIONS.get(analysis);
  if (!configuration) CONFIGURATIONS.set(analysis, configuration = new AppConfiguration(analysis));
  return configuration;
}

/** The connections that an app needs, by what its manifests say elsewhere than in policies; in the order of their texts, what is certain before what is likely. */
export function suggestionsOf(analysis: Analysis): readonly Suggestion[] {
  let suggestions = KNOWN.get(analysis);
  if (!suggestions) KNOWN.set(analysis, suggestions = suggest(configurationOf(analysis), EVIDENCE_KINDS));
  return suggestions;
}

/** What is certain by what containers read, and nothing else. */
export function certainByContainers(app: AppConfiguration): readonly Suggestion[] {
  return suggest(app, READ_BY_CONTAINERS).filter(({ grade }) => grade === 'certain');
}

interface Collected {
  readonly from: SuggestedEnd;
  readonly to: SuggestedEnd;
  readonly grades: { readonly [grade in Grade]: { connections: ConnectionSet; readonly evidence: Evidence[] } };
}

function suggest(app: AppConfiguration, kinds: readonly EvidenceKind[]): Suggestion[] {
  const pairs = new Map<string, Collected>();
  const named: Clue[] = [];
  for (const { id, looksUpNames, find } of kinds) {
    const found = find(app, named);
    for (const clue of found) {
      if (looksUpNames) named.push(clue);
      const pair = collected(clue, pairs).grades[clue.grade];
      pair.connections = pair.connections.union(clue.connections);
      if (!pair.evidence.some((known) => isSame(known, clue.evidence))) pair.evidence.push({ kind: id, ...clue.evidence });
    }
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { from, to, grades: { certain, likely } }]): Suggestion[] => [
    ...certain.evidence.length === 0 ? [] : [{ from, to, grade: 'certain' as const, ...certain }],
    // What is certain already needs no second look.
    ...likely.connections.subtract(certain.connections).isEmpty ? [] : [{ from, to, grade: 'likely' as const, evidence: likely.evidence, connections: likely.connections.subtract(certain.connections) }],
  ]);
}

function collected({ from, to }: Clue, pairs: Map<string, Collected>): Collected {
  const key = `${keyOf(from)} => ${keyOf(to)}`;
  let pair = pairs.get(key);
  const none = () => ({ connections: ConnectionSet.NONE, evidence: [] });
  if (!pair) pairs.set(key, pair = { from, to, grades: { certain: none(), likely: none() } });
  return pair;
}

/** Whether two tell the same of the same field, as a value does that two containers read. */
function isSame(one: Omit<Evidence, 'kind'>, other: Omit<Evidence, 'kind'>): boolean {
  return one.port === other.port && one.host === other.host && one.place.object === other.place.object && one.place.field === other.place.field;
}

/** Ends of the same key are the same. */
function keyOf(end: SuggestedEnd): string {
  return `${suggestedEndText(end)}${end.kind === 'ingress-controller' ? ` ${end.className ?? ''}` : ''}`;
}
