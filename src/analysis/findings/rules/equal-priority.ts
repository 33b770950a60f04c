import { Analysis } from '../../engine/analysis';
import { OtherEnd } from '../../engine/policy-evaluator';
import { AFTER_ALL, Direction, DIRECTIONS, Policy } from '../../model/cluster';
import { Address } from '../../sets/address-set';
import { ConnectionSet } from '../../sets/connection-set';
import { FindingRule, nameOf, onPolicy } from '../finding';

export const equalPriority: FindingRule = {
  id: 'equal-priority',
  severity: 'warning',
  title: 'Two cluster policies of the same priority disagree',
  find: (analysis) => {
    const told = new Set<string>();
    const agreed = new Set<string>();
    return analysis.classes.flatMap(({ number, namedPorts }) => DIRECTIONS.flatMap((direction) => {
      const { admin, baseline } = analysis.evaluator.tiersOf(direction, number);
      return [...pairsOf(admin), ...pairsOf(baseline)].flatMap(([one, other]) => {
        const key = `${direction} ${one.kind} ${one.name} ${other.kind} ${other.name}`;
        const asked = direction === 'Ingress' ? `${key} ${namedPorts.map(({ name, port }) => `${name}=${port}`).join()}` : key;
        if (told.has(key) || agreed.has(asked)) return [];
        const disagreement = disagreementOf(one, other, direction, number, analysis);
        if (disagreement === undefined) {
          agreed.add(asked);
          return [];
        }
        told.add(key);
        const pod = nameOf(analysis.cluster.workloads[analysis.classes[number].members[0]]);
        return [onPolicy(other, {
          field: 'spec.priority',
          ...(other.priority === AFTER_ALL ? { field: 'spec' } : {}),
          text: `${other.name} and ${one.name} are of the tier ${one.tier} and ${priorityText(one, other)}, but disagree about ${disagreement} in the ${direction.toLowerCase()} of ${pod}: which of them decides is not defined.`,
          cure: other.priority === AFTER_ALL ? 'Write both as ClusterNetworkPolicies of different priorities, with cdk8s-netpol convert.' : 'Give one of them another priority; the lower number decides first.',
        })];
      });
    }));
  },
};

/** Policies of which the priority does not say which is asked first. A BaselineAdminNetworkPolicy has none, and stands last. */
function pairsOf(policies: readonly Policy[]): [Policy, Policy][] {
  return policies.flatMap((one, index) => policies.slice(index + 1)
    .filter((other) => other.priority === one.priority || other.priority === AFTER_ALL)
    .map((other): [Policy, Policy] => [one, other]));
}

/** Such as `have the priority 10`. */
function priorityText({ priority }: Policy, other: Policy): string {
  return other.priority === AFTER_ALL ? `the BaselineAdminNetworkPolicy ${other.name} has no priority` : `have the priority ${priority}`;
}

/** Connections for which the two policies, each asked alone, have different answers. */
function disagreementOf(one: Policy, other: Policy, direction: Direction, self: number, analysis: Analysis): ConnectionSet | undefined {
  if (sameRules(one, other, direction)) return undefined;
  for (const end of endsOf([one, other], direction, analysis)) {
    const [first, second] = [one, other].map((policy) => answersOf(policy, direction, self, end, analysis));
    for (const [action, connections] of first) {
      for (const [otherAction, others] of second) {
        const common = connections.intersect(others);
        if (action !== otherAction && !common.isEmpty) return common;
      }
    }
  }
  return undefined;
}

/** What a policy alone says to the other end: of each action, the connections that it decides. */
function answersOf(policy: Policy, direction: Direction, self: number, other: OtherEnd, { evaluator }: Analysis): Map<string, ConnectionSet> {
  const answers = new Map<string, ConnectionSet>();
  let open = ConnectionSet.ALL;
  for (const rule of policy.rules[direction]!) {
    if (open.isEmpty) break;
    if (!evaluator.means(rule, other)) continue;
    const matched = open.intersect(evaluator.connectionsOf(rule, evaluator.namedPorts(direction, self, other)));
    answers.set(rule.action, (answers.get(rule.action) ?? ConnectionSet.NONE).union(matched));
    open = open.subtract(matched);
  }
  return answers;
}

/** The other ends that policies speak of: classes of pods, and the first address of each range. */
function endsOf(policies: readonly Policy[], direction: Direction, { evaluator }: Analysis): OtherEnd[] {
  const peers = policies.flatMap((policy) => policy.rules[direction]!.flatMap((rule) => rule.peers ?? []));
  const addresses = peers.flatMap((peer): Address[] => ('block' in peer ? peer.block.addresses.ranges.map(({ family, first }) => ({ family, value: first })) : []));
  return [...new Set(peers.flatMap((peer) => [...evaluator.classesOf(peer)])), ...addresses];
}

function sameRules(one: Policy, other: Policy, direction: Direction): boolean {
  const actions = new Set([one, other].flatMap((policy) => policy.rules[direction]!.map(({ action }) => action)));
  return actions.size < 2;
}
