import { FindingRule, onPolicy } from '../finding';
import { peersOf } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const blockOfEverything: FindingRule = {
  id: 'block-of-everything',
  severity: 'warning',
  title: 'A block covers every address',
  find: ({ cluster }) => peersOf(cluster).flatMap((place) => {
    const { policy, peer, direction } = place;
    if ('selection' in peer || !isNetworkPolicy(policy) || peer.block.except.length > 0 || !/\/0+$/.test(peer.block.cidr)) return [];
    const ipv6 = peer.block.cidr.includes(':');
    return [onPolicy(policy, {
      field: `${place.peerField}.ipBlock`,
      text: `${peer.block.cidr} in ${place.name} covers every ${ipv6 ? 'IPv6' : 'IPv4'} address: besides the internet the private networks, with most network plugins every pod of the cluster`
        + `${direction === 'Egress' && !ipv6 ? ', and the cloud metadata address 169.254.169.254' : ''}.`,
      cure: ipv6 ? 'Where the internet is meant, except what is not: "except: [fc00::/7, fe80::/10]".'
        : 'Where the internet is meant, except what is not: "except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 169.254.0.0/16]".',
    })];
  }),
};
