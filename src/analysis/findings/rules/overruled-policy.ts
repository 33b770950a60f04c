import { selectionImplies } from '../../engine/implication';
import { meansEveryPod } from '../../engine/pod-index';
import { Cluster, DIRECTIONS, Peer, Policy, Rule } from '../../model/cluster';
import { FindingRule, Found, nameOf, onPolicy } from '../finding';
import { FIELDS, RulePlace, rulesOfPolicy } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const overruledPolicy: FindingRule = {
  id: 'overruled-policy',
  severity: 'warning',
  title: 'An Admin policy accepts all that a NetworkPolicy limits',
  find: ({ cluster }) => {
    const admin = cluster.policies.filter(({ tier }) => tier === 'Admin').sort((a, b) => a.priority - b.priority);
    if (admin.length === 0) return [];
    const rules = { Ingress: admin.flatMap((one) => rulesOfPolicy(one, 'Ingress')), Egress: admin.flatMap((one) => rulesOfPolicy(one, 'Egress')) };
    return cluster.policies.filter(isNetworkPolicy).flatMap((policy) => DIRECTIONS.flatMap((direction): Found[] => {
      const accept = policy.rules[direction] && overrulingRule(policy, rules[direction], cluster);
      if (!accept) return [];
      return [onPolicy(policy, {
        field: policy.rules[direction]!.length > 0 ? `spec.${FIELDS[direction].rules}` : 'spec',
        text: `${nameOf(policy)} limits nothing between pods in ${direction.toLowerCase()}: ${accept.name} is of the Admin tier, comes before it, and accepts every connection ${direction === 'Ingress' ? 'from' : 'to'} pods.`,
        cure: 'Let that rule accept only what must be open, by its peers or ports, or let it pass; or delete this policy.',
      })];
    }));
  },
};

/** The rule of the Admin tier that accepts everything between pods before anything denies it or passes it on. */
function overrulingRule(policy: Policy, rules: readonly RulePlace[], cluster: Cluster): RulePlace | undefined {
  const subject = { ...policy.subject, skipsHostNetwork: true };
  for (const place of rules) {
    if (place.rule.action !== 'Accept') return undefined;
    if (meansEverything(place.rule) && selectionImplies(subject, place.policy.subject, cluster)) return place;
  }
  return undefined;
}

function meansEverything({ peers, ports }: Rule): boolean {
  return ports === undefined && peers!.some(meansEverybody);
}

function meansEverybody(peer: Peer): boolean {
  if ('block' in peer) return meansEveryPod(peer.block);
  const { namespaces, pods } = peer.selection;
  return typeof namespaces !== 'string' && namespaces.isEverything && pods.isEverything;
}
