import { shownSource } from '../../analysis/model/source';
import { EndExplanation, Explanation, PolicyReference, RuleReference } from '../../analysis/questions/explanation/explanation';
import { jsonList } from '../json';
import { Reporters } from '../reporter';
import { explainTxt } from './txt';

export const explainReporters = new Reporters<readonly Explanation[]>('An explanation', { txt: explainTxt, json: explainJson });

function* explainJson(explanations: readonly Explanation[]): Iterable<string> {
  yield* jsonList(explanations.map(shown));
  yield '\n';
}

/** With the lines of policies and rules. */
function shown({ ways, egress, ingress, ...explanation }: Explanation): Explanation {
  const shownWays = ways?.map((way) => ({ ...way, source: shownSource(way.source) }));
  return {
    ...explanation,
    ...(shownWays && { ways: shownWays }),
    ...(egress && { egress: shownEnd(egress) }),
    ...(ingress && { ingress: shownEnd(ingress) }),
  };
}

function shownEnd(end: EndExplanation): EndExplanation {
  const { policies, decidedBy, nearMiss } = end;
  return {
    ...end,
    policies: policies.map((policy) => shownPolicy(policy)),
    ...(decidedBy && { decidedBy: shownRule(decidedBy) }),
    ...(nearMiss && { nearMiss: { ...nearMiss, rule: shownRule(nearMiss.rule) } }),
  };
}

function shownRule(rule: RuleReference): RuleReference {
  return { ...rule, policy: shownPolicy(rule.policy, rule.field) };
}

function shownPolicy(policy: PolicyReference, field?: string): PolicyReference {
  return { ...policy, source: shownSource(policy.source, field) };
}
