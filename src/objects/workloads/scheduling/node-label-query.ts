import { present } from '../../../resource/present';
import { labelKey, labelValue } from '../../../validation/forms';
import { Input } from '../../../validation/input';

/**
 * A requirement on a label of a node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export class NodeLabelQuery {
  /** The label has this value. */
  public static is(key: string, value: string): NodeLabelQuery {
    return new NodeLabelQuery(key, 'In', [value]);
  }

  /** The label has one of the values. */
  public static in(key: string, values: string[]): NodeLabelQuery {
    return new NodeLabelQuery(key, 'In', values);
  }

  /** The label has none of the values, or is absent. */
  public static notIn(key: string, values: string[]): NodeLabelQuery {
    return new NodeLabelQuery(key, 'NotIn', values);
  }

  /** The label is there, with any value. */
  public static exists(key: string): NodeLabelQuery {
    return new NodeLabelQuery(key, 'Exists');
  }

  /** The label is absent. */
  public static doesNotExist(key: string): NodeLabelQuery {
    return new NodeLabelQuery(key, 'DoesNotExist');
  }

  /**
   * The label is a whole number above this one.
   *
   * @param values one whole number, as text
   */
  public static gt(key: string, values: string[]): NodeLabelQuery {
    return new NodeLabelQuery(key, 'Gt', values);
  }

  /**
   * The label is a whole number below this one.
   *
   * @param values one whole number, as text
   */
  public static lt(key: string, values: string[]): NodeLabelQuery {
    return new NodeLabelQuery(key, 'Lt', values);
  }

  private readonly values?: readonly string[];

  private constructor(private readonly key: string, private readonly operator: string, values?: string[]) {
    const input = new Input(`NodeLabelQuery ${operator}`);
    labelKey(input, 'key', input.required('key', key, 'the key of a label, such as "topology.kubernetes.io/zone"'));
    if (operator === 'Exists' || operator === 'DoesNotExist') return;
    const cure = 'Give the values of the label.';
    const list = input.filledList('values', input.required('values', values, 'a list of label values'), cure)!;
    list.forEach((value, index) => labelValue(input, `values[${index}]`, input.required(`values[${index}]`, value, 'a label value')));
    if ((operator === 'Gt' || operator === 'Lt') && !(list.length === 1 && /^-?\d+$/.test(list[0]))) {
      input.refuse('values', list, 'a list of one whole number as text, such as ["4"]');
    }
    this.values = [...list];
  }

  /** @internal */
  public _toKube(): object {
    return present({ key: this.key, operator: this.operator, values: this.values });
  }
}
