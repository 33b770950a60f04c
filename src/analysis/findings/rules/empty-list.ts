import { DIRECTIONS, Policy } from '../../model/cluster';
import { FindingRule, onPolicy } from '../finding';
import { FIELDS, rulesOfPolicy } from '../rule-places';
import { isNetworkPolicy, WrittenRule, writtenIn } from '../written-policy';

export const emptyList: FindingRule = {
  id: 'empty-list',
  severity: 'error',
  title: 'An empty list opens everything',
  find: ({ cluster }) => cluster.policies.filter(isNetworkPolicy).flatMap((policy) => DIRECTIONS.flatMap((direction) => {
    const { rules, peers } = FIELDS[direction];
    const written = writtenIn(policy)[rules] ?? [];
    return rulesOfPolicy(policy, direction).flatMap(({ field, name }, index) => ([peers, 'ports'] as const)
      .filter((list) => isEmptied(written[index], list))
      .map((list) => onPolicy(policy, {
        field: `${field}.${list}`,
        text: `"${list}" in ${name} is empty, which means ${list === 'ports' ? 'every port of every protocol' : 'everybody, in and outside of the cluster'}, not none.`,
        cure: `Leave the rule out where it should allow nothing${direction === 'Egress' && isUntyped(policy) ? ', and list Egress in policyTypes' : ''}; where it should allow ${list === 'ports' ? 'every port' : 'everybody'}, leave out "${list}", so that it reads as it works.`,
      })));
  })),
};

/** Whether the directions of a policy follow from its rules, so that egress without rules is open. */
function isUntyped(policy: Policy): boolean {
  return (writtenIn(policy).policyTypes?.length ?? 0) === 0;
}

/** Whether a list is written and holds nothing; YAML reads a key without a value as null, which means the same. */
function isEmptied(rule: WrittenRule, list: 'from' | 'to' | 'ports'): boolean {
  return list in rule && (rule[list]?.length ?? 0) === 0;
}
