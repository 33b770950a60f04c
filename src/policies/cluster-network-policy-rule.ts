import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { LabelSelector } from '../selection/label-selector';

/** When a policy of the cluster is asked. */
export enum ClusterNetworkPolicyTier {
  /** Before every NetworkPolicy: what it accepts or denies, no team can change. */
  ADMIN = 'Admin',

  /** After every NetworkPolicy: it decides for pods that no NetworkPolicy isolates in the direction. */
  BASELINE = 'Baseline',
}

/** What a rule does with the connections that it matches. */
export enum ClusterNetworkPolicyAction {
  /** They are open, whatever comes after. */
  ACCEPT = 'Accept',

  /** They are closed, whatever comes after. */
  DENY = 'Deny',

  /** The rest of the tier is not asked. In the Admin tier that leaves the answer to the NetworkPolicies; in the Baseline tier they are open. */
  PASS = 'Pass',
}

/** What happens to connections with these peers. The first rule that matches a connection decides. */
export interface ClusterNetworkPolicyRule {
  /** What is done with the connections that the rule matches. */
  readonly action: ClusterNetworkPolicyAction;

  /**
   * The name of the rule, by which explanations call it. At most 100 characters.
   *
   * @default - no name
   */
  readonly name?: string;

  /**
   * The other ends, each of which is meant: `Namespaces`, a `Namespace`, `Pods` with namespaces, a workload, or in an egress rule a `NetworkPolicyIpBlock`, which
   * means pods with these addresses too. Not empty. Pods on the network of their node are none of them.
   *
   * @default - none, which only an egress rule with `nodes` or `domainNames` may have
   */
  readonly peers?: INetworkPolicyPeer[];

  /**
   * The ports of the destination, at most 25. Not empty. A port that is named is meant whatever its protocol is, and cannot stand beside addresses.
   *
   * @default - all ports of every protocol
   */
  readonly ports?: NetworkPolicyPort[];
}

/** A rule about connections that pods open. */
export interface ClusterNetworkPolicyEgressRule extends ClusterNetworkPolicyRule {
  /**
   * Nodes as other ends, by their labels. Only the experimental channel of the definition has this field; others drop it, or refuse the policy.
   *
   * @default - no nodes
   */
  readonly nodes?: LabelSelector;

  /**
   * Names of other ends in DNS, such as `registry.example.com`, or `*.example.com` for all names below. At most 25, and only where the action is ACCEPT. Only the
   * experimental channel of the definition has this field; others drop it, or refuse the policy.
   *
   * @default - no names
   */
  readonly domainNames?: string[];
}
