import { AppConfiguration } from './app-configuration';
import { EvidenceKind } from './evidence/evidence-kind';
import { Clue, Evidence, Grade, SuggestedEnd, suggestedEndText, Suggestion } from './suggestion';
import { ConnectionSet } from '../analysis/sets/connection-set';

interface Collected {
  readonly from: SuggestedEnd;
  readonly to: SuggestedEnd;
  readonly grades: { readonly [grade in Grade]: { connections: ConnectionSet; readonly evidence: Evidence[] } };
}

/** What some kinds of evidence tell of, added up by the ends; in the order of their texts, what is certain before what is likely. */
export function collect(app: AppConfiguration, kinds: readonly EvidenceKind[]): Suggestion[] {
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
