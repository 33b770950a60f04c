import { Analysis } from './analysis';
import { connectivity, textOf } from './connectivity';
import { addressOf, AddressRange, AddressSet, rangeText } from './sets/address-set';
import { ConnectionSet } from './sets/connection-set';

/** A pair whose connections are not the same in two sets of manifests. */
export interface Difference {
  readonly type: 'added' | 'removed' | 'changed';
  readonly source: string;
  readonly destination: string;
  readonly before: ConnectionSet;
  readonly after: ConnectionSet;
  /** Which of the two came or went, such as `workload default/web[Deployment] added`; nothing where both are in both. */
  readonly workloads: string;
}

/** What a change of the manifests opens and closes: what changed, what was added, what was removed, each in order. */
export function differenceOf(before: Analysis, after: Analysis): Difference[] {
  const [oldNames, recentNames] = [namesOf(before), namesOf(after)];
  const pairs = [...differentPairs(pairsOf(before), pairsOf(after)), ...differentRanges(rangesOf(before), rangesOf(after))];
  const found = pairs.map(({ key, was, is }): Difference => {
    const [source, destination] = key.split(ARROW);
    return {
      type: was.isEmpty ? 'added' : is.isEmpty ? 'removed' : 'changed',
      source,
      destination,
      before: was,
      after: is,
      workloads: [source, destination].flatMap((end) => cameOrWent(end, oldNames, recentNames)).join(', '),
    };
  });
  found.sort((one, other) => compare(one.source, other.source) || compare(one.destination, other.destination));
  return (['changed', 'added', 'removed'] as const).flatMap((type) => found.filter((difference) => difference.type === type));
}

const ARROW = ' => ';

/** What two sets of manifests say about one pair. */
interface Compared {
  readonly key: string;
  readonly was: ConnectionSet;
  readonly is: ConnectionSet;
}

function differentPairs(old: ReadonlyMap<string, ConnectionSet>, recent: ReadonlyMap<string, ConnectionSet>): Compared[] {
  return [...new Set([...old.keys(), ...recent.keys()])]
    .map((key) => ({ key, was: old.get(key) ?? ConnectionSet.NONE, is: recent.get(key) ?? ConnectionSet.NONE }))
    .filter(({ was, is }) => was !== is);
}

/** Ranges are compared where either side tells addresses apart, so that a range which only became two is no difference. */
function differentRanges(old: ReadonlyMap<string, Answers>, recent: ReadonlyMap<string, Answers>): Compared[] {
  return [...new Set([...old.keys(), ...recent.keys()])].flatMap((key) => {
    const merged = new Map<string, { was: ConnectionSet; is: ConnectionSet; ranges: AddressRange[] }>();
    for (const range of cut([...old.get(key) ?? [], ...recent.get(key) ?? []])) {
      const [was, is] = [answerFor(range, old.get(key)), answerFor(range, recent.get(key))];
      if (was === is) continue;
      const both = `${was}|${is}`;
      const known = merged.get(both) ?? { was, is, ranges: [] };
      merged.set(both, { ...known, ranges: [...known.ranges, range] });
    }
    return [...merged.values()].flatMap(({ was, is, ranges }) => AddressSet.of(ranges).ranges.map((range) => (
      { key: key.replace('?', `${rangeText(range)}[External]`), was, is }
    )));
  });
}

type Answers = readonly { readonly range: AddressRange; readonly connections: ConnectionSet }[];

/** Pairs of workloads, and ways in through ingresses, by their texts. */
function pairsOf(analysis: Analysis): Map<string, ConnectionSet> {
  const inside = connectivity(analysis).filter(({ source, destination }) => source.kind !== 'external' && destination.kind !== 'external');
  return new Map(inside.map(({ source, destination, connections }) => [`${textOf(source)}${ARROW}${textOf(destination)}`, connections]));
}

/** What is open between workloads and addresses, by the workload and the direction; `?` stands for the addresses. */
function rangesOf(analysis: Analysis): Map<string, Answers> {
  const found = new Map<string, { range: AddressRange; connections: ConnectionSet }[]>();
  for (const { source, destination, connections } of connectivity(analysis)) {
    const external = source.kind === 'external' ? source : destination.kind === 'external' ? destination : undefined;
    if (!external) continue;
    const key = source === external ? `?${ARROW}${textOf(destination)}` : `${textOf(source)}${ARROW}?`;
    const answers = found.get(key) ?? [];
    answers.push({ range: rangeOf(external.range), connections });
    found.set(key, answers);
  }
  return found;
}

function rangeOf(text: string): AddressRange {
  const [first, last] = text.split('-').map((address) => addressOf(address)!);
  return { family: first.family, first: first.value, last: last.value };
}

/** The smallest ranges that any of the answers tells apart. */
function cut(answers: Answers): AddressRange[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const ranges = answers.map(({ range }) => range).filter((range) => range.family === family);
    const starts = [...new Set(ranges.flatMap(({ first, last }) => [first, last + 1n]))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return starts.slice(0, -1).map((first, index) => ({ family, first, last: starts[index + 1] - 1n }));
  });
}

function answerFor({ family, first }: AddressRange, answers: Answers = []): ConnectionSet {
  const found = answers.find(({ range }) => range.family === family && range.first <= first && first <= range.last);
  return found?.connections ?? ConnectionSet.NONE;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function namesOf({ cluster }: Analysis): Set<string> {
  return new Set(cluster.workloads.map((workload) => textOf({ kind: 'workload', workload })));
}

function cameOrWent(end: string, before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  if (!before.has(end) && !after.has(end)) return [];
  if (before.has(end) && after.has(end)) return [];
  return [`workload ${end} ${after.has(end) ? 'added' : 'removed'}`];
}
