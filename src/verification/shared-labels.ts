import { WrittenApp } from './written-app';
import { Analysis } from '../analysis/analysis';
import { nameOf } from '../analysis/findings/finding';
import { some } from '../analysis/findings/places';
import { Workload } from '../analysis/model/cluster';
import { AdoptedPods } from '../network/adopted-pods';
import { Synthesis } from '../network/synthesis';
import { Warning } from '../network/warnings';

/** Adopted pods whose labels other workloads carry as well: what is said of the ones opens and closes the others too. */
export function sharedLabels(analysis: Analysis, written: WrittenApp, synthesis: Synthesis): Warning[] {
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of analysis.cluster.workloads) byNamespace.set(workload.namespace, [...byNamespace.get(workload.namespace) ?? [], workload]);
  return synthesis.app.node.findAll().filter((construct) => construct instanceof AdoptedPods).flatMap((pods) => {
    const { labelSelector, namespaces } = synthesis.peerConfig(pods, pods).podSelector!;
    const selected = (byNamespace.get(namespaces?.names?.[0] ?? 'default') ?? []).filter(({ labels }) => labelSelector._matches(labels));
    const others = selected.filter(({ source }) => written.objectOf(source) !== pods.apiObject);
    // Labels that were told may well be those of another object, which makes the pods for the adopted one.
    const makesThem = pods._hasOwnLabels || others.length < selected.length;
    return others.length === 0 || !makesThem ? [] : [{ construct: pods, id: 'shared-labels', text: textFor(others) }];
  });
}

function textFor(others: readonly Workload[]): string {
  return `its labels are those of ${some(others.map(nameOf))} as well, so that all that its connections open and close holds for those pods too. `
    + 'Adopt it with { addressLabel: true }, which gives its pods a label of their own.';
}
