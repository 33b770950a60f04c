import { checkedPodSelector } from '../../../peers/peer-config';
import { IPodSelector } from '../../../selection/pod-selector';
import { labelKey, labelValue } from '../../../validation/forms';
import { Input } from '../../../validation/input';

/** The pods behind a service, which Kubernetes knows by equal labels in the namespace of the service alone. */
export class ServiceSelection {
  private readonly selectors = new Set<IPodSelector>();
  private readonly single = new Map<string, string>();

  constructor(private readonly input: Input, private readonly namespace: () => string | undefined) {}

  /** The one selector, where nothing else was said. */
  public get onlySelector(): IPodSelector | undefined {
    return this.selectors.size === 1 && this.single.size === 0 ? [...this.selectors][0] : undefined;
  }

  public add(selector: IPodSelector): void {
    const allowed = 'what selects pods: a workload or Pods.select(…)';
    this.input.implementing('selector', this.input.required('selector', selector, allowed), 'toPodSelectorConfig', allowed);
    this.selectors.add(selector);
  }

  public addLabel(key: string, value: string): void {
    labelKey(this.input, 'key', this.input.required('key', key, 'the key of a label, such as "app"'));
    this.single.set(key, labelValue(this.input, 'value', this.input.required('value', value, 'a label value')));
  }

  public labels(): { [key: string]: string } {
    const found: { [key: string]: string } = {};
    for (const selector of this.selectors) Object.assign(found, this.labelsOf(selector));
    return Object.assign(found, Object.fromEntries(this.single));
  }

  private labelsOf(selector: IPodSelector): { readonly [key: string]: string } {
    const { labelSelector, namespaces } = checkedPodSelector(selector, this.input);
    const [expression] = labelSelector._expressions;
    if (expression) {
      this.input.fail(`the service selects pods by the expression ${expression.key} ${expression.operator}, but a service can only compare equal labels. `
        + 'Select by labels instead.');
    }
    if (labelSelector.isEmpty()) {
      this.input.fail('the service selects every pod, which a service cannot do. Select by labels instead.');
    }
    const own: unknown = this.namespace();
    if (typeof own === 'string' && namespaces?.names && !namespaces.names.includes(own)) {
      this.input.fail(`the service is in the namespace "${own}", but selects pods in "${namespaces.names.join('", "')}". A service sees the pods of its own `
        + 'namespace alone: give both the same "namespace".');
    }
    return labelSelector._labels;
  }
}
