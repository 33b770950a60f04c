import { Analysis } from '../../analysis/engine/analysis';
import { Workload } from '../../analysis/model/cluster';
import { AdoptedPods } from '../../connections/adopted-pods';
import { Synthesis } from '../../synth/run/synthesis';
import { memo } from '../../validation/memo';

/** The analysis with the pods that no manifest shows: those of custom resources, by the labels that were told where they were adopted. */
export function withPodsOfCustomResources(analysis: Analysis, synthesis: Synthesis): Analysis {
  return memo(KNOWN, analysis, () => extended(analysis, synthesis));
}

const KNOWN = new WeakMap<Analysis, Analysis>();

function extended(analysis: Analysis, synthesis: Synthesis): Analysis {
  const { cluster } = analysis;
  const shown = new Set(cluster.workloads.map(({ source }) => source.file));
  const told = synthesis.app.node.findAll()
    .filter((construct) => construct instanceof AdoptedPods)
    .filter((pods) => !pods._readsLabels && !shown.has(pods.apiObject.node.path))
    .map((pods) => workloadOf(pods, synthesis));
  return told.length === 0 ? analysis : new Analysis({ ...cluster, workloads: [...cluster.workloads, ...told] });
}

function workloadOf(pods: AdoptedPods, synthesis: Synthesis): Workload {
  const { labelSelector, namespaces } = synthesis.lookups.peerConfig(pods, pods).podSelector!;
  const { kind, name, node } = pods.apiObject;
  return {
    kind,
    name,
    namespace: namespaces?.names?.[0] ?? 'default',
    labels: labelSelector._toKube().matchLabels ?? {},
    annotations: {},
    source: { file: node.path },
    ports: [],
    addresses: [],
    nodeAddresses: [],
    hostNetwork: false,
  };
}
