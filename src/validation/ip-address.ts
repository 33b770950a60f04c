import { IPv4, IPv6 } from 'ipaddr.js';

/** Four decimal numbers without leading zeros, which some programs would read as octal. */
export function isIpv4(text: unknown): text is string {
  return typeof text === 'string' && IPv4.isValidFourPartDecimal(text);
}

/** An IPv6 address without a zone; its last part may be written as an IPv4 address. */
export function isIpv6(text: unknown): text is string {
  if (typeof text !== 'string' || text.includes('%') || !IPv6.isValid(text)) return false;
  const last = text.slice(text.lastIndexOf(':') + 1);
  return !last.includes('.') || isIpv4(last);
}

/** An address of either family. */
export function isIp(text: unknown): text is string {
  return isIpv4(text) || isIpv6(text);
}
