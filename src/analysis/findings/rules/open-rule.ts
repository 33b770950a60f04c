import { Analysis } from '../../engine/analysis';
import { Direction, DIRECTIONS, Policy } from '../../model/cluster';
import { FindingRule, Found, nameOf, onPolicy } from '../finding';
import { FIELDS, RulePlace, rulesOfPolicy, some } from '../rule-places';
import { isNetworkPolicy, writtenIn } from '../written-policy';

export const openRule: FindingRule = {
  id: 'open-rule',
  severity: 'warning',
  title: 'A rule opens everything that another policy closes',
  find: (analysis) => {
    const policies = analysis.cluster.policies.filter(isNetworkPolicy);
    return DIRECTIONS.flatMap((direction) => {
      const closing = policies.filter(({ rules }) => rules[direction]?.length === 0);
      return policies.flatMap((policy) => {
        const undone = closing.filter((other) => other.namespace === policy.namespace && meansSomeOf(policy, other, analysis));
        const open = rulesOfPolicy(policy, direction).filter((_, index) => isEmpty(policy, direction, index));
        return undone.length === 0 ? [] : open.map((place) => found(place, undone));
      });
    });
  },
};

function found({ policy, direction, field, name }: RulePlace, undone: readonly Policy[]): Found {
  const opens = direction === 'Ingress' ? 'opens every port to everybody' : 'opens the way to everybody on every port';
  return onPolicy(policy, {
    field,
    text: `${name} names nobody and no port, which ${opens}, while ${some(undone.map(nameOf))} ${undone.length === 1 ? 'closes' : 'close'} the same pods `
      + `for ${direction.toLowerCase()}, without effect.`,
    cure: `Name who is meant with "${FIELDS[direction].peers}" and which ports with "ports"; or delete the policy that closes, where all is to be open.`,
  });
}

/** Whether a rule is written without peers and ports. An empty list of them is another finding. */
function isEmpty(policy: Policy, direction: Direction, index: number): boolean {
  const rule = writtenIn(policy)[FIELDS[direction].rules]?.[index];
  return rule !== undefined && Object.keys(rule).length === 0;
}

/** Whether a policy selects pods that the other selects too. */
function meansSomeOf({ subject }: Policy, other: Policy, { index }: Analysis): boolean {
  if (other.subject.pods.isEverything || subject.pods.isEverything) return true;
  const selected = new Set(index.select(other.subject));
  return index.select(subject).some((pod) => selected.has(pod));
}
