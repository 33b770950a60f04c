import { Input } from '../../../validation/input';

/** A number of pods, or a part of all. */
export class PercentOrAbsolute {
  /**
   * A part of all pods.
   *
   * @param percent a whole number of at least 0
   * @throws when it is not
   */
  public static percent(percent: number): PercentOrAbsolute {
    const input = new Input('PercentOrAbsolute.percent');
    return new PercentOrAbsolute(input.wholeNumber('percent', input.required('percent', percent, 'a number such as 25'), 0), '%');
  }

  /**
   * A number of pods.
   *
   * @param num a whole number of at least 0
   * @throws when it is not
   */
  public static absolute(num: number): PercentOrAbsolute {
    const input = new Input('PercentOrAbsolute.absolute');
    return new PercentOrAbsolute(input.wholeNumber('num', input.required('num', num, 'a number such as 1'), 0));
  }

  /** The number, or the part as text, such as `25%`. */
  public readonly value: unknown;

  private constructor(private readonly amount: number, private readonly unit?: string) {
    this.value = this._toKube();
  }

  /** Whether it is no pod at all. */
  public isZero(): boolean {
    return this.amount === 0;
  }

  /**
   * Whether it is more than all pods.
   *
   * @internal
   */
  public get _exceedsAll(): boolean {
    return this.unit !== undefined && this.amount > 100;
  }

  /** @internal */
  public _toKube(): number | string {
    return this.unit ? `${this.amount}${this.unit}` : this.amount;
  }
}
