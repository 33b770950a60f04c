import { distance } from 'fastest-levenshtein';
import { nameOf } from './finding';
import { Analysis } from '../engine/analysis';
import { Selection } from '../model/cluster';
import { Requirement } from '../model/selector';

/** A label of pods that are there, which a selection that means none was perhaps to name; as a sentence, or nothing. */
export function nearestLabel({ namespaces, pods }: Selection, { cluster, index }: Analysis): string | undefined {
  const places = new Set(index.namespacesOf(namespaces));
  for (const requirement of pods.requirements) {
    if (requirement.operator !== 'In' || requirement.values.length !== 1) continue;
    for (const workload of cluster.workloads.filter(({ namespace }) => places.has(namespace))) {
      const label = Object.entries(workload.labels).find(([key, value]) => isNear(requirement, key, value));
      if (label) return ` The nearest is ${label.join('=')} of ${nameOf(workload)}.`;
    }
  }
  return undefined;
}

/** Whether a label differs in a slip: a letter or two of its value, or of its key. */
function isNear({ key, values: [value] }: Requirement, otherKey: string, otherValue: string): boolean {
  if (key === otherKey) return value !== otherValue && isSlip(value, otherValue);
  return value === otherValue && isSlip(key, otherKey);
}

function isSlip(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length) < 4 ? 1 : 2;
  return Math.abs(one.length - other.length) <= most && distance(one.toLowerCase(), other.toLowerCase()) <= most;
}
