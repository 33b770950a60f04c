import { PodClass } from './pod-classes';
import { PolicyEvaluator } from './policy-evaluator';
import { namesPorts } from './rule-ports';
import { Direction, Rule } from '../model/cluster';
import { ConnectionSet } from '../sets/connection-set';

/** A row of the table of classes: what the pods of one class allow in one direction, the same towards most classes, something else towards a few. */
export interface Row {
  readonly most: ConnectionSet;
  readonly few: ReadonlyMap<number, ConnectionSet>;
}

const OPEN: Row = { most: ConnectionSet.ALL, few: new Map() };

/** Works a row out from the rules that select the class, without asking for every other class. */
export function rowOf(direction: Direction, self: number, evaluator: PolicyEvaluator, classes: readonly PodClass[]): Row {
  const { all, admin, isolating, baseline, isIsolated } = evaluator.tiersOf(direction, self);
  if (admin.length + baseline.length > 0) return rowOfTiers(direction, self, evaluator, classes, all.flatMap((policy) => policy.rules[direction]!));
  if (!isIsolated) return OPEN;
  const rules = isolating.flatMap((policy) => policy.rules[direction]!);
  const meansAll = ({ peers }: Rule) => peers === undefined || peers.some((peer) => evaluator.classesOf(peer).size === classes.length);
  const towardsAll: Rule[] = [];
  const towardsFew: Rule[] = [];
  for (const rule of rules) (meansAll(rule) ? towardsAll : towardsFew).push(rule);
  const here = direction === 'Ingress' ? classes[self].namedPorts : [];
  const most = towardsAll.reduce((open, rule) => open.union(evaluator.connectionsOf(rule, here)), ConnectionSet.NONE);
  const few = new Map<number, ConnectionSet>();
  const add = (other: number, connections: ConnectionSet) => few.set(other, (few.get(other) ?? most).union(connections));
  if (direction === 'Egress' && towardsAll.length > 0) {
    for (const { number, namedPorts } of classes) {
      if (namedPorts.length > 0) towardsAll.forEach((rule) => add(number, evaluator.connectionsOf(rule, namedPorts)));
    }
  }
  for (const rule of towardsFew) {
    const always = namesPorts(rule) ? undefined : evaluator.connectionsOf(rule, here);
    for (const peer of rule.peers!) {
      for (const other of evaluator.classesOf(peer)) {
        add(other, always ?? evaluator.connectionsOf(rule, evaluator.namedPorts(direction, self, other)));
      }
    }
  }
  return { most, few };
}

/** Asks for the classes of which some rule speaks, and for one of the others, towards which the answer is the same. */
function rowOfTiers(direction: Direction, self: number, evaluator: PolicyEvaluator, classes: readonly PodClass[], rules: readonly Rule[]): Row {
  const meant = new Set<ReadonlySet<number>>();
  for (const peer of rules.flatMap(({ peers }) => peers ?? [])) meant.add(evaluator.classesOf(peer));
  const apart = new Set([...meant].filter(({ size }) => size < classes.length).flatMap((numbers) => [...numbers]));
  if (direction === 'Egress' && rules.some(namesPorts)) {
    for (const { number, namedPorts } of classes) {
      if (namedPorts.length > 0) apart.add(number);
    }
  }
  const other = classes.find(({ number }) => !apart.has(number));
  return {
    most: other ? evaluator.decide(direction, self, other.number) : ConnectionSet.NONE,
    few: new Map([...apart].map((number) => [number, evaluator.decide(direction, self, number)])),
  };
}

export function towards({ most, few }: Row, other: number): ConnectionSet {
  return few.get(other) ?? most;
}
