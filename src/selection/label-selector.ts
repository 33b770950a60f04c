import { LabelExpression } from './label-expression';
import { labels as checkedLabels } from '../validation/forms';
import { Input } from '../validation/input';

/** What labels must be like to be selected. Everything that is said must hold. */
export interface LabelSelectorOptions {
  /**
   * Labels that must be there with exactly these values.
   *
   * @default - no such requirement
   */
  readonly labels?: { [key: string]: string };

  /**
   * Further requirements.
   *
   * @default - no such requirement
   */
  readonly expressions?: LabelExpression[];
}

/**
 * Selects pods or namespaces by their labels.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export class LabelSelector {
  /**
   * A selector for which everything that `options` says must hold. Without options it matches everything.
   *
   * @throws when a key or value is not in Kubernetes' form, or a field is given and empty: a list that came out empty
   * would match everything
   */
  public static of(options?: LabelSelectorOptions): LabelSelector {
    return LabelSelector._from(new Input('LabelSelector.of'), options);
  }

  /**
   * The same, for another caller to be named in errors.
   *
   * @internal
   */
  public static _from(input: Input, options?: LabelSelectorOptions): LabelSelector {
    const given = input.struct('options', options, ['labels', 'expressions']) ?? {};
    const checked = checkedLabels(input, 'labels', given.labels);
    if (given.labels && Object.keys(checked).length === 0) {
      input.fail('"labels" is {}, which would match everything. Give a label, or leave "labels" out to mean everything.');
    }
    const expressions = input.filledList('expressions', given.expressions,
      'It would match everything: give an expression, or leave "expressions" out to mean everything.');
    expressions?.forEach((expression, index) => input.instance(`expressions[${index}]`,
      input.required(`expressions[${index}]`, expression, 'a LabelExpression'), LabelExpression, 'a LabelExpression, such as LabelExpression.exists("app")'));
    return new LabelSelector(checked, expressions ?? []);
  }

  private constructor(
    private readonly labels: { readonly [key: string]: string },
    private readonly expressions: readonly LabelExpression[],
  ) {}

  /** Whether this selector asks for nothing, and so matches everything. */
  public isEmpty(): boolean {
    return this.expressions.length === 0 && Object.keys(this.labels).length === 0;
  }

  /** @internal */
  public get _labels(): { readonly [key: string]: string } {
    return this.labels;
  }

  /** @internal */
  public get _expressions(): readonly LabelExpression[] {
    return this.expressions;
  }

  /** @internal */
  public _matches(labelsOfOne: { readonly [key: string]: string }): boolean {
    return Object.entries(this.labels).every(([key, value]) => labelsOfOne[key] === value)
      && this.expressions.every((expression) => expression._matches(labelsOfOne));
  }

  /** @internal */
  public _toKube(): LabelSelectorKube {
    return {
      ...(Object.keys(this.labels).length > 0 && { matchLabels: sortedByKey(this.labels) }),
      ...(this.expressions.length > 0 && { matchExpressions: this.expressions.map((expression) => expression._toKube()) }),
    };
  }
}

/**
 * Kubernetes' `LabelSelector`.
 *
 * @internal
 */
export interface LabelSelectorKube {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

function sortedByKey(map: { readonly [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
