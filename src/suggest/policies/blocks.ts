import { AddressRange, AddressSet, rangeText } from '../../analysis/sets/address-set';

/** The fewest blocks that hold just these addresses, such as `203.0.113.0/24`. */
export function blocksOf({ ranges }: AddressSet): readonly string[] {
  return ranges.flatMap((range) => [...blocksOfRange(range)]);
}

function* blocksOfRange({ family, first, last }: AddressRange): Iterable<string> {
  const bits = family === 'IPv4' ? 32 : 128;
  let start = first;
  while (start <= last) {
    let size = 1n;
    let prefix = bits;
    while (prefix > 0 && start % (size * 2n) === 0n && start + size * 2n - 1n <= last) {
      size *= 2n;
      prefix--;
    }
    yield `${rangeText({ family, first: start, last: start }).split('-')[0]}/${prefix}`;
    start += size;
  }
}
