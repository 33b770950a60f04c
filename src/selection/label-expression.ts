import { labelKey, labelValue } from '../validation/forms';
import { Input } from '../validation/input';

/**
 * A requirement on one label, where an equal value is not enough to say it.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export class LabelExpression {
  /**
   * The label is there and has one of the values.
   *
   * @throws when `key` or a value is not in Kubernetes' form, or `values` is empty
   */
  public static in(key: string, values: string[]): LabelExpression {
    return new LabelExpression(key, 'In', values);
  }

  /**
   * The label has none of the values. Holds where the label is absent, too.
   *
   * @throws when `key` or a value is not in Kubernetes' form, or `values` is empty
   */
  public static notIn(key: string, values: string[]): LabelExpression {
    return new LabelExpression(key, 'NotIn', values);
  }

  /**
   * The label is there, with any value.
   *
   * @throws when `key` is not in Kubernetes' form
   */
  public static exists(key: string): LabelExpression {
    return new LabelExpression(key, 'Exists');
  }

  /**
   * The label is absent.
   *
   * @throws when `key` is not in Kubernetes' form
   */
  public static doesNotExist(key: string): LabelExpression {
    return new LabelExpression(key, 'DoesNotExist');
  }

  /** The values that `In` and `NotIn` compare with; none for the others. */
  public readonly values?: string[];

  private constructor(
    /** The key of the label. */
    public readonly key: string,
    /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
    public readonly operator: string,
    values?: string[],
  ) {
    const input = new Input(`LabelExpression ${operator}`);
    labelKey(input, 'key', input.required('key', key, 'the key of a label, such as "app"'));
    if (operator === 'In' || operator === 'NotIn') this.values = [...valuesOf(input, values)];
  }

  /** @internal */
  public _matches(labels: { readonly [key: string]: string }): boolean {
    const value = labels[this.key];
    switch (this.operator) {
      case 'In': return value !== undefined && this.values!.includes(value);
      case 'NotIn': return value === undefined || !this.values!.includes(value);
      case 'Exists': return value !== undefined;
      default: return value === undefined;
    }
  }

  /** @internal */
  public _toKube(): { key: string; operator: string; values?: string[] } {
    return { key: this.key, operator: this.operator, ...(this.values && { values: [...this.values] }) };
  }
}

function valuesOf(input: Input, values: string[] | undefined): readonly string[] {
  const allowed = 'a list of label values, such as ["web", "api"]';
  const list = input.filledList('values', input.required('values', values, allowed), `Give ${allowed}.`)!;
  list.forEach((value, index) => labelValue(input, `values[${index}]`, input.required(`values[${index}]`, value, 'a label value')));
  return list;
}
