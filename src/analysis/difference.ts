import { Analysis } from './analysis';
import { connectivity } from './connectivity';
import { End, endOf, textOf, WorkloadEnd } from './ends';
import { Direction } from './model/cluster';
import { AddressRange, AddressSet } from './sets/address-set';
import { ConnectionSet } from './sets/connection-set';

/** A pair whose connections are not the same in two sets of manifests. */
export interface Difference {
  readonly type: 'added' | 'removed' | 'changed';
  readonly source: End;
  readonly destination: End;
  readonly before: ConnectionSet;
  readonly after: ConnectionSet;
  /** Which of the two came or went. */
  readonly workloads: readonly WorkloadChange[];
}

/** A workload that is in one of the two sets of manifests alone. */
export interface WorkloadChange {
  readonly end: WorkloadEnd;
  readonly type: 'added' | 'removed';
}

/** What a change of the manifests opens and closes: what changed, what was added, what was removed, each in order. */
export function differenceOf(before: Analysis, after: Analysis): Difference[] {
  const [was, is] = [stateOf(before), stateOf(after)];
  const compared = [...differentPairs(was.pairs, is.pairs), ...differentAddresses(was.outside, is.outside)];
  const keyed = compared.map((pair) => ({ ...pair, key: `${textOf(pair.source)} ${textOf(pair.destination)}` }));
  const found = keyed.sort((one, other) => compare(one.key, other.key)).map(({ source, destination, was: old, is: recent }): Difference => ({
    type: old.isEmpty ? 'added' : recent.isEmpty ? 'removed' : 'changed',
    source,
    destination,
    before: old,
    after: recent,
    workloads: [source, destination].flatMap((end) => cameOrWent(end, was.workloads, is.workloads)),
  }));
  return (['changed', 'added', 'removed'] as const).flatMap((type) => found.filter((difference) => difference.type === type));
}

/** What one set of manifests says, by texts that are the same for what is the same in another. */
interface State {
  readonly workloads: ReadonlySet<string>;
  /** Pairs of workloads, and ways in through Ingresses. */
  readonly pairs: ReadonlyMap<string, OpenPair>;
  /** What workloads allow towards addresses. */
  readonly outside: ReadonlyMap<string, Outside>;
}

interface OpenPair {
  readonly source: End;
  readonly destination: End;
  readonly connections: ConnectionSet;
}

interface Outside {
  readonly end: WorkloadEnd;
  readonly direction: Direction;
  readonly answers: readonly Answer[];
}

interface Answer {
  readonly range: AddressRange;
  readonly connections: ConnectionSet;
}

/** What two sets of manifests say about one pair. */
interface Compared {
  readonly source: End;
  readonly destination: End;
  readonly was: ConnectionSet;
  readonly is: ConnectionSet;
}

function stateOf(analysis: Analysis): State {
  const pairs = new Map<string, OpenPair>();
  for (const pair of connectivity(analysis)) {
    if (pair.source.kind !== 'addresses' && pair.destination.kind !== 'addresses') pairs.set(`${textOf(pair.source)} ${textOf(pair.destination)}`, pair);
  }
  const outside = new Map<string, { end: WorkloadEnd; direction: Direction; answers: Answer[] }>();
  for (const { direction, workload, addresses, connections } of analysis.externalConnections()) {
    const end = endOf(workload);
    const key = `${direction} ${textOf(end)}`;
    const known = outside.get(key) ?? { end, direction, answers: [] };
    known.answers.push(...addresses.ranges.map((range) => ({ range, connections })));
    outside.set(key, known);
  }
  return { workloads: new Set(analysis.cluster.workloads.map((workload) => textOf(endOf(workload)))), pairs, outside };
}

function differentPairs(old: State['pairs'], recent: State['pairs']): Compared[] {
  return [...new Map([...old, ...recent])].flatMap(([key, { source, destination }]) => {
    const [was, is] = [old.get(key)?.connections ?? ConnectionSet.NONE, recent.get(key)?.connections ?? ConnectionSet.NONE];
    return was === is ? [] : [{ source, destination, was, is }];
  });
}

/**
 * Addresses are compared where either side tells them apart, so that a range which only became two is no difference. Those of IPv6 are told where they are not
 * answered as all of IPv4 is.
 */
function differentAddresses(old: State['outside'], recent: State['outside']): Compared[] {
  return [...new Map([...old, ...recent])].flatMap(([key, { end, direction }]) => {
    const [before, after] = [old.get(key)?.answers ?? [], recent.get(key)?.answers ?? []];
    const changes = new Map<ConnectionSet, Map<ConnectionSet, AddressRange[]>>();
    for (const range of cut([...before, ...after])) {
      const [was, is] = [answerFor(range, before), answerFor(range, after)];
      if (was === is) continue;
      const byAfter = changes.get(was) ?? new Map<ConnectionSet, AddressRange[]>();
      changes.set(was, byAfter.set(is, [...byAfter.get(is) ?? [], range]));
    }
    const alike = [...changes].flatMap(([was, byAfter]) => [...byAfter].map(([is, ranges]) => ({ was, is, ranges })));
    return alike.flatMap(({ was, is, ranges }) => toldRanges(AddressSet.of(ranges)).map((addresses): Compared => {
      const others: End = { kind: 'addresses', addresses };
      return direction === 'Ingress' ? { source: others, destination: end, was, is } : { source: end, destination: others, was, is };
    }));
  });
}

/** The ranges of a set, one by one. All of IPv6 goes without saying where all of IPv4 is among them. */
function toldRanges(addresses: AddressSet): AddressSet[] {
  const told = AddressSet.ALL.subtract(addresses).isEmpty ? addresses.ofFamily('IPv4') : addresses;
  return told.ranges.map((range) => AddressSet.of([range]));
}

/** The smallest ranges that any of the answers tells apart. */
function cut(answers: readonly Answer[]): AddressRange[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => {
    const ranges = answers.map(({ range }) => range).filter((range) => range.family === family);
    const starts = [...new Set(ranges.flatMap(({ first, last }) => [first, last + 1n]))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return starts.slice(0, -1).map((first, index) => ({ family, first, last: starts[index + 1] - 1n }));
  });
}

function answerFor({ family, first }: AddressRange, answers: readonly Answer[]): ConnectionSet {
  const found = answers.find(({ range }) => range.family === family && range.first <= first && first <= range.last);
  return found?.connections ?? ConnectionSet.NONE;
}

function cameOrWent(end: End, before: ReadonlySet<string>, after: ReadonlySet<string>): WorkloadChange[] {
  if (end.kind !== 'workload') return [];
  const [was, is] = [before.has(textOf(end)), after.has(textOf(end))];
  return was === is ? [] : [{ end, type: is ? 'added' : 'removed' }];
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
