import { remainingBlocks } from './remaining-blocks';
import { nameOf } from './rule-peers';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { INetworkPolicyPeer, NetworkPolicyIpBlock } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { checkedPeerConfig } from '../peers/peer-config';
import { isOfObject } from '../peers/pods-of-object';
import { LabelSelectorKube } from '../selection/label-selector';
import { NamespaceSelectorConfig } from '../selection/namespace-selector';
import { PodSelectorConfig } from '../selection/pod-selector';
import { Input } from '../validation/input';

/** How long the lists of a policy may be: rules of a direction, peers and ports of a rule, networks and names of a peer. */
export const MOST = 25;

/** The subject, or a peer of pods. */
export type SelectionKube =
  | { readonly namespaces: LabelSelectorKube }
  | { readonly pods: { readonly namespaceSelector: LabelSelectorKube; readonly podSelector: LabelSelectorKube } };

/** A peer of a rule. */
export type ClusterPeerKube =
  | SelectionKube
  | { readonly networks: readonly string[] }
  | { readonly nodes: LabelSelectorKube }
  | { readonly domainNames: readonly string[] };

/** Pods and addresses that a peer means. */
export interface PeerParts {
  readonly selections: readonly SelectionKube[];
  readonly blocks: readonly NetworkPolicyIpBlock[];
}

/** What a peer means in a policy of the whole cluster. */
export function partsOfPeer(peer: INetworkPolicyPeer, input: Input): PeerParts {
  const { ipBlock, podSelector, peers } = checkedPeerConfig(peer, input);
  if (peers) {
    const parts = peers.map((one) => partsOfPeer(one, input));
    return { selections: parts.flatMap(({ selections }) => selections), blocks: parts.flatMap(({ blocks }) => blocks) };
  }
  return ipBlock ? { selections: [], blocks: [ipBlock] } : { selections: [selectionToKube(peer, podSelector!, input)], blocks: [] };
}

/** Refuses a selection without namespaces: those of its use, which it would mean elsewhere, are none here. That of an object may be set later. */
export function checkNamespaces(peer: INetworkPolicyPeer, input: Input): void {
  const { podSelector, peers } = checkedPeerConfig(peer, input);
  peers?.forEach((one) => checkNamespaces(one, input));
  if (podSelector && podSelector.namespaces === undefined && !isOfObject(peer)) failWithoutNamespaces(peer, input);
}

/** The networks of blocks, those of which something is excepted as what remains of them, each once. */
export function networksOf(blocks: readonly NetworkPolicyIpBlock[]): string[] {
  return [...new Set(blocks.flatMap(({ cidr, except }) => remainingBlocks(cidr, except)))];
}

/** Networks as peers, each of which holds so many. */
export function networkPeers(networks: readonly string[]): ClusterPeerKube[] {
  return Array.from({ length: Math.ceil(networks.length / MOST) }, (_, index) => ({ networks: networks.slice(index * MOST, (index + 1) * MOST) }));
}

/** A port: "all" is a range here, and a name is one of every protocol. */
export function portToKube(port: NetworkPolicyPort): object {
  const { protocol, port: first, endPort } = port._toKube();
  if (typeof first === 'string') return { destinationNamedPort: first };
  const [start, end] = first === undefined ? [1, 65535] : [first, endPort ?? first];
  return { [protocol.toLowerCase()]: { destinationPort: start === end ? { number: start } : { range: { start, end } } } };
}

function selectionToKube(peer: INetworkPolicyPeer, { labelSelector, namespaces }: PodSelectorConfig, input: Input): SelectionKube {
  const namespaceSelector = namespacesToKube(namespaces ?? failWithoutNamespaces(peer, input));
  return labelSelector.isEmpty() ? { namespaces: namespaceSelector } : { pods: { namespaceSelector, podSelector: labelSelector._toKube() } };
}

function namespacesToKube({ names, labelSelector }: NamespaceSelectorConfig): LabelSelectorKube {
  const labels = labelSelector?._toKube() ?? {};
  const [name, ...more] = [...new Set(names)];
  if (name === undefined) return labels;
  if (more.length === 0) return { ...labels, matchLabels: { ...labels.matchLabels, [NAMESPACE_NAME_LABEL]: name } };
  return { ...labels, matchExpressions: [...labels.matchExpressions ?? [], { key: NAMESPACE_NAME_LABEL, operator: 'In', values: [name, ...more] }] };
}

function failWithoutNamespaces(peer: INetworkPolicyPeer, input: Input): never {
  const name = nameOf(peer);
  if (isOfObject(peer)) input.fail(`the namespace of ${name} is not known. Set "namespace" on the chart or in the metadata of ${name}.`);
  return input.fail(`${name} names no namespace, and a policy of the whole cluster lies in none that could be meant. Say which, with `
    + '"namespaces": Namespaces.select(scope, id, { names: ["shop"] }), or Namespaces.all(scope, id) for all of them.');
}
