import { fromByteArray, parse } from 'ipaddr.js';

/** A block as the bits that its addresses begin with. */
interface Prefix {
  readonly bits: string;
  readonly length: 32 | 128;
}

/**
 * The blocks that remain of one without others that lie inside of it: as few as there can be, in the order of their addresses.
 *
 * @param cidr in the form in which blocks are written, without host bits
 */
export function remainingBlocks(cidr: string, except: readonly string[]): string[] {
  return without(prefixOf(cidr), except.map(prefixOf)).map(textOf);
}

/** Halves the block until each half is left alone or left out. */
function without(block: Prefix, except: readonly Prefix[]): Prefix[] {
  if (except.some(({ bits }) => block.bits.startsWith(bits))) return [];
  const inside = except.filter(({ bits }) => bits.startsWith(block.bits));
  if (inside.length === 0) return [block];
  return ['0', '1'].flatMap((bit) => without({ ...block, bits: block.bits + bit }, inside));
}

function prefixOf(cidr: string): Prefix {
  const [address, prefix] = cidr.split('/');
  const bytes = parse(address).toByteArray();
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return { bits: bits.slice(0, Number(prefix)), length: bits.length as 32 | 128 };
}

function textOf({ bits, length }: Prefix): string {
  const all = bits.padEnd(length, '0');
  const address = fromByteArray(Array.from({ length: length / 8 }, (_, index) => parseInt(all.slice(index * 8, index * 8 + 8), 2)));
  return `${address.kind() === 'ipv6' && 'toRFC5952String' in address ? address.toRFC5952String() : address.toString()}/${bits.length}`;
}
