import { ApiObject } from 'cdk8s';
import { ChartsWarningRule } from './warning-rule';
import { nameOf } from '../../analysis/findings/finding';
import { some } from '../../analysis/findings/rule-places';
import { Workload } from '../../analysis/model/cluster';
import { Caller } from '../../app/declared-connection';
import { AdoptedPods } from '../../connections/adopted-pods';
import { Resource } from '../../resource/resource';
import { Synthesis } from '../../synth/run/synthesis';
import { selectorOf } from '../proof/declared-ends';

/** Pods whose connections were said and whose labels other workloads carry as well: what is said of the ones opens and closes the others too. */
export const sharedLabels: ChartsWarningRule = {
  id: 'shared-labels',
  find: ({ cluster: { workloads }, index }, { written, synthesis }) => {
    const made = new Set(workloads.map(({ source }) => source.file));
    return makersIn(synthesis).flatMap((pods) => {
      const { path } = objectOf(pods).node;
      if (!made.has(path) && (written.objectOf({ file: path }) || !(pods instanceof AdoptedPods) || !pods._readsLabels)) return [];
      const { labelSelector, namespaces } = synthesis.lookups.peerConfig(pods, pods).podSelector!;
      const alike = index.select({ namespaces: namespaces?.names?.[0] ?? 'default', pods: selectorOf(labelSelector), skipsHostNetwork: false });
      const others = alike.map((number) => workloads[number]).filter(({ source }) => source.file !== path);
      return others.length === 0 ? [] : [{ construct: pods, text: textFor(pods, others) }];
    });
  },
};

/** Adopted objects, and the workloads that a declared connection names. */
function makersIn(synthesis: Synthesis): (AdoptedPods | Caller)[] {
  const adopted = synthesis.app.node.findAll().filter((construct) => construct instanceof AdoptedPods);
  const ends = new Set<object>();
  for (const { caller, peer } of synthesis.declared) ends.add(caller).add(peer);
  const named = [...ends].filter((end): end is Caller => end instanceof Resource && 'connections' in end);
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
