import { targetsOf } from './ways-in/backends';
import { IngressControllers } from './ways-in/ingress-controllers';
import { Analysis } from '../engine/analysis';
import { Ingress, Workload } from '../model/cluster';
import { End, endOf, textOf } from '../model/ends';
import { AddressRange, AddressSet } from '../sets/address-set';
import { ConnectionSet } from '../sets/connection-set';

/** All that is open from one end to the other. */
export interface Connectivity {
  readonly source: End;
  readonly destination: End;
  readonly connections: ConnectionSet;
}

/**
 * Every open pair of workloads, of a workload and the addresses outside of the cluster, and of the ingress controller and the
 * workloads that it leads to; in the order of their texts. A workload with itself is left out.
 *
 * Addresses of IPv6 are listed where a policy names one: otherwise the answer for them is that of `0.0.0.0-255.255.255.255`, or nothing.
 */
export function connectivity(analysis: Analysis): Connectivity[] {
  const ends = analysis.cluster.workloads.map(endOf);
  const others = [...withOutside(analysis), ...throughIngresses(analysis)];
  const places = placesOf([...ends, ...others.flatMap(({ source, destination }) => [source, destination])]);
  const bySource = ends.map((): Connectivity[] => []);
  const add = (line: Connectivity) => (bySource[places.get(line.source)!] ??= []).push(line);
  addBetween(ends, analysis, add);
  others.forEach(add);
  return bySource.flatMap((lines) => inPlace(lines, ({ destination }) => places.get(destination)!));
}

/** Things in the order of their places; those of one place stay in the order in which they are. */
function inPlace<T>(things: readonly T[], placeOf: (thing: T) => number): T[] {
  const keys = Float64Array.from(things, (thing, index) => placeOf(thing) * things.length + index).sort();
  return Array.from(keys, (key) => things[key % things.length]);
}

/** The place of each end in the order of their texts; ends of one text share one. */
function placesOf(ends: readonly End[]): ReadonlyMap<End, number> {
  const texts = new Map(ends.map((end) => [end, textOf(end)]));
  const inOrder = new Map([...new Set(texts.values())].sort(compare).map((text, place) => [text, place]));
  return new Map([...texts].map(([end, text]) => [end, inOrder.get(text)!]));
}

/** Adds a line for every open pair of two workloads. */
function addBetween(ends: readonly End[], analysis: Analysis, add: (line: Connectivity) => void): void {
  const members = analysis.classes.map((one) => one.members.map((member) => ends[member]));
  analysis.eachOpenPair((from, to, connections) => {
    for (const source of members[from]) {
      for (const destination of members[to]) {
        if (source !== destination) add({ source, destination, connections });
      }
    }
  });
}

function* withOutside(analysis: Analysis): Iterable<Connectivity> {
  const ipv6 = namesIpv6(analysis);
  const ends = new Map<AddressRange, End>();
  for (const { direction, workload, addresses, connections } of analysis.externalConnections()) {
    const inside = endOf(workload);
    for (const range of addresses.ranges) {
      if (range.family === 'IPv6' && !ipv6) continue;
      const external = ends.get(range) ?? { kind: 'addresses', addresses: AddressSet.of([range]) };
      ends.set(range, external);
      yield direction === 'Ingress' ? { source: external, destination: inside, connections } : { source: inside, destination: external, connections };
    }
  }
}

/** Where ingresses lead: to the ports of workloads behind services. */
function* throughIngresses(analysis: Analysis): Iterable<Connectivity> {
  const ways = new Map<Workload, ConnectionSet>();
  for (const ingress of analysis.cluster.ingresses) {
    for (const { workload, connections } of backendsOf(ingress, analysis)) {
      ways.set(workload, (ways.get(workload) ?? ConnectionSet.NONE).union(connections));
    }
  }
  for (const [workload, connections] of ways) {
    if (!connections.isEmpty) yield { source: { kind: 'ingress-controller' }, destination: endOf(workload), connections };
  }
}

/** The workloads that an ingress leads to, and those ports of theirs on which they let its controller in, as far as can be told. */
export function* backendsOf(ingress: Ingress, analysis: Analysis): Iterable<{ workload: Workload; connections: ConnectionSet }> {
  const controllers = IngressControllers.of(analysis);
  for (const { number, workload, targets } of targetsOf(ingress.backends, analysis)) {
    yield { workload, connections: targets.intersect(controllers.letInBy(analysis.classOfWorkload(number), ingress.gateways)) };
  }
}

/** Whether addresses of IPv6 are open that no line tells of: those of IPv4 are told apart, so that none stands for all. */
export function leavesIpv6Out(analysis: Analysis): boolean {
  if (namesIpv6(analysis)) return false;
  const everyIpv4 = AddressSet.ALL.ofFamily('IPv4');
  for (const { addresses } of analysis.externalConnections()) {
    if (!addresses.ofFamily('IPv6').isEmpty && !everyIpv4.subtract(addresses).isEmpty) return true;
  }
  return false;
}

function namesIpv6({ cluster }: Analysis): boolean {
  const rules = cluster.policies.flatMap(({ rules: { Ingress: ingress = [], Egress: egress = [] } }) => [...ingress, ...egress]);
  return rules.some(({ peers }) => peers?.some((peer) => 'block' in peer && peer.block.addresses.ranges.some(({ family }) => family === 'IPv6')));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
