import { DIRECTIONS } from '../../model/cluster';
import { FindingRule, nameOf, onWorkload } from '../finding';
import { some } from '../rule-places';

export const unisolatedWorkload: FindingRule = {
  id: 'unisolated-workload',
  severity: 'note',
  title: 'Nothing isolates a workload, although others of its namespace are',
  find: ({ cluster, index }) => {
    const selected = new Set<number>();
    for (const { subject, rules } of cluster.policies) {
      if (DIRECTIONS.some((direction) => rules[direction] !== undefined)) index.select(subject).forEach((number) => selected.add(number));
    }
    const isolated = new Map<string, string[]>();
    for (const { tier, namespace, subject } of cluster.policies) {
      if (tier !== 'NetworkPolicy' || isolated.has(namespace!)) continue;
      const names = index.select(subject).map((number) => cluster.workloads[number].name);
      if (names.length > 0) isolated.set(namespace!, names);
    }
    const lone = cluster.workloads.filter((workload, number) => !selected.has(number) && !workload.hostNetwork && isolated.has(workload.namespace));
    return lone.map((workload) => {
      const others = isolated.get(workload.namespace)!;
      return onWorkload(workload, {
        text: `No policy selects ${nameOf(workload)}, so that everybody may connect to it and it may connect to everybody, while ${some(others)} of its namespace `
          + `${others.length === 1 ? 'is' : 'are'} isolated.`,
        cure: 'Write a policy for it, or close the whole namespace with one whose podSelector is {}: the policies that there are still open what they name.',
      });
    });
  },
};
