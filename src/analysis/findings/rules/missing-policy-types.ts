import { FindingRule, nameOf, onPolicy } from '../finding';
import { isNetworkPolicy, writtenIn } from '../written-policy';

export const missingPolicyTypes: FindingRule = {
  id: 'missing-policy-types',
  severity: 'note',
  title: 'A policy does not say which directions it is about',
  find: ({ cluster }) => cluster.policies.filter(isNetworkPolicy).flatMap((policy) => {
    const { policyTypes, ingress, egress } = writtenIn(policy);
    if ((policyTypes?.length ?? 0) > 0) return [];
    const types = Object.keys(policy.rules).join(' and ');
    const surprise = egress && egress.length === 0 ? ' "egress: []" therefore closes nothing.'
      : policy.rules.Egress && !ingress?.length ? ' Ingress is therefore closed to everybody, although no rule speaks of it.' : '';
    return [onPolicy(policy, {
      field: 'spec.policyTypes',
      text: `${nameOf(policy)} lists no policyTypes, so they are ${types}: Ingress always, Egress where there are egress rules.${surprise}`,
      cure: `Write "policyTypes: [${Object.keys(policy.rules).join(', ')}]" for what it does now, or list the directions that are meant.`,
    })];
  }),
};
