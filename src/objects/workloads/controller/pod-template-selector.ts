import { ApiObjectMetadataDefinition } from 'cdk8s';
import { present } from '../../../resource/present';
import { LabelExpression } from '../../../selection/label-expression';
import { LabelSelector } from '../../../selection/label-selector';
import { Input } from '../../../validation/input';

/** What a workload selects its pods by, kept in agreement with the labels of its template. */
export class PodTemplateSelector {
  private readonly equal = new Map<string, string>();
  private readonly required: LabelExpression[] = [];

  /**
   * @param address the labels that the pods are known by, if they are selected by these
   */
  constructor(
    private readonly input: Input,
    private readonly template: ApiObjectMetadataDefinition,
    private readonly address?: () => { [key: string]: string },
  ) {}

  public get labels(): { [key: string]: string } {
    return { ...this.address?.(), ...Object.fromEntries(this.equal) };
  }

  public get expressions(): readonly LabelExpression[] {
    return [...this.required];
  }

  public get isEmpty(): boolean {
    return !this.address && this.equal.size === 0 && this.required.length === 0;
  }

  public add(selectors: readonly LabelSelector[]): void {
    for (const selector of selectors) {
      const allowed = 'a LabelSelector, such as LabelSelector.of({ labels: { app: "web" } })';
      this.input.instance('selector', this.input.required('selector', selector, allowed), LabelSelector, allowed);
      for (const [key, value] of Object.entries(selector._labels)) {
        this.compare(key, value);
        this.template.addLabel(key, value);
        this.equal.set(key, value);
      }
      this.required.push(...selector._expressions);
    }
  }

  /** Throws what selector and labels disagree about. */
  public check(): void {
    if (this.isEmpty) {
      this.input.fail('the workload selects no pods. Leave out "select: false", or call select(LabelSelector.of({ labels: { app: "…" } })).');
    }
    for (const [key, value] of this.equal) this.compare(key, value, true);
    for (const expression of this.required) {
      const value = this.template.getLabel(expression.key);
      if (!expression._matches(value === undefined ? {} : { [expression.key]: value })) {
        const carried = value === undefined ? `carry no label "${expression.key}"` : `carry ${expression.key}=${value}`;
        this.input.fail(`the workload selects its pods by ${sentence(expression)}, but they ${carried}. Give "podMetadata" a label that fits, `
          + 'or leave the expression out.');
      }
    }
    this.address?.();
  }

  public _toKube(): object {
    const matchLabels = this.labels;
    return present({
      matchLabels: Object.keys(matchLabels).length > 0 ? matchLabels : undefined,
      matchExpressions: this.required.length > 0 ? this.required.map((expression) => expression._toKube()) : undefined,
    });
  }

  private compare(key: string, selected: string, mustBeThere = false): void {
    const carried = this.template.getLabel(key);
    if (carried === selected || (carried === undefined && !mustBeThere)) return;
    this.input.fail(`the workload selects its pods by ${key}=${selected}, but they carry ${key}=${carried}. Give both the same value.`);
  }
}

function sentence({ key, operator, values }: LabelExpression): string {
  return `${key} ${operator}${values ? ` ${values.join(', ')}` : ''}`;
}
