import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { Direction } from '../kubernetes/direction';
import { NAMESPACE_NAME_LABEL } from '../kubernetes/labels';
import { DNS_PORTS } from '../peers/dns-ports';
import { INetworkPolicyPeer, NetworkPolicyIpBlock } from '../peers/network-policy-peer';
import { checkedPeerConfig } from '../peers/peer-config';
import { ClusterNetworkPolicy } from '../policies/cluster-network-policy';
import { ClusterNetworkPolicyAction, ClusterNetworkPolicyTier } from '../policies/cluster-network-policy-rule';
import { LabelExpression } from '../selection/label-expression';
import { LabelSelector } from '../selection/label-selector';
import { NamespaceSelectorConfig } from '../selection/namespace-selector';
import { Input } from '../validation/input';

/** Where the cluster itself runs what others need. */
export const KUBE_SYSTEM = 'kube-system';

/** How a cluster is closed. */
export interface ClosedCluster {
  readonly dns: INetworkPolicyPeer | undefined;
  readonly directions: readonly Direction[];
  readonly except: readonly string[];
  /** The namespaces that are named; without, all but those that the whole cluster needs. */
  readonly namespaces: NamespaceSelectorConfig | undefined;
  readonly priority: number;
  readonly metadata: ApiObjectMetadata;
}

const EVERY_POD = peerOf({ labelSelector: LabelSelector.of() });

/** A policy of the Baseline tier that closes namespaces for pods which no NetworkPolicy isolates. */
export function closeCluster(scope: Construct, { dns, directions, except, namespaces, priority, metadata }: ClosedCluster): ClusterNetworkPolicy {
  const leftOpen = [...namespaces ? [] : [KUBE_SYSTEM, ...dns ? namesOf(dns) : []], ...except];
  return new ClusterNetworkPolicy(scope, 'DefaultDenyOfCluster', {
    metadata: { name: 'default-deny', ...metadata },
    tier: ClusterNetworkPolicyTier.BASELINE,
    priority,
    subject: peerOf(without(namespaces ?? {}, leftOpen)),
    ...(directions.includes('Ingress') && { ingress: [{ name: 'default-deny', action: ClusterNetworkPolicyAction.DENY, peers: [EVERY_POD] }] }),
    ...(directions.includes('Egress') && {
      egress: [
        ...dns ? [{ name: 'dns', action: ClusterNetworkPolicyAction.ACCEPT, peers: [dns], ports: dns.toNetworkPolicyPeerConfig().ports ?? [...DNS_PORTS] }] : [],
        { name: 'default-deny', action: ClusterNetworkPolicyAction.DENY, peers: [EVERY_POD, NetworkPolicyIpBlock.anyIpv4(), NetworkPolicyIpBlock.anyIpv6()] },
      ],
    }),
  });
}

function peerOf(namespaces: NamespaceSelectorConfig): INetworkPolicyPeer {
  return { toNetworkPolicyPeerConfig: () => ({ podSelector: { labelSelector: LabelSelector.of(), namespaces } }), toPodSelector: () => undefined };
}

function without({ names, labelSelector = LabelSelector.of() }: NamespaceSelectorConfig, leftOpen: readonly string[]): NamespaceSelectorConfig {
  const { _labels: labels, _expressions: expressions } = labelSelector;
  const all = [...expressions, ...leftOpen.length > 0 ? [LabelExpression.notIn(NAMESPACE_NAME_LABEL, [...new Set(leftOpen)])] : []];
  return {
    ...(names && { names }),
    labelSelector: LabelSelector.of({ ...(Object.keys(labels).length > 0 && { labels }), ...(all.length > 0 && { expressions: all }) }),
  };
}

/** The namespaces of the DNS servers, where they are named. */
function namesOf(dns: INetworkPolicyPeer): string[] {
  const { podSelector, peers } = checkedPeerConfig(dns, new Input('DefaultDeny.forCluster'));
  return peers ? peers.flatMap(namesOf) : podSelector?.namespaces?.names ?? [];
}
