import { Bits, blockOf, isIn } from './addresses';
import { Connection, Direction, End, goesToNamedPort, otherEnd } from './connection';
import { fulfills, LabelSelector } from './labels';
import { Manifest, namespaceOf } from './manifest';
import { Pod } from './pods';

/** What the `networking.k8s.io/v1` NetworkPolicies of a cluster do together. All of them are such as an API server takes. */
export class NetworkPolicies {
  constructor(private readonly policies: readonly Manifest[]) {}

  /** Rule 15: one policy of a direction that selects a pod isolates it. */
  public isolate(pod: Pod, direction: Direction): boolean {
    return this.isolating(pod, direction).length > 0;
  }

  /** Rule 15: what any rule of any isolating policy allows is allowed. */
  public allow(pod: Pod, direction: Direction, connection: Connection): boolean {
    return this.isolating(pod, direction).some((policy) =>
      rulesOf(policy, direction).some(({ peers, ports }) =>
        includes(peers, namespaceOf(policy), otherEnd(direction, connection)) && opens(ports, connection)));
  }

  /** Rules 1 and 7. */
  private isolating(pod: Pod, direction: Direction): Manifest[] {
    return this.policies.filter((policy) =>
      namespaceOf(policy) === pod.namespace && fulfills(pod.labels, policy.spec?.podSelector) && directionsOf(policy).includes(direction));
  }
}

/** Rule 7: without policyTypes a policy is always one of ingress, and one of egress where it has such rules. */
function directionsOf({ spec }: Manifest): Direction[] {
  if (spec?.policyTypes?.length) return spec.policyTypes.map((type: string) => type.toLowerCase());
  return spec?.egress?.length ? ['ingress', 'egress'] : ['ingress'];
}

interface Rule {
  readonly peers?: readonly Peer[] | null;
  readonly ports?: readonly Port[] | null;
}

function rulesOf({ spec }: Manifest, direction: Direction): Rule[] {
  return direction === 'ingress'
    ? (spec?.ingress ?? []).map(({ from, ports }: any) => ({ peers: from, ports }))
    : (spec?.egress ?? []).map(({ to, ports }: any) => ({ peers: to, ports }));
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] | null } | null;
  readonly namespaceSelector?: LabelSelector | null;
  readonly podSelector?: LabelSelector | null;
}

/** Rule 6: no peers are everybody. */
function includes(peers: readonly Peer[] | null | undefined, namespace: string, end: End): boolean {
  return !peers?.length || peers.some((peer) => matches(peer, namespace, end));
}

function matches({ ipBlock, namespaceSelector, podSelector }: Peer, namespaceOfPolicy: string, { pod, addresses }: End): boolean {
  if (ipBlock) {
    const holds = (cidr: string, address: Bits) => isIn(address, blockOf(cidr)!);
    return addresses.some((address) => holds(ipBlock.cidr, address) && !(ipBlock.except ?? []).some((except) => holds(except, address)));
  }
  if (!pod) return false;
  const inNamespace = namespaceSelector ? fulfills(pod.namespaceLabels, namespaceSelector) : pod.namespace === namespaceOfPolicy;
  return inNamespace && fulfills(pod.labels, podSelector);
}

interface Port {
  readonly protocol?: string | null;
  readonly port?: number | string | null;
  readonly endPort?: number | null;
}

/** Rule 6: no ports are all of them. Rules 8 to 10: what an entry opens. */
function opens(entries: readonly Port[] | null | undefined, connection: Connection): boolean {
  return !entries?.length || entries.some(({ protocol, port, endPort }) => {
    if ((protocol ?? 'TCP') !== connection.protocol) return false;
    if (port === undefined || port === null) return true;
    if (typeof port === 'string') return goesToNamedPort(connection, port);
    return connection.port >= port && connection.port <= (endPort ?? port);
  });
}
