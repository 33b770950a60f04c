const FIRST = 1;
const LAST = 65535;

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** A set of ports from 1 to 65535: ranges in order that neither overlap nor touch, so that equal sets read alike. */
export class PortSet {
  public static readonly NONE = new PortSet([]);
  public static readonly ALL = new PortSet([{ first: FIRST, last: LAST }]);

  public static range(first: number, last: number): PortSet {
    return first > last ? PortSet.NONE : new PortSet([{ first: Math.max(first, FIRST), last: Math.min(last, LAST) }]);
  }

  private constructor(public readonly ranges: readonly PortRange[]) {}

  public get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  public get isAll(): boolean {
    return this.ranges.length === 1 && this.ranges[0].first === FIRST && this.ranges[0].last === LAST;
  }

  public has(port: number): boolean {
    return this.ranges.some(({ first, last }) => first <= port && port <= last);
  }

  public union(other: PortSet): PortSet {
    if (other.isEmpty || this === other) return this;
    if (this.isEmpty) return other;
    const merged: PortRange[] = [];
    for (const range of [...this.ranges, ...other.ranges].sort((a, b) => a.first - b.first)) {
      const previous = merged[merged.length - 1];
      if (previous === undefined || range.first > previous.last + 1) merged.push(range);
      else if (range.last > previous.last) merged[merged.length - 1] = { first: previous.first, last: range.last };
    }
    return new PortSet(merged);
  }

  public intersect(other: PortSet): PortSet {
    if (this === other || other.isAll) return this;
    if (this.isAll) return other;
    const common = this.ranges.flatMap((one) => other.ranges.map((two) => (
      { first: Math.max(one.first, two.first), last: Math.min(one.last, two.last) }
    )));
    const ranges = common.filter(({ first, last }) => first <= last);
    return ranges.length === 0 ? PortSet.NONE : new PortSet(ranges);
  }

  public subtract(other: PortSet): PortSet {
    let rest = this.ranges;
    for (const gone of other.ranges) {
      rest = rest.flatMap(({ first, last }) => [{ first, last: Math.min(last, gone.first - 1) }, { first: Math.max(first, gone.last + 1), last }]
        .filter((range) => range.first <= range.last));
    }
    return rest.length === 0 ? PortSet.NONE : new PortSet(rest);
  }

  public equals(other: PortSet): boolean {
    return this.toString() === other.toString();
  }

  /** Such as `80,443-445`; nothing for no port. */
  public toString(): string {
    return this.ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
  }
}
