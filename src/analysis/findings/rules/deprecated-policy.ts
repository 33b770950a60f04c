import { FindingRule, onPolicy } from '../finding';

export const deprecatedPolicy: FindingRule = {
  id: 'deprecated-policy',
  severity: 'note',
  title: 'A policy of a kind that is deprecated',
  find: ({ cluster }) => cluster.policies.filter(({ kind }) => kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy').map((policy) => onPolicy(policy, {
    field: 'apiVersion',
    text: `${policy.name} is ${policy.kind === 'AdminNetworkPolicy' ? 'an' : 'a'} ${policy.kind} of v1alpha1, which ClusterNetworkPolicy replaces: later versions of its definition do not have the kind any more.`,
    cure: 'Where the network plugin knows ClusterNetworkPolicy, write it as one: "cdk8s-netpol convert" does.',
  })),
};
