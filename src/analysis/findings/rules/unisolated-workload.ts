import { FindingRule, nameOf, onWorkload } from '../finding';
import { some } from '../places';
import { DIRECTIONS } from '../../model/cluster';

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
    return cluster.workloads.filter((workload, number) => !selected.has(number) && !workload.hostNetwork && isolated.has(workload.namespace)).map((workload) => onWorkload(workload, {
      text: `No policy selects ${nameOf(workload)}, so that everybody may connect to it and it may connect to everybody, while ${some(isolated.get(workload.namespace)!)} of its namespace `
        + `${isolated.get(workload.namespace)!.length === 1 ? 'is' : 'are'} isolated.`,
      cure: `Write a policy for it, or close the whole namespace with one whose podSelector is {}: the policies that there are still open what they name.`,
    }));
  },
};
