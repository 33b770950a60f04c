import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { PeerKube, RulePeer } from './rule-peer';
import { Cluster } from '../app/cluster';
import { checkSameCluster } from '../app/same-app';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { INetworkPolicyPeer, NetworkPolicyIpBlock, NetworkPolicyPeerConfig } from '../peers/network-policy-peer';
import { isOfObject, objectOf } from '../peers/pods-of-object';
import { WellKnownPeer } from '../peers/well-known-peer';
import { LabelSelectorKube } from '../selection/label-selector';
import { NamespaceSelectorConfig } from '../selection/namespace-selector';
import { PodSelectorConfig } from '../selection/pod-selector';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';
import { memo } from '../validation/memo';
import { show } from '../validation/show';

/** The policy in which a peer is named, and on whose behalf. */
export interface RulePlace {
  /** The construct that named the peer. */
  readonly who: IConstruct;
  /** What it wants, such as `allow traffic to shop/redis`; asked where it cannot be had. */
  readonly attempt: () => string;
  /** The pods or the policy, where the rule is written. */
  readonly policyOf: unknown;
  /** Where the policy is written, where that is known. */
  readonly namespace: string | undefined;
}

/** The namespace of a policy that is in one of those which the app does not declare. No namespace is called so. */
export const ELSEWHERE = '';

/** What a peer is in the rules of the policies of each namespace, for as long as the peer says the same. */
const KNOWN = new WeakMap<Synthesis, WeakMap<object, Map<string | undefined, readonly RulePeer[]>>>();

function knownPeers(said: PodSelectorConfig | NetworkPolicyIpBlock, synthesis: Synthesis): Map<string | undefined, readonly RulePeer[]> {
  const ofApp = memo(KNOWN, synthesis, () => new WeakMap());
  return memo(ofApp, said, () => new Map());
}

/** A peer as the items of `from` or `to` that mean it in a policy of this place. */
export function rulePeers(peer: INetworkPolicyPeer, place: RulePlace, synthesis: Synthesis): readonly RulePeer[] {
  const config = synthesis.lookups.peerConfig(peer, place.who);
  if (config.peers) return config.peers.flatMap((one) => rulePeers(one, place, synthesis));
  checkCluster(peer, place);
  // Where a selection names no namespace, it depends on who asks.
  if (config.podSelector?.namespaces === undefined && isCaller(peer, place)) return keyed(peersToKube(peer, config, place));
  const known = knownPeers(config.podSelector ?? config.ipBlock!, synthesis);
  return memo(known, place.namespace, () => keyed(peersToKube(peer, config, place)));
}

/** Named pods, and the policy in which they are named, have to be in one cluster. */
function checkCluster(peer: INetworkPolicyPeer, { who, policyOf, attempt }: RulePlace): void {
  if (!Construct.isConstruct(peer) || !Cluster._isToldIn(who)) return;
  const isCalled = Object.is(peer, who);
  checkSameCluster(new Input(who), attempt(), isCalled ? policyOf : peer, isCalled || !Construct.isConstruct(policyOf) ? who : policyOf);
}

function keyed(peers: PeerKube[]): readonly RulePeer[] {
  return peers.map((kube) => ({ kube, key: JSON.stringify(kube) }));
}

function peersToKube(peer: INetworkPolicyPeer, { ipBlock, podSelector }: NetworkPolicyPeerConfig, place: RulePlace): PeerKube[] {
  if (ipBlock) return [{ ipBlock: ipBlock._toKube() }];
  const { labelSelector, namespaces = namespaceOfCaller(peer, place) } = podSelector!;
  const pods = labelSelector._toKube();
  if (namespaces === undefined) {
    checkNamespaceOfUse(peer, place);
    return [{ podSelector: pods }];
  }
  return namespaceSelectors(namespaces, place.namespace).map((namespaceSelector) => ({
    ...(namespaceSelector && { namespaceSelector }),
    ...((namespaceSelector === undefined || !labelSelector.isEmpty()) && { podSelector: pods }),
  }));
}

/** The namespace of the chart that a construct lies in. */
export function chartNamespace(construct: Construct): string | undefined {
  return Chart.of(construct).namespace;
}

/** How an error or a warning calls a selector or a peer. */
export function nameOf(selectorOrPeer: unknown): string {
  if (Construct.isConstruct(selectorOrPeer)) return (objectOf(selectorOrPeer) ?? selectorOrPeer).node.path;
  if (selectorOrPeer instanceof WellKnownPeer) return selectorOrPeer._name;
  if (selectorOrPeer instanceof NetworkPolicyIpBlock) return selectorOrPeer.cidr;
  const text = show(selectorOrPeer);
  return text === '{}' ? 'a peer of your own' : text;
}

function isCaller(peer: INetworkPolicyPeer, place: RulePlace): boolean {
  return Object.is(peer, place.who);
}

/** A selection that names no namespace and whose own `connections` was called is in the namespace of its chart. */
function namespaceOfCaller(peer: INetworkPolicyPeer, place: RulePlace): NamespaceSelectorConfig | undefined {
  if (!isCaller(peer, place) || isOfObject(peer)) return undefined;
  const home = chartNamespace(place.who as Construct);
  return home === undefined ? undefined : { names: [home] };
}

/**
 * Refuses a peer without a namespace where "the namespace of the policy" would be a guess: an object whose namespace is not
 * known, or a selection made in a chart of another namespace.
 */
export function checkNamespaceOfUse(peer: INetworkPolicyPeer, place: RulePlace): void {
  const home = Construct.isConstruct(peer) && !isOfObject(peer) ? chartNamespace(peer) : undefined;
  if (home === place.namespace) return;
  if (home === undefined && !isOfObject(peer) && !isCaller(peer, place)) return;
  const input = new Input(place.who);
  const [name, policyOf] = [nameOf(peer), nameOf(place.policyOf)];
  const inTheirs = place.namespace === undefined ? `the namespace of ${policyOf} is not known` : `${policyOf} is in ${placeText(place)}`;
  if (isOfObject(peer)) {
    input.fail(`cannot ${place.attempt()}, because the namespace of ${name} is not known while ${inTheirs}. `
      + `Set "namespace" on the chart or in the metadata of ${name}.`);
  }
  input.fail(`cannot ${place.attempt()}, because ${name} names no namespace, its chart ${home === undefined ? 'has none' : `is in "${home}"`}, and ${inTheirs}. `
    + `Say which one is meant, with "namespaces": Namespaces.select(scope, id, { names: ["${home ?? place.namespace}"] }).`);
}

function placeText({ namespace }: RulePlace): string {
  return namespace === ELSEWHERE ? 'namespaces that are chosen by labels' : `"${namespace}"`;
}

/** One selector for each namespace that is named; `undefined` stands for the policy's own. */
function namespaceSelectors(namespaces: NamespaceSelectorConfig, own: string | undefined): (LabelSelectorKube | undefined)[] {
  const labels = namespaces.labelSelector?._toKube() ?? {};
  if (!namespaces.names) return [labels];
  return [...new Set(namespaces.names)].map((name) => (
    name === own && Object.keys(labels).length === 0
      ? undefined
      : { ...labels, matchLabels: { ...labels.matchLabels, [NAMESPACE_NAME_LABEL]: name } }
  ));
}
