import { SPECIAL_RANGES } from '../kubernetes/special-ranges';
import { AddressSet } from './sets/address-set';

/** Every address that is in no special range. */
export const INTERNET = [...SPECIAL_RANGES.ipv4, ...SPECIAL_RANGES.ipv6]
  .reduce((rest, block) => rest.subtract(AddressSet.ofBlock(block)!), AddressSet.ALL);

/** The addresses of each family of it. */
const FAMILIES = (['IPv4', 'IPv6'] as const).map((family) => INTERNET.ofFamily(family));

/** Whether addresses are those of the internet, of one family or of both. */
export function isInternet(addresses: AddressSet): boolean {
  return [INTERNET, ...FAMILIES].some((internet) => internet.equals(addresses));
}
