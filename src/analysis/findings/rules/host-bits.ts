import { AddressSet, hasHostBits, rangeText } from '../../sets/address-set';
import { FindingRule, onPolicy } from '../finding';
import { peersOf } from '../rule-places';

export const hostBits: FindingRule = {
  id: 'host-bits',
  severity: 'warning',
  title: 'A block has bits set beyond its prefix',
  find: ({ cluster }) => peersOf(cluster).flatMap((place) => ('selection' in place.peer ? []
    : [place.peer.block.cidr, ...place.peer.block.except].filter(hasHostBits).map((cidr) => onPolicy(place.policy, {
      field: place.policy.tier === 'NetworkPolicy' ? `${place.peerField}.ipBlock` : place.peerField,
      text: `${cidr} in ${place.name} has bits set beyond its prefix; it is read as ${networkOf(cidr)}, and newer API servers refuse it.`,
      cure: `Write ${networkOf(cidr)}, or ${cidr.split('/')[0]}/${cidr.includes(':') ? 128 : 32} where the one address is meant.`,
    })))),
};

function networkOf(cidr: string): string {
  const [first] = rangeText(AddressSet.ofBlock(cidr)!.ranges[0]).split('-');
  return `${first}/${cidr.split('/')[1]}`;
}
