import { referenceOf } from './explanation';
import { EndQuestion, Miss, Question } from './near-miss';
import { Analysis } from '../../engine/analysis';
import { Peer, Policy } from '../../model/cluster';
import { AddressesEnd, WorkloadEnd } from '../../model/ends';
import { isInternet } from '../../model/internet';
import { firstAddressText } from '../../sets/address-set';
import { peerTextOf, podSelectorText } from '../peer-text';

/** The fields of each direction, and how a person says it. */
const WORDS = { Egress: { rules: 'egress', towards: 'to' }, Ingress: { rules: 'ingress', towards: 'from' } } as const;

/** A rule with no more addresses than these is about the one that is asked for. */
const FEW = 256n;

/**
 * The smallest change of NetworkPolicies that opens a connection, and nothing besides as far as that can be said: a further port where a rule means the other
 * end alone, else a further rule, and either in a policy that selects as few workloads as any.
 */
export function mendOf(question: Question, policies: readonly Policy[], misses: readonly Miss[]): string {
  const { analysis, direction, asked } = question;
  const { rules } = WORDS[direction];
  const sizes = sizesOf(policies, analysis);
  const fewest = Math.min(...sizes.values());
  const rule = asked.isAll ? undefined : misses.find(({ policy, matched, peers }) => matched.peers && sizes.get(policy) === fewest
    && peers?.every((peer) => meansOnly(peer, question)));
  if (rule) return `Add ${asked} to "ports" of ${rules} rule #${rule.rule.number} of ${rule.rule.policy.name}.`;
  return newRuleOf(question, policies, (policy) => peerText(policy, question));
}

/** A further rule, in a policy that selects as few workloads as any. */
export function newRuleOf({ analysis, direction, asked, end }: EndQuestion, policies: readonly Policy[], peerIn: (policy: Policy) => string): string {
  const { rules, towards } = WORDS[direction];
  const sizes = sizesOf(policies, analysis);
  const fewest = Math.min(...sizes.values());
  const policy = policies.find((one) => sizes.get(one) === fewest)!;
  const ports = asked.isAll ? ', on all ports.' : `, ports ${asked}.`;
  const what = `an ${rules} rule${fewest > 1 ? '' : ` to ${referenceOf(policy).name}`}: ${towards} ${peerIn(policy)}${ports}`;
  if (fewest <= 1) return `Add ${what}`;
  return `Write a NetworkPolicy in ${end.workload.namespace} for ${podsText(end, analysis)} with ${what}`;
}

/** How many workloads each policy selects. */
function sizesOf(policies: readonly Policy[], { index }: Analysis): ReadonlyMap<Policy, number> {
  return new Map(policies.map((policy) => [policy, index.select(policy.subject).length]));
}

/** Whether a peer means the other end and hardly anybody else. */
function meansOnly(peer: Peer, { analysis, other }: Question): boolean {
  if ('block' in peer) return other.kind === 'addresses' && peer.block.addresses.size <= FEW;
  if (other.kind === 'addresses' || peer.selection.pods.isEverything) return false;
  return analysis.index.select(peer.selection).every((number) => analysis.cluster.workloads[number] === other.workload);
}

/** A peer that means the other end alone, as far as it is known by its labels. */
function peerText(policy: Policy, { analysis, other }: Question): string {
  if (other.kind === 'addresses') return blocksText(other, analysis);
  const pods = podsText(other, analysis);
  const { namespace } = other.workload;
  return policy.namespace === namespace ? pods : peerTextOf(namespace, pods);
}

function blocksText(other: AddressesEnd, { names }: Analysis): string {
  const { addresses } = other;
  if (addresses.isSingle) return `ipBlock ${firstAddressText(addresses)}/${addresses.first!.family === 'IPv4' ? 32 : 128}`;
  if (isInternet(addresses)) return 'ipBlocks 0.0.0.0/0 and ::/0 with "except" for the private ranges';
  return `ipBlocks that cover ${names.textOf(other)}`;
}

/** The pods of a workload, by the labels that stay: those by which it selects them itself, where it does. */
function podsText(end: WorkloadEnd, { names }: Analysis): string {
  const { namespace, labels, selector = labels } = end.workload;
  const isUnlabelled = Object.keys(selector).length === 0;
  return isUnlabelled ? `podSelector {} (all pods of ${namespace}, because ${names.textOf(end)} has no labels)` : podSelectorText(selector);
}
