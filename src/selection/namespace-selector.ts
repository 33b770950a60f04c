import { LabelSelector } from './label-selector';

/**
 * Which namespaces. What is said must all hold: with labels and names, the namespaces of these names that carry the labels.
 * A config that says nothing is refused.
 */
export interface NamespaceSelectorConfig {
  /**
   * The labels of the namespaces.
   *
   * @default - any labels
   */
  readonly labelSelector?: LabelSelector;

  /**
   * The names of the namespaces.
   *
   * @default - any name
   */
  readonly names?: string[];
}

/** Selects namespaces. Implement it to select them in a way of your own. */
export interface INamespaceSelector {
  /** Which namespaces, asked when the chart is synthesized. */
  toNamespaceSelectorConfig(): NamespaceSelectorConfig;
}
