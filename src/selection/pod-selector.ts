import { LabelSelector } from './label-selector';
import { NamespaceSelectorConfig } from './namespace-selector';

/** Which pods. */
export interface PodSelectorConfig {
  /** The labels of the pods. `LabelSelector.of()` is every pod. */
  readonly labelSelector: LabelSelector;

  /**
   * The namespaces of the pods.
   *
   * @default - the namespace of the resource that uses the selection
   */
  readonly namespaces?: NamespaceSelectorConfig;
}

/** Selects pods: a workload, `Pods.select`, `Pods.all`. Implement it to select them in a way of your own. */
export interface IPodSelector {
  /** Which pods, asked when the chart is synthesized. */
  toPodSelectorConfig(): PodSelectorConfig;
}
