import { ChartsWarningRule } from './warning-rule';
import { Analysis } from '../../analysis/engine/analysis';
import { ruleImplies } from '../../analysis/engine/implication';
import { nameOf } from '../../analysis/findings/finding';
import { RulePlace, rulesOfPolicy, some } from '../../analysis/findings/rule-places';
import { DIRECTIONS, Policy, Rule, RulePorts } from '../../analysis/model/cluster';
import { selectionText } from '../../analysis/questions/peer-text';
import { isOwn } from '../proof/writer';

/** Pods that this library isolates, and that a policy which somebody else wrote opens further. */
export const openedFurther: ChartsWarningRule = {
  id: 'opened-further',
  find: (analysis, { written }) => {
    const isForeign = ({ source }: Policy) => !isOwn(written.objectOf(source)!);
    const foreign = analysis.cluster.policies.filter(isForeign);
    return foreign.flatMap((policy) => DIRECTIONS.flatMap((direction) => rulesOfPolicy(policy, direction)).flatMap((place) => {
      const opened = openedBy(place, analysis, (other) => !isForeign(other));
      return opened.length === 0 ? [] : [{ construct: written.objectOf(policy.source)!, text: textFor(place, opened) }];
    }));
  },
};

/** The workloads that policies of this library isolate, of which none opens what the rule does. */
function openedBy({ policy, direction, rule }: RulePlace, analysis: Analysis, isOwnPolicy: (policy: Policy) => boolean): string[] {
  if (rule.action !== 'Accept') return [];
  const { cluster, evaluator, index } = analysis;
  const opens = new Map<number, boolean>();
  return index.select(policy.subject).filter((pod) => {
    const number = analysis.classOfWorkload(pod);
    let answer = opens.get(number);
    if (answer === undefined) {
      const own = evaluator.tiersOf(direction, number).isolating.filter(isOwnPolicy);
      answer = own.length > 0 && !own.some((other) => other.rules[direction]!.some((one) => ruleImplies(rule, one, cluster)));
      opens.set(number, answer);
    }
    return answer;
  }).map((pod) => nameOf(cluster.workloads[pod]));
}

function textFor({ direction, rule, name }: RulePlace, opened: readonly string[]): string {
  const how = direction === 'Ingress' ? `lets in ${peersText(rule)}` : `lets out to ${peersText(rule)}`;
  return `opens ${some(opened)} further than the policies of this app do: ${name} ${how} on ${portsText(rule.ports)}. Where that is meant, say `
    + 'Verification.of(…).acknowledge("opened-further", "why"); otherwise leave that policy out, or allow with "connections" what it is needed for.';
}

function peersText({ peers }: Rule): string {
  if (!peers) return 'everybody';
  return some(peers.map((peer) => ('block' in peer ? peer.block.cidr : selectionText(peer.selection))));
}

function portsText(ports: readonly RulePorts[] | undefined): string {
  if (!ports) return 'all ports';
  return some(ports.map((port) => {
    if ('name' in port) return `the port named "${port.name}"`;
    if (port.first === 1 && port.last === 65535) return `all ${port.protocol} ports`;
    return `${port.protocol} ${port.first}${port.last === port.first ? '' : `-${port.last}`}`;
  }));
}
