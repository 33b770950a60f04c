import { Policy } from '../model/cluster';

/** A selector as it is written. */
export type WrittenSelector = object | null | undefined;

/** A peer of a NetworkPolicy as it is written. */
export interface WrittenPeer {
  readonly podSelector?: WrittenSelector;
  readonly namespaceSelector?: WrittenSelector;
  readonly ipBlock?: object | null;
}

/** A rule of a NetworkPolicy as it is written. */
export interface WrittenRule {
  readonly from?: readonly WrittenPeer[] | null;
  readonly to?: readonly WrittenPeer[] | null;
  readonly ports?: readonly object[] | null;
}

/** The specification of a NetworkPolicy as it is written, which was checked when it was read. */
export interface WrittenPolicy {
  readonly policyTypes?: readonly string[] | null;
  readonly ingress?: readonly WrittenRule[] | null;
  readonly egress?: readonly WrittenRule[] | null;
}

export function writtenIn(policy: Policy): WrittenPolicy {
  return (policy.manifest as { readonly spec?: WrittenPolicy | null }).spec ?? {};
}

/** Whether a NetworkPolicy does not say of which namespace it is, and therefore counts as one of `default`. */
export function leavesNamespaceOut(policy: Policy): boolean {
  const { metadata } = policy.manifest as { readonly metadata?: { readonly namespace?: string | null } };
  return isNetworkPolicy(policy) && (metadata?.namespace ?? undefined) === undefined;
}

/** Whether a policy is a NetworkPolicy, and no policy of the whole cluster. */
export function isNetworkPolicy(policy: Policy): policy is Policy & { readonly namespace: string } {
  return policy.tier === 'NetworkPolicy';
}
