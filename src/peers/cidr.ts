import { IPv4, IPv6 } from 'ipaddr.js';
import { Input } from '../validation/input';
import { isIpv4, isIpv6 } from '../validation/ip-address';

export type IpFamily = 'ipv4' | 'ipv6';

/** A block of addresses as it is written: its network address and the length of its prefix. */
export interface Cidr {
  readonly address: IPv4 | IPv6;
  readonly prefix: number;
  readonly text: string;
}

const EXAMPLE = { ipv4: '10.0.0.0/8', ipv6: '2001:db8::/32' };

/** The block that a caller gave. */
export function parsedCidr(input: Input, family: IpFamily, name: string, cidr: string): Cidr {
  const allowed = `an ${family === 'ipv4' ? 'IPv4' : 'IPv6'} block such as "${EXAMPLE[family]}"`;
  input.text(name, input.required(name, cidr, allowed), allowed);
  const [address, prefix, ...more] = cidr.split('/');
  if (prefix === undefined && (isIpv4(cidr) || isIpv6(cidr))) {
    input.fail(`"${name}" is "${cidr}", which has no prefix length. For this one address, write "${cidr}/${isIpv4(cidr) ? 32 : 128}".`);
  }
  if (family === 'ipv4' ? isIpv6(address) : isIpv4(address)) {
    const other = family === 'ipv4' ? 'ipv6' : 'ipv4';
    input.fail(`"${name}" is "${cidr}", which is of the other family. Use NetworkPolicyIpBlock.${other}("${cidr}").`);
  }
  const withoutZeros = address.replace(/(^|\.)0+(?=\d)/g, '$1');
  if (withoutZeros !== address && isIpv4(withoutZeros)) {
    input.fail(`"${name}" is "${cidr}", whose leading zeros some programs read as octal. Write "${withoutZeros}/${prefix}".`);
  }
  const most = family === 'ipv4' ? 32 : 128;
  if (!(family === 'ipv4' ? isIpv4(address) : isIpv6(address)) || more.length > 0) input.refuse(name, cidr, allowed);
  if (prefix === undefined || String(Number(prefix)) !== prefix || !Number.isInteger(Number(prefix)) || Number(prefix) < 0 || Number(prefix) > most) {
    input.fail(`"${name}" is "${cidr}", whose prefix length is not a whole number from 0 to ${most}. Write ${allowed}.`);
  }
  return family === 'ipv4' ? ipv4Block(address, Number(prefix)) : ipv6Block(address, Number(prefix));
}

function ipv4Block(address: string, prefix: number): Cidr {
  const network = IPv4.networkAddressFromCIDR(`${address}/${prefix}`);
  return { address: network, prefix, text: `${network.toString()}/${prefix}` };
}

function ipv6Block(address: string, prefix: number): Cidr {
  const network = IPv6.networkAddressFromCIDR(`${withoutDots(address)}/${prefix}`);
  if (prefix >= 96 && network.isIPv4MappedAddress()) return ipv4Block(network.toIPv4Address().toString(), prefix - 96);
  return { address: network, prefix, text: `${network.toRFC5952String()}/${prefix}` };
}

/** `::192.0.2.1` as `::c000:201`: the parser reads the former as an IPv4-mapped address, which it is not. */
function withoutDots(address: string): string {
  const dotted = address.slice(address.lastIndexOf(':') + 1);
  if (!dotted.includes('.')) return address;
  const [a, b, c, d] = dotted.split('.').map(Number);
  return `${address.slice(0, -dotted.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Whether one block holds only addresses of another, and not all of them. */
export function liesStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  if (inner.prefix <= outer.prefix) return false;
  if (inner.address instanceof IPv4) return outer.address instanceof IPv4 && inner.address.match(outer.address, outer.prefix);
  return outer.address instanceof IPv6 && inner.address.match(outer.address, outer.prefix);
}
