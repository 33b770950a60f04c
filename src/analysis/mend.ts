import { referenceOf } from './explanation';
import { Peer, Policy, Workload } from './model/cluster';
import { Miss, Question } from './near-miss';

/** The fields of each direction, and how a person says it. */
const WORDS = { Egress: { rules: 'egress', towards: 'to' }, Ingress: { rules: 'ingress', towards: 'from' } } as const;

/** A rule with no more addresses than these is about the one that is asked for. */
const FEW = 256n;

/**
 * The smallest change of NetworkPolicies that opens a connection, and nothing besides as far as that can be said: a further port where a rule means the other
 * end alone, else a further rule, and either in a policy that selects as few workloads as any.
 */
export function mendOf(question: Question, policies: readonly Policy[], misses: readonly Miss[]): string {
  const { direction, protocol, port } = question;
  const { rules, towards } = WORDS[direction];
  const sizes = new Map(policies.map((policy) => [policy, question.analysis.index.select(policy.subject).length]));
  const fewest = Math.min(...sizes.values());
  const rule = misses.find(({ policy, matched, peers }) => matched.peers && sizes.get(policy) === fewest
    && peers?.every((peer) => meansOnly(peer, question)));
  if (rule) return `Add ${protocol} ${port} to "ports" of ${rules} rule #${rule.rule.number} of ${rule.rule.policy.name}.`;
  const policy = policies.find((one) => sizes.get(one) === fewest)!;
  const what = `an ${rules} rule${fewest > 1 ? '' : ` to ${referenceOf(policy).name}`}: ${towards} ${peerText(policy, question)}, ports ${protocol} ${port}.`;
  if (fewest <= 1) return `Add ${what}`;
  const self = question.analysis.workloadOf(question.end);
  return `Write a NetworkPolicy in ${self.namespace} for ${podsText(self, question.end)} with ${what}`;
}

/** Whether a peer means the other end and hardly anybody else. */
function meansOnly(peer: Peer, { analysis, other, otherText }: Question): boolean {
  if ('block' in peer) {
    return typeof other !== 'number' && peer.block.addresses.ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n) <= FEW;
  }
  if (typeof other !== 'number' || peer.selection.pods.isEverything) return false;
  const workload = analysis.workloadOf(otherText);
  return analysis.index.select(peer.selection).every((number) => analysis.cluster.workloads[number] === workload);
}

/** A peer that means the other end alone, as far as it is known by its labels. */
function peerText(policy: Policy, { analysis, other, otherText }: Question): string {
  if (typeof other !== 'number') return `ipBlock ${otherText}/${other.family === 'IPv4' ? 32 : 128}`;
  const workload = analysis.workloadOf(otherText);
  const pods = podsText(workload, otherText);
  return policy.namespace === workload.namespace ? pods : `namespaceSelector { kubernetes.io/metadata.name: ${workload.namespace} } and ${pods}`;
}

function podsText({ namespace, labels }: Workload, name: string): string {
  const matchLabels = Object.entries(labels).map(([key, value]) => `${key}: ${value}`).join(', ');
  return matchLabels === '' ? `podSelector {} (all pods of ${namespace}, because ${name} has no labels)` : `podSelector { ${matchLabels} }`;
}
