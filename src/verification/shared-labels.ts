import { WrittenApp } from './written-app';
import { Analysis } from '../analysis/analysis';
import { nameOf } from '../analysis/findings/finding';
import { some } from '../analysis/findings/places';
import { Workload } from '../analysis/model/cluster';
import { AdoptedPods } from '../network/adopted-pods';
import { Synthesis } from '../network/synthesis';
import { Warning } from '../network/warnings';

/** Adopted pods whose labels other workloads carry as well: what is said of the ones opens and closes the others too. */
export function sharedLabels({ cluster: { workloads } }: Analysis, written: WrittenApp, synthesis: Synthesis): Warning[] {
  const made = new Set(workloads.map(({ source }) => source.file));
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const known = byNamespace.get(workload.namespace);
    if (known) known.push(workload);
    else byNamespace.set(workload.namespace, [workload]);
  }
  return synthesis.app.node.findAll().filter((construct) => construct instanceof AdoptedPods).flatMap((pods) => {
    const { path } = pods.apiObject.node;
    if (!made.has(path) && (written.objectOf({ file: path }) || !pods._readsLabels)) return [];
    const { labelSelector, namespaces } = synthesis.peerConfig(pods, pods).podSelector!;
    const others = (byNamespace.get(namespaces?.names?.[0] ?? 'default') ?? []).filter(({ labels, source }) => source.file !== path && labelSelector._matches(labels));
    return others.length === 0 ? [] : [{ construct: pods, id: 'shared-labels', text: textFor(others) }];
  });
}

function textFor(others: readonly Workload[]): string {
  return `its labels are those of ${some(others.map(nameOf))} as well, so that all that its connections open and close holds for those pods too. `
    + 'Adopt it with { addressLabel: true }, which gives its pods a label of their own.';
}
