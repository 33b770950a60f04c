import { ApiObject } from 'cdk8s';
import { Analysis } from '../../analysis/engine/analysis';
import { nameOf } from '../../analysis/findings/finding';
import { some } from '../../analysis/findings/places';
import { Workload } from '../../analysis/model/cluster';
import { Caller } from '../../app/declared-connection';
import { Synthesis } from '../../app/synthesis';
import { Warning } from '../../app/warning-settings';
import { AdoptedPods } from '../../connections/adopted-pods';
import { Resource } from '../../resource/resource';
import { WrittenApp } from '../proof/written-app';

/** Pods whose connections were said and whose labels other workloads carry as well: what is said of the ones opens and closes the others too. */
export function sharedLabels({ cluster: { workloads } }: Analysis, written: WrittenApp, synthesis: Synthesis): Warning[] {
  const made = new Set(workloads.map(({ source }) => source.file));
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const known = byNamespace.get(workload.namespace);
    if (known) known.push(workload);
    else byNamespace.set(workload.namespace, [workload]);
  }
  return makersIn(synthesis).flatMap((pods) => {
    const { path } = objectOf(pods).node;
    if (!made.has(path) && (written.objectOf({ file: path }) || !(pods instanceof AdoptedPods) || !pods._readsLabels)) return [];
    const { labelSelector, namespaces } = synthesis.lookups.peerConfig(pods, pods).podSelector!;
    const others = (byNamespace.get(namespaces?.names?.[0] ?? 'default') ?? []).filter(({ labels, source }) => source.file !== path && labelSelector._matches(labels));
    return others.length === 0 ? [] : [{ construct: pods, id: 'shared-labels', text: textFor(pods, others) }];
  });
}

/** Adopted objects, and the workloads that a declared connection names. */
function makersIn(synthesis: Synthesis): (AdoptedPods | Caller)[] {
  const adopted = synthesis.app.node.findAll().filter((construct) => construct instanceof AdoptedPods);
  const named = synthesis.declared.flatMap(({ caller, peer }) => [caller, peer]).filter((end): end is Caller => end instanceof Resource && 'connections' in end);
  return [...new Set([...adopted, ...named])];
}

function objectOf(pods: AdoptedPods | Caller): ApiObject {
  return pods instanceof AdoptedPods ? pods.apiObject : ApiObject.of(pods);
}

function textFor(pods: AdoptedPods | Caller, others: readonly Workload[]): string {
  const mend = pods instanceof AdoptedPods ? 'Adopt it with { addressLabel: true }' : 'Leave out { addressLabel: false }';
  return `its labels are those of ${some(others.map(nameOf))} as well, so that all that its connections open and close holds for those pods too. `
    + `${mend}, which gives its pods a label of their own.`;
}
