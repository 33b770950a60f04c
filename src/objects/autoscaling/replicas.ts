import { Input } from '../../validation/input';

/** How many pods change: a number, or a part of those that run. */
export class Replicas {
  /**
   * A part of the pods that run.
   *
   * @param value percent, such as 100 for twice as many
   * @throws when it is not a whole number of at least 1
   */
  public static percent(value: number): Replicas {
    return new Replicas('Percent', value);
  }

  /**
   * A number of pods.
   *
   * @throws when `value` is not a whole number of at least 1
   */
  public static absolute(value: number): Replicas {
    return new Replicas('Pods', value);
  }

  private constructor(private readonly type: 'Percent' | 'Pods', private readonly value: number) {
    const input = new Input(`Replicas.${type === 'Pods' ? 'absolute' : 'percent'}`);
    input.wholeNumber('value', input.required('value', value, 'a whole number of at least 1'), 1);
  }

  /** @internal */
  public _toKube(): object {
    return { type: this.type, value: this.value };
  }
}
