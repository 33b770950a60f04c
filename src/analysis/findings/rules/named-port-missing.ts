import { KnownPods } from '../../engine/known-pods';
import { RulePorts, Workload } from '../../model/cluster';
import { destinationsOf } from '../destinations';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { rulesOf, some } from '../rule-places';

export const namedPortMissing: FindingRule = {
  id: 'named-port-missing',
  severity: 'error',
  title: 'A named port that no pod has',
  find: (analysis) => {
    const known = new KnownPods(analysis);
    return rulesOf(analysis.cluster).flatMap((place) => {
      const { policy, rule, direction } = place;
      const named = (rule.ports ?? []).flatMap((port, index) => ('name' in port ? [{ port, index }] : []));
      if (named.length === 0) return [];
      const onlyBlocks = direction === 'Egress' && (rule.peers ?? []).length > 0 && rule.peers!.every((peer) => 'block' in peer);
      const numbers = onlyBlocks ? rule.peers!.flatMap((peer) => ('block' in peer ? analysis.index.within(peer.block) : [])) : destinationsOf(place, analysis, known);
      const pods = numbers?.map((number) => analysis.cluster.workloads[number]);
      if (pods === undefined || (pods.length === 0 && !onlyBlocks)) return [];
      return named.filter(({ port }) => !pods.some((pod) => has(pod, port))).map(({ port, index }) => onPolicy(policy, {
        field: place.portField(index),
        text: `${place.name} names the port "${port.name}"${port.protocol ? ` of ${port.protocol}` : ''}, ${onlyBlocks ? 'but addresses have no names for their ports' : `which ${some(pods.map(nameOf))} ${pods.length === 1 ? 'does' : 'do'} not have`}, `
          + `so that it matches nothing.${otherwise(pods, port)}`,
        cure: 'Name a port as a container of the pods that are connected to does, with its protocol, or write its number.',
      }));
    });
  },
};

type NamedPort = Extract<RulePorts, { readonly name: string }>;

function has({ ports }: Workload, { name, protocol }: NamedPort): boolean {
  return ports.some((port) => port.name === name && (protocol ?? port.protocol) === port.protocol);
}

/** What the pods do have. */
function otherwise(pods: readonly Workload[], { name }: NamedPort): string {
  const ports = pods.flatMap((pod) => pod.ports);
  const same = ports.find((port) => port.name === name);
  if (same) return ` Their "${name}" is one of ${same.protocol}.`;
  const names = [...new Set(ports.flatMap((port) => port.name ?? []))];
  return names.length === 0 ? '' : ` There ${names.length === 1 ? 'is' : 'are'} ${some(names.map((text) => `"${text}"`))}.`;
}
