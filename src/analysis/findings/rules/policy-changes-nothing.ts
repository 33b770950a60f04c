import { Analysis } from '../../engine/analysis';
import { Direction, Policy } from '../../model/cluster';
import { Coverage } from '../coverage';
import { FindingRule, Found, nameOf, onPolicy } from '../finding';
import { some } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const policyChangesNothing: FindingRule = {
  id: 'policy-changes-nothing',
  severity: 'note',
  title: 'A policy changes nothing',
  find: (analysis) => {
    const coverage = Coverage.of(analysis.cluster);
    return analysis.cluster.policies.flatMap((policy) => {
      if (!isNetworkPolicy(policy)) return withoutRules(policy);
      if (analysis.index.select(policy.subject).length === 0 || closesByDefault(policy)) return [];
      if (coverage.isSuperfluous(policy)) {
        const others = coverage.widerThan(policy).map(nameOf);
        const verbs = others.length === 1 ? 'isolates the same pods and opens' : 'isolate the same pods and open';
        return [onPolicy(policy, {
          text: `${nameOf(policy)} changes nothing: ${some(others)} ${verbs} all that it opens.`,
          cure: 'Delete it; or, where it was meant to limit the others, limit those: policies only ever add.',
        })];
      }
      if (!Object.keys(policy.rules).every((direction) => opensAllOfNothing(policy, direction as Direction, analysis))) return [];
      return [onPolicy(policy, {
        text: `${nameOf(policy)} changes nothing: it allows everything to pods that no other policy isolates.`,
        cure: 'Name in its rules who may connect and on which ports, or delete it.',
      })];
    });
  },
};

/** The ports of DNS. */
const DNS = 53;

/** Whether a policy closes a whole namespace, but for DNS at most: it is there for the day on which no other policy is, and each file has its own. */
function closesByDefault({ subject, rules }: Policy): boolean {
  return subject.pods.isEverything && Object.values(rules).flat()
    .every(({ ports }) => ports?.every((port) => !('name' in port) && port.first === DNS && port.last === DNS) ?? false);
}

/** A cluster policy isolates nobody by itself. */
function withoutRules(policy: Policy): Found[] {
  if (Object.values(policy.rules).some((rules) => rules.length > 0)) return [];
  return [onPolicy(policy, {
    text: `${nameOf(policy)} changes nothing: it has no rules, and ${policy.kind === 'AdminNetworkPolicy' ? 'an' : 'a'} ${policy.kind} closes nothing but what its rules deny.`,
    cure: 'Give it rules, or delete it.',
  })];
}

/** Whether a policy allows everything in a direction in which its pods would be open without it. */
function opensAllOfNothing(policy: Policy, direction: Direction, analysis: Analysis): boolean {
  if (!policy.rules[direction]!.some(({ peers, ports }) => peers === undefined && ports === undefined)) return false;
  return [...new Set(analysis.index.select(policy.subject).map((pod) => analysis.classOfWorkload(pod)))].every((number) => {
    const { isolating, baseline } = analysis.evaluator.tiersOf(direction, number);
    return isolating.length === 1 && baseline.length === 0;
  });
}
