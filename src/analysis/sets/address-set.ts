import { IPv4, IPv6 } from 'ipaddr.js';

/** The families of addresses, which share no address. */
export type Family = 'IPv4' | 'IPv6';

/** Addresses from `first` to `last`, both included. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

const LAST: { readonly [family in Family]: bigint } = { IPv4: 2n ** 32n - 1n, IPv6: 2n ** 128n - 1n };

/** A set of addresses: ranges in order that neither overlap nor touch, IPv4 before IPv6. */
export class AddressSet {
  public static readonly NONE = new AddressSet([]);
  public static readonly ALL = new AddressSet([
    { family: 'IPv4', first: 0n, last: LAST.IPv4 }, { family: 'IPv6', first: 0n, last: LAST.IPv6 },
  ]);

  /** The addresses of a block; `undefined` where the text is none. */
  public static ofBlock(cidr: string): AddressSet | undefined {
    const [address, prefix, ...more] = cidr.split('/');
    const given = addressOf(address);
    if (given === undefined || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefix ?? '')) return undefined;
    const bits = given.family === 'IPv4' ? 32 : 128;
    if (Number(prefix) > bits) return undefined;
    const size = 2n ** BigInt(bits - Number(prefix));
    const first = (given.value / size) * size;
    return new AddressSet([{ family: given.family, first, last: first + size - 1n }]);
  }

  public static ofAddress({ family, value }: Address): AddressSet {
    return new AddressSet([{ family, first: value, last: value }]);
  }

  public static of(ranges: readonly AddressRange[]): AddressSet {
    if (ranges.length < 2) return new AddressSet(ranges);
    const merged: AddressRange[] = [];
    for (const range of [...ranges].sort(byPlace)) {
      const previous = merged[merged.length - 1];
      if (previous === undefined || previous.family !== range.family || range.first > previous.last + 1n) merged.push(range);
      else if (range.last > previous.last) merged[merged.length - 1] = { ...previous, last: range.last };
    }
    return new AddressSet(merged);
  }

  private text?: string;

  private constructor(public readonly ranges: readonly AddressRange[]) {}

  public get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** Whether it is one address. */
  public get isSingle(): boolean {
    return this.ranges.length === 1 && this.ranges[0].first === this.ranges[0].last;
  }

  /** How many addresses there are. */
  public get size(): bigint {
    return this.ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  }

  /** The first address; `undefined` for none. */
  public get first(): Address | undefined {
    const [range] = this.ranges;
    return range && { family: range.family, value: range.first };
  }

  public ofFamily(family: Family): AddressSet {
    return new AddressSet(this.ranges.filter((range) => range.family === family));
  }

  public has({ family, value }: Address): boolean {
    return this.ranges.some((range) => range.family === family && range.first <= value && value <= range.last);
  }

  public union(other: AddressSet): AddressSet {
    return AddressSet.of([...this.ranges, ...other.ranges]);
  }

  public intersect(other: AddressSet): AddressSet {
    const common = this.ranges.flatMap((one) => other.ranges.filter(({ family }) => family === one.family).map((two) => ({
      family: one.family, first: one.first > two.first ? one.first : two.first, last: one.last < two.last ? one.last : two.last,
    })));
    return new AddressSet(common.filter(({ first, last }) => first <= last));
  }

  public subtract(other: AddressSet): AddressSet {
    let rest = this.ranges;
    for (const gone of other.ranges) {
      rest = rest.flatMap((range) => (range.family !== gone.family || range.last < gone.first || gone.last < range.first ? [range] : [
        { ...range, last: gone.first - 1n }, { ...range, first: gone.last + 1n },
      ].filter(({ first, last }) => first <= last)));
    }
    return new AddressSet(rest);
  }

  public equals(other: AddressSet): boolean {
    return this.toString() === other.toString();
  }

  /** Such as `0.0.0.0-9.255.255.255`, one range after the other. */
  public toString(): string {
    return this.text ??= this.ranges.map(rangeText).join(',');
  }
}

/** One address. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** The address that a text writes; `undefined` where it writes none. Leading zeros and zones are refused, as Kubernetes does. */
export function addressOf(text: string): Address | undefined {
  const dotted = text.slice(text.lastIndexOf(':') + 1);
  if (text.includes('%') || (dotted.includes('.') && !IPv4.isValidFourPartDecimal(dotted))) return undefined;
  if (!text.includes(':')) return IPv4.isValidFourPartDecimal(text) ? valueOf('IPv4', IPv4.parse(text).toByteArray()) : undefined;
  const groups = dotted.includes('.') ? text.replace(dotted, asGroups(IPv4.parse(dotted).toByteArray())) : text;
  if (!IPv6.isValid(groups)) return undefined;
  const parsed = IPv6.parse(groups);
  return parsed.isIPv4MappedAddress() ? undefined : valueOf('IPv6', parsed.toByteArray());
}

/** The IPv4 tail of an IPv6 address, in the form of the rest of it. */
function asGroups([a, b, c, d]: readonly number[]): string {
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function valueOf(family: Family, bytes: readonly number[]): Address {
  return { family, value: bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n) };
}

/** Whether the address of a block has bits set beyond its prefix. */
export function hasHostBits(cidr: string): boolean {
  const address = addressOf(cidr.split('/')[0]);
  return address !== undefined && AddressSet.ofBlock(cidr)?.ranges[0].first !== address.value;
}

export function rangeText({ family, first, last }: AddressRange): string {
  return `${addressText(family, first)}-${addressText(family, last)}`;
}

/** The first address of a set that has one, such as `10.0.0.0`. */
export function firstAddressText({ ranges: [{ family, first }] }: AddressSet): string {
  return addressText(family, first);
}

function addressText(family: Family, value: bigint): string {
  if (family === 'IPv4') return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((place) => Math.floor(Number(value) / place) % 256).join('.');
  const groups = [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((place) => ((value / 65536n ** place) % 65536n).toString(16));
  return IPv6.parse(groups.join(':')).toRFC5952String();
}

function byPlace(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1;
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0;
}
