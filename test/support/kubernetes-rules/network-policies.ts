import { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import { portProblems, repeated } from './forms';
import { Manifest } from './manifest';
import { selectorProblems } from './selectors';
import { contains, isMappedIpv4, networkOf, parseCidr } from '../cidr';

/** What a NetworkPolicy may not say, and what it says without meaning it: an empty list opens everything. */
export function networkPolicyProblems(manifest: Manifest): string[] {
  if (manifest.kind !== 'NetworkPolicy') return [];
  const spec = (manifest.spec ?? {}) as INetworkPolicySpec;
  const rules = [
    ...(spec.ingress ?? []).map(({ from, ports }, index) => ({ path: `spec.ingress[${index}]`, side: 'from', peers: from, ports })),
    ...(spec.egress ?? []).map(({ to, ports }, index) => ({ path: `spec.egress[${index}]`, side: 'to', peers: to, ports })),
  ];
  return [
    ...manifest.spec ? [] : ['spec: is missing'],
    ...selectorProblems('spec.podSelector', spec.podSelector),
    ...typeProblems(spec),
    ...rules.flatMap(({ path, side, peers, ports }) => [
      ...peers?.length === 0 ? [`${path}.${side}: is empty, which opens everything`] : [],
      ...ports?.length === 0 ? [`${path}.ports: is empty, which opens everything`] : [],
      ...(peers ?? []).flatMap((peer, index) => peerProblems(`${path}.${side}[${index}]`, peer)),
      ...(ports ?? []).flatMap((port, index) => policyPortProblems(`${path}.ports[${index}]`, port)),
    ]),
  ];
}

function typeProblems({ policyTypes = [], ingress, egress }: INetworkPolicySpec): string[] {
  const types: readonly string[] = policyTypes;
  return [
    ...types.length === 0 ? ['spec.policyTypes: is missing'] : [],
    ...types.filter((type) => type !== 'Ingress' && type !== 'Egress').map((type) => `spec.policyTypes: there is no type "${type}"`),
    ...repeated(types).map((type) => `spec.policyTypes: ${type} stands there twice`),
    ...ingress?.length && !types.includes('Ingress') ? ['spec.ingress: has rules that do nothing, because policyTypes lacks Ingress'] : [],
    ...egress?.length && !types.includes('Egress') ? ['spec.egress: has rules that do nothing, because policyTypes lacks Egress'] : [],
  ];
}

function peerProblems(path: string, { ipBlock, podSelector, namespaceSelector }: INetworkPolicyPeer): string[] {
  if (!ipBlock && !podSelector && !namespaceSelector) return [`${path}: names nobody`];
  if (ipBlock && (podSelector || namespaceSelector)) return [`${path}: mixes ipBlock with a selector`];
  if (ipBlock) return blockProblems(`${path}.ipBlock`, ipBlock.cidr, ipBlock.except);
  return [...selectorProblems(`${path}.podSelector`, podSelector), ...selectorProblems(`${path}.namespaceSelector`, namespaceSelector)];
}

function blockProblems(path: string, text: string, exceptions: readonly string[] | undefined): string[] {
  const problems = [
    ...cidrProblems(`${path}.cidr`, text),
    ...exceptions?.length === 0 ? [`${path}.except: is empty`] : [],
    ...(exceptions ?? []).flatMap((exception, index) => cidrProblems(`${path}.except[${index}]`, exception)),
  ];
  if (problems.length > 0) return problems;
  const block = parseCidr(text)!;
  return (exceptions ?? []).flatMap((exception, index) => {
    const inner = parseCidr(exception)!;
    return contains(block, inner) && inner.prefix > block.prefix ? [] : [`${path}.except[${index}]: ${exception} does not lie strictly inside ${text}`];
  });
}

function cidrProblems(path: string, text: string): string[] {
  const block = parseCidr(text);
  if (!block) return [`${path}: "${text}" is not a block of addresses`];
  if (isMappedIpv4(block)) return [`${path}: ${text} is IPv4 written as IPv6`];
  return block.address === networkOf(block) ? [] : [`${path}: ${text} has host bits set`];
}

function policyPortProblems(path: string, { port, endPort }: INetworkPolicyPort): string[] {
  if (endPort === undefined) return portProblems(`${path}.port`, port);
  if (typeof port !== 'number') return [`${path}.endPort: needs a numeric port`];
  return [
    ...portProblems(`${path}.port`, port),
    ...portProblems(`${path}.endPort`, endPort),
    ...endPort < port ? [`${path}.endPort: ${endPort} is below port ${port}`] : [],
  ];
}
