import { Analysis } from '../../analysis/engine/analysis';
import { Workload } from '../../analysis/model/cluster';
import { Labels, Selector } from '../../analysis/model/selector';

/** Labels that change with each roll-out, or from pod to pod. */
const PASSING = new Set([
  'pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index',
  'controller-uid', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index',
]);

/** By what a policy selects the pods of a workload. */
export interface PodLabels {
  /** Empty where its pods have none that stay: then no policy can tell them from others. */
  readonly labels: Labels;
  /** The other workloads that have these labels too. */
  readonly shared: readonly Workload[];
}

/** The labels by which a workload selects its pods, or all of them where others have those too. */
export function podLabelsOf(workload: Workload, { cluster, index }: Analysis): PodLabels {
  const staying = Object.fromEntries(Object.entries(workload.labels).filter(([key]) => !PASSING.has(key)));
  const candidates = [workload.selector ?? staying, staying].map((labels): PodLabels => {
    const pods = Selector.ofLabels(labels);
    const selected = index.select({ namespaces: workload.namespace, pods, skipsHostNetwork: false }).map((number) => cluster.workloads[number]);
    return { labels, shared: selected.filter((other) => other !== workload) };
  });
  return candidates.find(({ shared }) => shared.length === 0) ?? candidates[1];
}
