import * as fc from 'fast-check';
import { adminPolicies } from './admin-policies';
import { clusterPolicies } from './cluster-policies';
import { networkPolicies } from './network-policies';
import { PROBED_ADDRESSES } from './probes';
import { namespaces, workloads } from './workloads';

export { PROBED_PORTS } from './probes';

/** A small cluster, and what to ask about it besides its pods. */
export interface GeneratedCluster {
  readonly manifests: readonly object[];
  readonly addresses: readonly string[];
}

/** Clusters with every feature that policies and pods have. */
export const clusters: fc.Arbitrary<GeneratedCluster> = fc.record({
  namespaces,
  workloads,
  networkPolicies,
  clusterPolicies: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: clusterPolicies }),
  adminPolicies: fc.oneof(fc.constant([]), adminPolicies),
  policiesFirst: fc.boolean(),
  addresses: fc.shuffledSubarray(PROBED_ADDRESSES, { maxLength: 6 }),
}).map((parts) => {
  const pods = [...parts.namespaces, ...parts.workloads];
  const policies = [...parts.networkPolicies, ...parts.clusterPolicies, ...parts.adminPolicies];
  return { manifests: parts.policiesFirst ? [...policies, ...pods] : [...pods, ...policies], addresses: parts.addresses };
});
