import { addressOf } from '../../sets/address-set';
import { FindingRule, onPolicy } from '../finding';
import { peersOf } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

/** Where the big clouds answer with the credentials of the node. */
const METADATA = ['169.254.169.254', 'fd00:ec2::254'].map((text) => ({ text, address: addressOf(text)! }));

export const blockWithMetadata: FindingRule = {
  id: 'block-with-metadata',
  severity: 'warning',
  title: 'A block covers the cloud metadata address',
  find: ({ cluster }) => peersOf(cluster).flatMap((place) => {
    const { policy, peer, direction } = place;
    if ('selection' in peer || !isNetworkPolicy(policy) || direction === 'Ingress') return [];
    const { cidr, except, addresses } = peer.block;
    const covered = METADATA.find(({ address }) => addresses.has(address));
    if (covered === undefined || saysSo(cidr, covered.text) || (except.length === 0 && /\/0+$/.test(cidr))) return [];
    const hole = holeFor(covered.text, cidr);
    return [onPolicy(policy, {
      field: `${place.peerField}.ipBlock`,
      text: `${cidr} in ${place.name} covers ${covered.text}, where clouds hand out the credentials of the node to whoever asks.`,
      cure: `Add "${hole}" to "except", or name smaller blocks.`,
    })];
  }),
};

/** An exception lies inside of its block, and is smaller. */
function holeFor(address: string, cidr: string): string {
  if (address.includes(':')) return `${address}/128`;
  return Number(cidr.split('/')[1]) < 16 ? '169.254.0.0/16' : `${address}/32`;
}

/** A block of that one address is meant. */
function saysSo(cidr: string, address: string): boolean {
  return cidr.split('/')[0] === address && /\/(32|128)$/.test(cidr);
}
