import { isPortNumber } from './accepted-network-policy';
import { blockOf, isNetworkOf } from './addresses';
import { isSelector } from './labels';
import { Manifest } from './manifest';
import { hasNull } from './stored';

/** Whether the API server takes a ClusterNetworkPolicy, whose shape `ClusterNetworkPolicies` describes. */
export function isAcceptedClusterPolicy({ apiVersion, metadata, spec }: Manifest): boolean {
  return Boolean(metadata?.name) && !hasNull(spec)
    && ['Admin', 'Baseline'].includes(spec?.tier)
    && Number.isInteger(spec.priority) && spec.priority >= 0 && spec.priority <= 1000
    && isOneOf(spec.subject, POD_FIELDS) && isPods(spec.subject)
    && areRules(spec.ingress, (rule) => isListOf(rule.from, isIngressPeer))
    && areRules(spec.egress, (rule) => isListOf(rule.to, isEgressPeer) && namesFit(rule))
    && (apiVersion?.endsWith('/v1alpha2') || (spec.egress ?? []).every(hasNoHostBits));
}

const POD_FIELDS = ['namespaces', 'pods'];
const ADDRESS_FIELDS = ['networks', 'nodes', 'domainNames'];
const EGRESS_FIELDS = [...POD_FIELDS, ...ADDRESS_FIELDS];

function areRules(rules: readonly any[] | undefined, fits: (rule: any) => boolean): boolean {
  return (rules ?? []).length <= 25 && (rules ?? []).every((rule) =>
    ['Accept', 'Deny', 'Pass'].includes(rule.action)
    && (rule.name ?? '').length <= 100
    && (rule.protocols === undefined || isListOf(rule.protocols, isProtocol))
    && fits(rule));
}

function isListOf(list: readonly any[] | undefined, fits: (item: any) => boolean): boolean {
  return list !== undefined && list.length >= 1 && list.length <= 25 && list.every(fits);
}

/** Whether exactly one of these fields is set. A field that the API does not know is dropped before it is looked at. */
function isOneOf(object: any, fields: readonly string[]): boolean {
  return object !== undefined && fields.filter((field) => object[field] !== undefined).length === 1;
}

function isIngressPeer(peer: any): boolean {
  return isOneOf(peer, POD_FIELDS) && isPods(peer);
}

function isEgressPeer(peer: any): boolean {
  return isOneOf(peer, EGRESS_FIELDS) && isPods(peer) && isNetworks(peer);
}

function isPods({ namespaces, pods }: any): boolean {
  if (!pods) return isSelector(namespaces);
  return isSelector(pods.namespaceSelector) && pods.podSelector !== undefined && isSelector(pods.podSelector);
}

function isNetworks({ networks }: any): boolean {
  return networks === undefined || isListOf(networks, (network) => blockOf(network) !== undefined) && new Set(networks).size === networks.length;
}

/** v1beta1 refuses a network with bits set beyond its prefix. */
function hasNoHostBits({ to }: any): boolean {
  return to.every(({ networks }: any) => (networks ?? []).every(isNetworkOf));
}

function namesFit({ to, protocols }: any): boolean {
  return !(protocols ?? []).some(({ destinationNamedPort }: any) => destinationNamedPort)
    || !to.some((peer: any) => ADDRESS_FIELDS.some((field) => peer[field] !== undefined));
}

function isProtocol(match: any): boolean {
  if (!isOneOf(match, ['tcp', 'udp', 'sctp', 'destinationNamedPort'])) return false;
  if (match.destinationNamedPort !== undefined) return true;
  const port = (match.tcp ?? match.udp ?? match.sctp).destinationPort;
  return isOneOf(port, ['number', 'range']) && (port.range ? isRange(port.range) : isPortNumber(port.number));
}

function isRange({ start, end }: any): boolean {
  return isPortNumber(start) && isPortNumber(end) && start < end;
}
