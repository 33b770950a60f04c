import { isPortNumber } from './accepted-network-policy';
import { isSelector } from './labels';
import { Manifest, nameOf } from './manifest';
import { hasNull } from './stored';

/** Whether the API server takes an AdminNetworkPolicy or a BaselineAdminNetworkPolicy (rules 28 to 30). */
export function isAcceptedAdminPolicy(manifest: Manifest): boolean {
  const { kind, spec } = manifest;
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  const actions = isBaseline ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Pass'];
  return nameOf(manifest) !== '' && !hasNull(spec)
    && (isBaseline ? nameOf(manifest) === 'default' : Number.isInteger(spec?.priority) && spec.priority >= 0 && spec.priority <= 1000)
    && isPods(spec?.subject)
    && areRules(spec.ingress, actions, (rule) => isListOf(rule.from, 1, isPods))
    && areRules(spec.egress, actions, (rule) => isListOf(rule.to, 1, isEgressPeer) && namesFit(rule));
}

function areRules(rules: readonly any[] | undefined, actions: readonly string[], fits: (rule: any) => boolean): boolean {
  return (rules ?? []).length <= 100 && (rules ?? []).every((rule) =>
    actions.includes(rule.action) && (rule.name ?? '').length <= 100 && isListOf(rule.ports ?? [], 0, isPort) && fits(rule));
}

function isListOf(list: readonly any[] | undefined, least: number, fits: (item: any) => boolean): boolean {
  return list !== undefined && list.length >= least && list.length <= 100 && list.every(fits);
}

function isOneOf(object: any, fields: readonly string[]): boolean {
  return object !== undefined && fields.filter((field) => object[field] !== undefined).length === 1;
}

function isPods(peer: any): boolean {
  if (!isOneOf(peer, ['namespaces', 'pods'])) return false;
  const { namespaces, pods } = peer;
  if (!pods) return isSelector(namespaces);
  return pods.namespaceSelector !== undefined && pods.podSelector !== undefined && isSelector(pods.namespaceSelector) && isSelector(pods.podSelector);
}

function isEgressPeer(peer: any): boolean {
  if (!isOneOf(peer, ['namespaces', 'pods', 'networks', 'nodes'])) return false;
  if (peer.nodes) return isSelector(peer.nodes);
  return peer.networks ? areNetworks(peer.networks) : isPods(peer);
}

/** Only the signs are looked at: either points or colons. */
function areNetworks(networks: readonly string[]): boolean {
  return networks.length >= 1 && networks.length <= 25 && new Set(networks).size === networks.length
    && networks.every((text) => text.length <= 43 && text.includes(':') !== text.includes('.'));
}

function namesFit({ to, ports }: any): boolean {
  return !(ports ?? []).some(({ namedPort }: any) => namedPort !== undefined) || !to.some(({ networks, nodes }: any) => networks ?? nodes);
}

function isPort(port: any): boolean {
  if (!isOneOf(port, ['portNumber', 'portRange', 'namedPort'])) return false;
  const { portNumber, portRange } = port;
  if (portNumber) return isPortNumber(portNumber.port);
  return !portRange || isPortNumber(portRange.start) && isPortNumber(portRange.end);
}
