import { areOfGateway, comesWithTheCluster, KnownPods } from '../../engine/known-pods';
import { Cluster, Policy } from '../../model/cluster';
import { selectionText } from '../../questions/peer-text';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { nearestLabel } from '../nearest-label';
import { leavesNamespaceOut } from '../written-policy';

export const policySelectsNothing: FindingRule = {
  id: 'policy-selects-nothing',
  severity: 'warning',
  title: 'A policy selects no pod',
  find: (analysis) => {
    const { cluster, index } = analysis;
    const known = new KnownPods(analysis);
    return cluster.policies
      .filter((policy) => index.select(policy.subject).length === 0 && isTold(policy, cluster, known))
      .map((policy) => onPolicy(policy, {
        field: policy.tier === 'NetworkPolicy' ? 'spec.podSelector' : 'spec.subject',
        text: `${nameOf(policy)} is about ${selectionText(policy.subject)}, and there are none in these manifests, so that it protects nobody.${nearestLabel(policy.subject, analysis) ?? ''}`,
        cure: leavesNamespaceOut(policy) && !known.showsPodsOf('default') ? 'Write its namespace into its metadata: without one it counts as one of "default".'
          : 'Compare its selector with the labels of the pod template (those of the Deployment itself do not count), and its namespace with that of the pods.',
      }));
  },
};

/** A policy that closes a whole namespace may come before its pods, and manifests without pods say nothing of selectors. */
function isTold(policy: Policy, { workloads, namespaces: all }: Cluster, known: KnownPods): boolean {
  const { namespaces, pods } = policy.subject;
  if (workloads.length === 0) return false;
  if (areOfGateway(pods)) return false;
  if (typeof namespaces !== 'string') return known.shows({ namespaces, pods, skipsHostNetwork: true });
  if (known.mayHoldMore(namespaces) && !leavesNamespaceOut(policy)) return false;
  if (comesWithTheCluster(namespaces) && !known.showsPodsOf(namespaces) && !leavesNamespaceOut(policy)) return false;
  return !pods.isEverything || all.get(namespaces)?.source === undefined;
}
