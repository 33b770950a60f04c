import { Analysis } from '../../engine/analysis';
import { DIRECTIONS, Peer, Policy, Selection } from '../../model/cluster';
import { selectionText } from '../../questions/peer-text';
import { FindingRule, onPolicy } from '../finding';
import { FIELDS, rulesOfPolicy } from '../rule-places';
import { isNetworkPolicy, WrittenPeer, writtenIn } from '../written-policy';

export const orInsteadOfAnd: FindingRule = {
  id: 'or-instead-of-and',
  severity: 'warning',
  title: 'Two peers stand side by side where one with both selectors may be meant',
  find: (analysis) => analysis.cluster.policies.filter(isNetworkPolicy).flatMap((policy) => DIRECTIONS.flatMap((direction) => {
    const { rules, peers } = FIELDS[direction];
    return rulesOfPolicy(policy, direction).flatMap(({ rule, field, name }, index) => {
      const written = writtenIn(policy)[rules]?.[index][peers] ?? [];
      return (rule.peers ?? []).slice(1).flatMap((peer, before) => {
        const pair = pairOf(rule.peers![before], written[before], peer, written[before + 1]);
        if (!pair || isMeant(pair, policy, analysis)) return [];
        return [onPolicy(policy, {
          field: `${field}.${peers}[${before + 1}]`,
          text: `Peers ${before + 1} and ${before + 2} of ${name} are two list items, of which one is enough: ${selectionText(pair.namespaces)} are allowed, `
            + `and so are ${selectionText(pair.pods)}.`,
          cure: 'Where only pods with those labels in those namespaces are meant, write both selectors into one list item: delete the second dash.',
        })];
      });
    });
  })),
};

interface Pair {
  readonly namespaces: Selection;
  readonly pods: Selection;
}

/** One item with a namespaceSelector alone and one with a podSelector alone, in either order. */
function pairOf(first: Peer, firstWritten: WrittenPeer, second: Peer, secondWritten: WrittenPeer): Pair | undefined {
  if ('block' in first || 'block' in second) return undefined;
  const [one, two] = [firstWritten, secondWritten].map(({ podSelector, namespaceSelector }) => (podSelector ? (namespaceSelector ? 'both' : 'pods') : 'namespaces'));
  if (one === 'namespaces' && two === 'pods') return { namespaces: first.selection, pods: second.selection };
  if (one === 'pods' && two === 'namespaces') return { namespaces: second.selection, pods: first.selection };
  return undefined;
}

/** Two items make sense where the labels are those of pods beside the policy, and of none in the namespaces. */
function isMeant({ namespaces, pods }: Pair, policy: Policy, { cluster, index }: Analysis): boolean {
  if (pods.pods.isEverything) return true;
  const others = index.namespacesOf(namespaces.namespaces);
  if (others.includes(policy.namespace!) || index.select(pods).length === 0) return false;
  return !index.select({ ...namespaces, pods: pods.pods }).some((workload) => cluster.workloads[workload].namespace !== policy.namespace);
}
