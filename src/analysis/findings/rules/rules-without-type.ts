import { DIRECTIONS } from '../../model/cluster';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { FIELDS } from '../rule-places';
import { isNetworkPolicy, writtenIn } from '../written-policy';

export const rulesWithoutType: FindingRule = {
  id: 'rules-without-type',
  severity: 'error',
  title: 'Rules of a direction that policyTypes does not list do nothing',
  find: ({ cluster }) => cluster.policies.filter(isNetworkPolicy).flatMap((policy) => DIRECTIONS
    .filter((direction) => policy.rules[direction] === undefined && (writtenIn(policy)[FIELDS[direction].rules]?.length ?? 0) > 0)
    .map((direction) => onPolicy(policy, {
      field: `spec.${FIELDS[direction].rules}`,
      text: `${nameOf(policy)} has rules in "${FIELDS[direction].rules}", but its policyTypes list ${Object.keys(policy.rules).join(' and ')} only: `
        + `the rules do nothing, and ${direction.toLowerCase()} stays as it was.`,
      cure: `Add ${direction} to policyTypes, or delete "${FIELDS[direction].rules}".`,
    }))),
};
