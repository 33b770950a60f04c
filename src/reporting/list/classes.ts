import { Line, Party, partyText } from './line';
import { Analysis } from '../../analysis/engine/analysis';
import { DIRECTIONS, Workload } from '../../analysis/model/cluster';
import { backendsOf } from '../../analysis/questions/connectivity';
import { AddressSet } from '../../analysis/sets/address-set';
import { ConnectionSet } from '../../analysis/sets/connection-set';

/** The classes of an analysis, as ends of lines. */
export class Classes {
  public readonly all: readonly Party[];
  private readonly byWorkload = new Map<Workload, Party>();
  private readonly first = new Map<Party, Workload>();

  constructor(private readonly analysis: Analysis) {
    this.all = analysis.classes.map(({ members }) => {
      const workloads = members.map((member) => analysis.cluster.workloads[member]);
      const party: Party = workloads.length === 1 ? { kind: 'workload', workload: workloads[0] } : { kind: 'class', members: workloads };
      workloads.forEach((workload) => this.byWorkload.set(workload, party));
      this.first.set(party, workloads[0]);
      return party;
    });
  }

  public of(workload: Workload): Party {
    return this.byWorkload.get(workload)!;
  }

  /** Every open pair of classes, and what they have to do with the outside, in the order of their texts. */
  public lines(): Line[] {
    const texts = new Map(this.all.map((party) => [party, partyText(party)]));
    const lines = [...this.inside(), ...this.outside(), ...this.throughIngresses()];
    const keyed = lines.map((line) => ({ line, key: [line.source, line.destination].map((end) => texts.get(end) ?? partyText(end)) }));
    keyed.sort((a, b) => compare(a.key[0], b.key[0]) || compare(a.key[1], b.key[1]));
    return keyed.map(({ line }) => line);
  }

  private* inside(): Iterable<Line> {
    for (const { from, to, connections } of this.analysis.classConnections()) {
      const [source, destination] = [this.of(from[0]), this.of(to[0])];
      if (source !== destination || source.kind === 'class') yield { source, destination, connections };
    }
  }

  private* outside(): Iterable<Line> {
    const ipv6 = this.namesIpv6();
    for (const { direction, workload, addresses, connections } of this.analysis.externalConnections()) {
      const party = this.of(workload);
      if (this.first.get(party) !== workload) continue;
      for (const range of addresses.ranges) {
        if (range.family === 'IPv6' && !ipv6) continue;
        const external: Party = { kind: 'addresses', addresses: AddressSet.of([range]) };
        yield direction === 'Ingress' ? { source: external, destination: party, connections } : { source: party, destination: external, connections };
      }
    }
  }

  /** An ingress leads to workloads, not to all that policies cannot tell from them. */
  private throughIngresses(): Line[] {
    const ways = new Map<Workload, ConnectionSet>();
    for (const { workload, connections } of this.analysis.cluster.ingresses.flatMap((ingress) => [...backendsOf(ingress, this.analysis)])) {
      ways.set(workload, connections.union(ways.get(workload) ?? ConnectionSet.NONE));
    }
    return [...ways].filter(([, connections]) => !connections.isEmpty)
      .map(([workload, connections]) => ({ source: { kind: 'ingress-controller' }, destination: { kind: 'workload', workload }, connections }));
  }

  private namesIpv6(): boolean {
    const rules = this.analysis.cluster.policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => policy.rules[direction] ?? []));
    const blocks = rules.flatMap(({ peers }) => peers ?? []).flatMap((peer) => ('block' in peer ? peer.block.addresses.ranges : []));
    return blocks.some(({ family }) => family === 'IPv6');
  }
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
