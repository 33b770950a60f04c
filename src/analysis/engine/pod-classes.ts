import { PodIndex } from './pod-index';
import { Cluster, DIRECTIONS, ListeningPort, Policy } from '../model/cluster';

/** Workloads that no policy tells apart: the same policies select them, the same peers mean them, and the same names are ports of theirs. */
export interface PodClass {
  readonly number: number;
  /** The numbers of the workloads. */
  readonly members: readonly number[];
  /** The ports that have a name, the same for all members. */
  readonly namedPorts: readonly ListeningPort[];
}

/** Puts the workloads into classes, by splitting them once for each selection that a policy makes. */
export function classify(cluster: Cluster, index: PodIndex): { classes: readonly PodClass[]; classOf: readonly number[] } {
  const names = usedPortNames(cluster.policies);
  const classOf = numbered(cluster.workloads.map(({ ports }) => signatureOf(ports.filter(({ name }) => name !== undefined && names.has(name)))));
  let count = Math.max(-1, ...classOf) + 1;
  for (const selected of selectionsOf(cluster.policies, index)) {
    const split = new Map<number, number>();
    for (const workload of selected) {
      const before = classOf[workload];
      let after = split.get(before);
      if (after === undefined) split.set(before, after = count++);
      classOf[workload] = after;
    }
  }
  const dense = numbered(classOf.map(String));
  const members: number[][] = [];
  dense.forEach((number, workload) => (members[number] ??= []).push(workload));
  const classes = members.map((list, number) => ({
    number, members: list, namedPorts: cluster.workloads[list[0]].ports.filter(({ name }) => name !== undefined && names.has(name)),
  }));
  return { classes, classOf: dense };
}

/** The workloads of every selection that policies make, each selection once. */
function selectionsOf(policies: readonly Policy[], index: PodIndex): Set<readonly number[]> {
  const found = new Set<readonly number[]>();
  for (const policy of policies) {
    found.add(index.select(policy.subject));
    for (const direction of DIRECTIONS) {
      for (const rule of policy.rules[direction] ?? []) {
        for (const peer of rule.peers ?? []) found.add('selection' in peer ? index.select(peer.selection) : index.within(peer.block));
      }
    }
  }
  return found;
}

function usedPortNames(policies: readonly Policy[]): Set<string> {
  const rules = policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => policy.rules[direction] ?? []));
  return new Set(rules.flatMap(({ ports }) => (ports ?? []).flatMap((port) => ('name' in port ? [port.name] : []))));
}

function signatureOf(ports: readonly ListeningPort[]): string {
  return ports.map(({ name, port, protocol }) => `${name} ${port} ${protocol}`).sort().join();
}

/** Numbers for texts, the same for equal texts, from 0. */
function numbered(texts: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return texts.map((text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
}
