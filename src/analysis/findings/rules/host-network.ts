import { Policy } from '../../model/cluster';
import { FindingRule, nameOf, onWorkload } from '../finding';
import { peersOf, some } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const hostNetwork: FindingRule = {
  id: 'host-network',
  severity: 'warning',
  title: 'Policies name pods on the network of their node',
  find: ({ cluster, index }) => {
    const onNodes = cluster.workloads.flatMap((workload, number) => (workload.hostNetwork ? [number] : []));
    const concerned = new Map(onNodes.map((number) => [number, { subjects: new Set<Policy>(), peers: new Set<string>() }]));
    if (concerned.size === 0) return [];
    for (const policy of cluster.policies.filter(isNetworkPolicy)) {
      for (const number of index.select(policy.subject)) concerned.get(number)?.subjects.add(policy);
    }
    for (const place of peersOf(cluster)) {
      const { policy, peer } = place;
      if ('block' in peer || !isNetworkPolicy(policy) || peer.selection.pods.isEverything) continue;
      for (const number of index.select(peer.selection)) concerned.get(number)?.peers.add(place.name);
    }
    return [...concerned].filter(([, { subjects, peers }]) => subjects.size + peers.size > 0).map(([number, { subjects, peers }]) => {
      const workload = cluster.workloads[number];
      const effects = [
        ...subjects.size > 0 ? [`Selected by ${some([...subjects].map(nameOf))}, without effect there.`] : [],
        ...peers.size > 0 ? [`Named as a peer by ${some([...peers])}, which then does not match.`] : [],
      ];
      return onWorkload(workload, {
        text: `The pods of ${nameOf(workload)} are on the network of their node, where most network plugins do not see them as pods. ${effects.join(' ')}`,
        cure: 'Do without "hostNetwork"; or protect the node by other means, and name its addresses in an ipBlock where it is a peer.',
      });
    });
  },
};
