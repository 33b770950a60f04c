import { NAME_LABEL } from './known-pods';
import { connectionsOf } from './rule-ports';
import { Cluster, Peer, Rule, Selection } from '../model/cluster';
import { Requirement, Selector } from '../model/selector';
import { AddressSet } from '../sets/address-set';
import { ConnectionSet } from '../sets/connection-set';

/** Whether everything that one selector matches is matched by the other, whatever labels there are. */
export function selectorImplies(narrow: Selector, wide: Selector): boolean {
  return wide.requirements.every((asked) => narrow.requirements.some((given) => requirementImplies(given, asked)));
}

/** Whether every pod of one selection is one of the other. */
export function selectionImplies(narrow: Selection, wide: Selection, cluster: Cluster): boolean {
  return narrow.skipsHostNetwork === wide.skipsHostNetwork && selectorImplies(narrow.pods, wide.pods)
    && namespacesImply(narrow.namespaces, wide.namespaces, cluster);
}

/** Whether everything that one rule opens is opened by the other. */
export function ruleImplies(narrow: Rule, wide: Rule, cluster: Cluster): boolean {
  return portsImply(narrow, wide) && peersImply(narrow.peers, wide.peers, cluster);
}

function requirementImplies(given: Requirement, asked: Requirement): boolean {
  if (given.key !== asked.key) return false;
  switch (asked.operator) {
    case 'In': return given.operator === 'In' && given.values.every((value) => asked.values.includes(value));
    case 'Exists': return given.operator === 'In' || given.operator === 'Exists';
    case 'DoesNotExist': return given.operator === 'DoesNotExist';
    case 'NotIn':
      if (given.operator === 'In') return !given.values.some((value) => asked.values.includes(value));
      return given.operator === 'DoesNotExist' || (given.operator === 'NotIn' && asked.values.every((value) => given.values.includes(value)));
  }
}

function namespacesImply(narrow: string | Selector, wide: string | Selector, cluster: Cluster): boolean {
  if (typeof narrow !== 'string' && typeof wide !== 'string') return selectorImplies(narrow, wide);
  if (typeof narrow === 'string' && typeof wide === 'string') return narrow === wide;
  if (typeof wide !== 'string') return wide.matches(cluster.namespaces.get(narrow as string)?.labels ?? {});
  return (narrow as Selector).requirements.some(({ key, operator, values }) => key === NAME_LABEL && operator === 'In' && values.every((value) => value === wide));
}

function peersImply(narrow: readonly Peer[] | undefined, wide: readonly Peer[] | undefined, cluster: Cluster): boolean {
  if (!wide) return true;
  if (!narrow) return false;
  const selected = narrow.every((peer) => 'block' in peer
    || wide.some((other) => 'selection' in other && selectionImplies(peer.selection, other.selection, cluster)));
  return selected && (!meansEveryPod(narrow) || meansEveryPod(wide)) && addressesIn(narrow).subtract(addressesIn(wide)).isEmpty;
}

/** All of IPv4 in a cluster policy means every pod, whether its address is known or not; blocks that add up to it do not. */
function meansEveryPod(peers: readonly Peer[]): boolean {
  return peers.some((peer) => 'block' in peer && peer.block.reachesPods && peer.block.cidr === '0.0.0.0/0');
}

function addressesIn(peers: readonly Peer[]): AddressSet {
  return peers.reduce((all, peer) => ('block' in peer ? all.union(peer.block.addresses) : all), AddressSet.NONE);
}

function portsImply(narrow: Rule, wide: Rule): boolean {
  const open = connectionsOf(wide, []);
  if (!connectionsOf(narrow, []).subtract(open).isEmpty) return false;
  return (narrow.ports ?? []).every((port) => !('name' in port)
    || (port.protocol !== undefined && open.portsOf(port.protocol).isAll)
    || open === ConnectionSet.ALL
    || wide.ports!.some((other) => 'name' in other && other.name === port.name && other.protocol === port.protocol));
}
