import { PolicyEvaluator } from './policy-evaluator';
import { Direction, Policy } from '../model/cluster';
import { AddressRange, AddressSet, Family } from '../sets/address-set';
import { ConnectionSet } from '../sets/connection-set';

/** Addresses outside of the cluster towards which pods allow the same. */
export interface AddressAnswer {
  readonly addresses: AddressSet;
  readonly connections: ConnectionSet;
}

/** What the pods of a class allow towards addresses outside of the cluster: the ranges that their policies tell apart, with those of one answer in one set. */
export function rangesOf(direction: Direction, self: number, evaluator: PolicyEvaluator): AddressAnswer[] {
  const { all } = evaluator.tiersOf(direction, self);
  const answers = new Map<ConnectionSet, AddressRange[]>();
  for (const range of toldApart(all, direction)) {
    const connections = evaluator.decide(direction, self, { family: range.family, value: range.first });
    const alike = answers.get(connections);
    if (alike) alike.push(range);
    else answers.set(connections, [range]);
  }
  return [...answers].filter(([connections]) => !connections.isEmpty)
    .map(([connections, ranges]) => ({ addresses: AddressSet.of(ranges), connections }));
}

/** The smallest ranges that the policies could answer differently for. */
function toldApart(policies: readonly Policy[], direction: Direction): AddressRange[] {
  const blocks = policies.flatMap((policy) => policy.rules[direction]!).flatMap(({ peers }) => peers ?? []).flatMap((peer) => ('block' in peer ? [peer.block] : []));
  if (blocks.length === 0) return [...AddressSet.ALL.ranges];
  const ranges = blocks.flatMap(({ addresses }) => addresses.ranges);
  return AddressSet.ALL.ranges.flatMap((whole) => {
    const starts = [whole.first, ...ranges.filter(({ family }) => family === whole.family).flatMap(({ first, last }) => [first, last + 1n])];
    const inOrder = [...new Set(starts)].filter((start) => start <= whole.last).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    return inOrder.map((first, index) => ({ family: whole.family as Family, first, last: (inOrder[index + 1] ?? whole.last + 1n) - 1n }));
  });
}
