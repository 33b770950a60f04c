import { KnownPods } from '../../engine/known-pods';
import { Protocol } from '../../sets/connection-set';
import { destinationsOf } from '../destinations';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { rulesOf, some } from '../rule-places';
import { Mapped, servicePortsOf } from '../service-ports';

export const undeclaredPort: FindingRule = {
  id: 'undeclared-port',
  severity: 'note',
  title: 'A port that no container declares',
  find: (analysis) => {
    const { cluster, index } = analysis;
    const known = new KnownPods(analysis);
    const mapped = servicePortsOf(cluster, index);
    const declared = new DeclaredPorts((pod) => cluster.workloads[pod].ports.map(({ port, protocol }) => `${protocol} ${port}`), (pod) => mapped.get(pod) ?? []);
    return rulesOf(cluster).flatMap((place) => {
      const { policy, rule } = place;
      if (!rule.ports?.some((port) => !('name' in port) && port.first === port.last)) return [];
      const pods = destinationsOf(place, analysis, known) ?? [];
      return rule.ports.flatMap((port, position) => {
        if ('name' in port || port.first !== port.last || !declared.lack(pods, port.protocol, port.first)) return [];
        const there = [...new Set(pods.flatMap((pod) => cluster.workloads[pod].ports.map((own) => `${own.protocol} ${own.port}`)))];
        return [onPolicy(policy, {
          field: place.portField(position),
          text: `${place.name} names ${port.protocol} ${port.first}, which no container of ${some(pods.map((pod) => nameOf(cluster.workloads[pod])))} declares; there ${there.length === 1 ? 'is' : 'are'} ${some(there)}.`,
          cure: 'Correct the port or its protocol; where something listens on it, declare it in the container.',
        })];
      });
    });
  },
};

/** What pods say of their ports, asked once for each list of pods. */
class DeclaredPorts {
  private readonly lists = new Map<readonly number[], ReadonlySet<string> | undefined>();

  constructor(private readonly portsOf: (pod: number) => readonly string[], private readonly mappedOf: (pod: number) => readonly Mapped[]) {}

  /** Whether all of the pods declare ports, and none this one. The port of a service is another finding. */
  public lack(pods: readonly number[], protocol: Protocol, port: number): boolean {
    if (!this.lists.has(pods)) this.lists.set(pods, this.declaredBy(pods));
    const declared = this.lists.get(pods);
    return declared !== undefined && declared.size > 0 && !declared.has(`${protocol} ${port}`);
  }

  /** The ports of pods and those that services mean; `undefined` where a pod declares none. */
  private declaredBy(pods: readonly number[]): ReadonlySet<string> | undefined {
    const all = new Set<string>();
    for (const pod of pods) {
      const ports = this.portsOf(pod);
      if (ports.length === 0) return undefined;
      for (const port of ports) all.add(port);
      for (const { protocol, port, target } of this.mappedOf(pod)) all.add(`${protocol} ${target ?? port}`).add(`${protocol} ${port}`);
    }
    return all;
  }
}
