import { Input } from '../../validation/input';

/** How high a metric should be. Above it there are more pods, below it fewer. */
export class MetricTarget {
  /**
   * The metric as a whole is this high.
   *
   * @throws when `value` is not above 0
   */
  public static value(value: number): MetricTarget {
    return new MetricTarget('Value', 'value', positive('value', value));
  }

  /**
   * The metric, divided by the number of pods, is this high.
   *
   * @throws when `averageValue` is not above 0
   */
  public static averageValue(averageValue: number): MetricTarget {
    return new MetricTarget('AverageValue', 'averageValue', positive('averageValue', averageValue));
  }

  /**
   * The pods use this part of what they request, on average. For processors and memory alone.
   *
   * @param averageUtilization percent, such as 70
   * @throws when it is not a whole number of at least 1
   */
  public static averageUtilization(averageUtilization: number): MetricTarget {
    const input = new Input('MetricTarget.averageUtilization');
    const percent = input.wholeNumber('averageUtilization', input.required('averageUtilization', averageUtilization, 'a number of percent, such as 70'), 1);
    return new MetricTarget('Utilization', 'averageUtilization', percent);
  }

  private constructor(
    /**
     * How the metric is compared.
     *
     * @internal
     */
    public readonly _type: 'Value' | 'AverageValue' | 'Utilization',
    private readonly field: string,
    private readonly amount: number,
  ) {}

  /** @internal */
  public _toKube(): object {
    return { type: this._type, [this.field]: this.amount };
  }
}

function positive(name: string, value: number): number {
  const input = new Input(`MetricTarget.${name}`);
  input.required(name, value, 'a number above 0');
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) input.refuse(name, value, 'a number above 0');
  return value;
}
