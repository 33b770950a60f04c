import { blockOf, isStrictlyIn } from './addresses';
import { PROTOCOLS } from './connection';
import { isSelector } from './labels';
import { Manifest } from './manifest';

/** Whether the API server takes a NetworkPolicy. One that it refuses does not exist in the cluster (rules 2, 10 and 12). */
export function isAccepted({ metadata, spec }: Manifest): boolean {
  return Boolean(metadata?.name)
    && isSelector(spec?.podSelector)
    && arePolicyTypes(spec?.policyTypes ?? [])
    && (spec?.ingress ?? []).every((rule: any) => isRule(rule.from, rule.ports))
    && (spec?.egress ?? []).every((rule: any) => isRule(rule.to, rule.ports));
}

function arePolicyTypes(types: readonly string[]): boolean {
  return types.length <= 2 && types.every((type) => ['Ingress', 'Egress'].includes(type));
}

function isRule(peers: readonly any[] | null | undefined, ports: readonly any[] | null | undefined): boolean {
  return (peers ?? []).every(isPeer) && (ports ?? []).every(isPort);
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: any): boolean {
  if (ipBlock) return !namespaceSelector && !podSelector && isIpBlock(ipBlock);
  return Boolean(namespaceSelector || podSelector) && isSelector(namespaceSelector) && isSelector(podSelector);
}

function isIpBlock({ cidr, except }: any): boolean {
  const block = blockOf(cidr);
  return block !== undefined && (except ?? []).every((text: unknown) => {
    const inner = blockOf(text);
    return inner !== undefined && isStrictlyIn(inner, block);
  });
}

function isPort({ protocol, port, endPort }: any): boolean {
  if (!PROTOCOLS.includes(protocol ?? 'TCP')) return false;
  const hasEnd = endPort !== undefined && endPort !== null;
  if (port === undefined || port === null) return !hasEnd;
  if (typeof port === 'string') return !hasEnd && isPortName(port);
  return isPortNumber(port) && (!hasEnd || isPortNumber(endPort) && endPort >= port);
}

export function isPortNumber(port: unknown): boolean {
  return Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65535;
}

/** `http`, `grpc-2`; a name holds a letter, so "80" is none. */
function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
