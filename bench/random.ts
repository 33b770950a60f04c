const MODULUS = 2 ** 31 - 1;
const MULTIPLIER = 48_271;

/** Numbers that look random and are the same for the same seed, on every machine. */
export class Random {
  private state: number;

  /** @param seed a whole number from 1 */
  constructor(seed: number) {
    this.state = seed % MODULUS || 1;
    for (let warmUp = 0; warmUp < 5; warmUp++) this.below(1);
  }

  /** A whole number from 0 to `below`, without it. */
  public below(below: number): number {
    this.state = this.state * MULTIPLIER % MODULUS;
    return this.state % below;
  }

  /** True in `percent` of 100 cases. */
  public chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  public of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}
