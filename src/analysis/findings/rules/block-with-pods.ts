import { Block } from '../../model/cluster';
import { AddressSet } from '../../sets/address-set';
import { FindingRule, onPolicy } from '../finding';
import { peersOf } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

/** Private networks, from which clusters take the addresses of their pods. */
const PRIVATE = rangesOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');

/** The pods of clusters that were left at what their installers or plugins choose. */
const USUAL = rangesOf('10.244.0.0/16', '10.42.0.0/16', '10.128.0.0/14');

export const blockWithPods: FindingRule = {
  id: 'block-with-pods',
  severity: 'warning',
  title: 'A block covers addresses that pods usually have',
  find: ({ cluster }) => peersOf(cluster).flatMap((place) => {
    const { policy, peer, direction } = place;
    if ('selection' in peer || !isNetworkPolicy(policy)) return [];
    const covered = podsIn(peer.block);
    return covered === undefined ? [] : [onPolicy(policy, {
      field: `${place.peerField}.ipBlock`,
      text: `${peer.block.cidr} in ${place.name} covers ${covered}, from which pods usually have their addresses: with most network plugins it ${direction === 'Ingress' ? 'lets pods in' : 'opens pods'}, whatever their labels.`,
      cure: 'Name pods by a podSelector and a namespaceSelector, and in blocks what is outside of the cluster; add the addresses of your pods to "except".',
    })];
  }),
};

/** A whole private network, where no exception was made from it; blocks of everything are another finding. */
function podsIn({ cidr, except, addresses }: Block): string | undefined {
  if (except.length === 0 && /\/0+$/.test(cidr)) return undefined;
  const holes = except.map((text) => AddressSet.ofBlock(text)!);
  if (holes.some((hole) => PRIVATE.some((range) => !range.addresses.intersect(hole).isEmpty))) return undefined;
  const whole = AddressSet.ofBlock(cidr)!;
  return PRIVATE.find((range) => range.addresses.subtract(addresses).isEmpty)?.text ?? USUAL.find((range) => range.addresses.equals(whole))?.text;
}

function rangesOf(...texts: string[]): { readonly text: string; readonly addresses: AddressSet }[] {
  return texts.map((text) => ({ text, addresses: AddressSet.ofBlock(text)! }));
}
