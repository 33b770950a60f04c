import { isIPv4, isIPv6 } from 'net';

/**
 * An address as the text of its bits, 32 or 128 of them: `10.0.0.1` is `00001010000000000000000000000001`.
 *
 * A block holds the addresses that begin with its bits, which is all there is to know about blocks.
 */
export type Bits = string;

/** The addresses of one version that begin with these bits (rules 12 and 13). */
export interface Block {
  readonly length: 32 | 128;
  readonly prefix: Bits;
}

/** `undefined` where the text is no address. */
export function addressOf(text: unknown): Bits | undefined {
  if (typeof text !== 'string') return undefined;
  if (isIPv4(text)) return text.split('.').map((part) => bits(Number(part), 8)).join('');
  if (isIPv6(text) && !text.includes('%')) return groupsOf(text).map((group) => bits(parseInt(group, 16), 16)).join('');
  return undefined;
}

/** `undefined` where the text is no block. Host bits are cut off: `10.0.1.1/8` is `10.0.0.0/8` (rule 12). */
export function blockOf(text: unknown): Block | undefined {
  if (typeof text !== 'string') return undefined;
  const [, ip, digits] = /^([^/]+)\/(0|[1-9][0-9]*)$/.exec(text) ?? [];
  const address = addressOf(ip);
  if (!address || Number(digits) > address.length) return undefined;
  return { length: address.length as 32 | 128, prefix: address.slice(0, Number(digits)) };
}

/** Whether a block is written as its own first address. */
export function isNetworkOf(text: string): boolean {
  return !addressOf(text.split('/')[0])!.slice(blockOf(text)!.prefix.length).includes('1');
}

export function isIn(address: Bits, block: Block): boolean {
  return address.length === block.length && address.startsWith(block.prefix);
}

/** Whether the outer block holds the inner one and more (rule 12: what `except` must be). */
export function isStrictlyIn(inner: Block, outer: Block): boolean {
  return inner.length === outer.length && inner.prefix.startsWith(outer.prefix) && inner.prefix !== outer.prefix;
}

function bits(number: number, count: number): Bits {
  return number.toString(2).padStart(count, '0');
}

/** The eight groups of an IPv6 address, `::` filled up with zeros and an IPv4 tail taken apart. */
function groupsOf(ipv6: string): string[] {
  const [head, tail] = ipv6.split('::').map((half) => half.split(':').filter((group) => group !== '').flatMap(groupsOfPart));
  if (tail === undefined) return head;
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

function groupsOfPart(part: string): string[] {
  if (!part.includes('.')) return [part];
  const [a, b, c, d] = part.split('.').map(Number);
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}
