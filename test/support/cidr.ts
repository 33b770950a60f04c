import { isIPv4, isIPv6 } from 'net';

/** A block of addresses. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly address: bigint;

  /** How many leading bits of the address are fixed. */
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 };

/** `10.0.0.0/8` or `2001:db8::/32`; `undefined` where the text is no block, a leading zero included. */
export function parseCidr(text: string): Cidr | undefined {
  const [, ip, prefix] = /^([^/]+)\/(0|[1-9]\d*)$/.exec(text) ?? [];
  const address = ip === undefined ? undefined : parseIp(ip);
  if (!address || Number(prefix) > BITS[address.version]) return undefined;
  return { ...address, prefix: Number(prefix) };
}

/** One address, as a block of its own. */
export function parseIp(text: string): Cidr | undefined {
  if (isIPv4(text)) return { version: 4, address: number(text.split('.').map(Number), 8), prefix: 32 };
  if (isIPv6(text) && !text.includes('%')) return { version: 6, address: number(groupsOf(text), 16), prefix: 128 };
  return undefined;
}

/** Whether the outer block holds every address of the inner one. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.version === inner.version && outer.prefix <= inner.prefix && networkOf({ ...inner, prefix: outer.prefix }) === networkOf(outer);
}

/** The first address of the block: the address without its host bits. */
export function networkOf({ version, address, prefix }: Cidr): bigint {
  const hostBits = BigInt(BITS[version] - prefix);
  return address / 2n ** hostBits * 2n ** hostBits;
}

/** Whether this is IPv4 in the clothes of IPv6, `::ffff:a.b.c.d`. */
export function isMappedIpv4({ version, address, prefix }: Cidr): boolean {
  return version === 6 && prefix >= 96 && address / 2n ** 32n === 0xffffn;
}

/** The eight groups of an IPv6 address. The URL parser writes an IPv4 tail as two groups. */
function groupsOf(ipv6: string): number[] {
  const [head, tail] = new URL(`http://[${ipv6}]/`).hostname.slice(1, -1).split('::').map((part) => part === '' ? [] : part.split(':'));
  const zeros = tail ? Array<string>(8 - head.length - tail.length).fill('0') : [];
  return [...head, ...zeros, ...tail ?? []].map((group) => parseInt(group, 16));
}

function number(parts: readonly number[], bits: number): bigint {
  return parts.reduce((sum, part) => sum * 2n ** BigInt(bits) + BigInt(part), 0n);
}
