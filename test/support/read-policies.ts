import { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import { Cidr, contains, parseCidr, parseIp } from './cidr';
import { Labels, Manifest } from './kubernetes-rules/manifest';
import { LabelSelector, unfulfilled } from './kubernetes-rules/selectors';
import { Pod, readPods } from './read-pods';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const LAST_PORT = 65535;

type Direction = 'ingress' | 'egress';
interface Policy {
  readonly namespace: string;
  readonly spec: INetworkPolicySpec;
}

/**
 * Reads manifests the way that the Kubernetes documentation tells a person to: slowly, one rule after the other, one pair of
 * pods and one port at a time. What the library computes cleverly is compared with this.
 *
 * It expects policies that an API server takes. An end is a pod, `namespace/name` of whatever makes it (`default/` may be left
 * out), or an IP address. `shop/web#2` is a second replica of `shop/web`.
 */
export class PolicyReading {
  /** Every pod, as `namespace/name`. */
  public readonly pods: readonly string[];
  private readonly podsByName: ReadonlyMap<string, Pod>;
  private readonly policies: readonly Policy[];
  private readonly namespaces: ReadonlyMap<string, Labels>;
  private readonly turningPorts: readonly number[];

  constructor(manifests: readonly object[]) {
    const objects = manifests as readonly Manifest[];
    const pods = readPods(objects);
    this.pods = pods.map((pod) => pod.ref);
    this.podsByName = new Map(pods.map((pod) => [pod.ref, pod]));
    this.policies = objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ metadata, spec }) => ({ namespace: metadata?.namespace ?? 'default', spec: (spec ?? {}) as INetworkPolicySpec }));
    this.namespaces = new Map(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => [metadata?.name ?? '', metadata?.labels ?? {}]));
    this.turningPorts = turningPorts(this.policies, pods);
  }

  /** Whether a connection happens: the source may send it and the destination may take it. */
  public reaches(from: string, to: string, protocol: Protocol, port: number): boolean {
    const source = this.end(from);
    const destination = this.end(to);
    if (source.ref === destination.ref) return true;
    return this.allows('egress', source, destination, destination, protocol, port)
      && this.allows('ingress', destination, source, destination, protocol, port);
  }

  /** All that is open: `none`, `all`, or such as `TCP 80,8000-8080; UDP all`. */
  public openPorts(from: string, to: string): string {
    const open = PROTOCOLS.map((protocol) => rangesOf(this.turningPorts, (port) => this.reaches(from, to, protocol, port)));
    if (open.every((ranges) => ranges === '')) return 'none';
    if (open.every((ranges) => ranges === 'all')) return 'all';
    return PROTOCOLS.flatMap((protocol, index) => open[index] === '' ? [] : `${protocol} ${open[index]}`).join('; ');
  }

  private end(ref: string): End {
    const address = parseIp(ref);
    if (address) return { ref, addresses: [address] };
    const [name, replica] = (ref.includes('/') ? ref : `default/${ref}`).split('#');
    const pod = this.podsByName.get(name);
    if (!pod) throw new Error(`there is no pod ${name}, only ${this.pods.join(', ')}`);
    return { ref: replica === undefined || replica === '1' ? name : `${name}#${replica}`, pod, addresses: pod.addresses };
  }

  /** Whether the policies of one end allow the connection. Policies add up; where none isolates the end, all is allowed. */
  private allows(direction: Direction, end: End, other: End, destination: End, protocol: Protocol, port: number): boolean {
    const { pod } = end;
    if (!pod) return true;
    const isolating = this.policies.filter((policy) =>
      typesOf(policy.spec).includes(direction) && policy.namespace === pod.namespace && fulfils(pod.labels, policy.spec.podSelector));
    return isolating.length === 0 || isolating.some((policy) => rulesOf(policy.spec, direction).some((rule) =>
      this.includes(rule.peers, policy.namespace, other) && opens(rule.ports, destination, protocol, port)));
  }

  /** Whether a list of peers includes an end. No list, or an empty one, includes everybody. */
  private includes(peers: readonly INetworkPolicyPeer[] | undefined, namespaceOfPolicy: string, end: End): boolean {
    return !peers?.length || peers.some((peer) => this.matches(peer, namespaceOfPolicy, end));
  }

  private matches({ ipBlock, namespaceSelector, podSelector }: INetworkPolicyPeer, namespaceOfPolicy: string, { pod, addresses }: End): boolean {
    if (ipBlock) return addresses.some((address) => isIn(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((except) => isIn(address, except)));
    if (!namespaceSelector && !podSelector) throw new Error('a peer names nobody');
    if (!pod) return false;
    const inNamespace = namespaceSelector ? fulfils(this.labelsOfNamespace(pod.namespace), namespaceSelector) : pod.namespace === namespaceOfPolicy;
    return inNamespace && fulfils(pod.labels, podSelector);
  }

  /** Every namespace carries its name, written in its manifest or not, and whether it has a manifest or not. */
  private labelsOfNamespace(name: string): Labels {
    return { ...this.namespaces.get(name), 'kubernetes.io/metadata.name': name };
  }
}

/** A pod, or an address outside of the cluster. */
interface End {
  readonly ref: string;
  readonly pod?: Pod;
  readonly addresses: readonly Cidr[];
}

/** Without policyTypes a policy is always one of ingress, and one of egress where it has such rules. */
function typesOf({ policyTypes, egress }: INetworkPolicySpec): Direction[] {
  if (!policyTypes?.length) return egress?.length ? ['ingress', 'egress'] : ['ingress'];
  return policyTypes.map((type) => type === 'Ingress' ? 'ingress' : 'egress');
}

interface Rule {
  readonly peers?: readonly INetworkPolicyPeer[];
  readonly ports?: readonly INetworkPolicyPort[];
}

function rulesOf({ ingress, egress }: INetworkPolicySpec, direction: Direction): Rule[] {
  return direction === 'ingress'
    ? (ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
    : (egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
}

/** Whether a list of ports opens a port of the destination. No list, or an empty one, opens all. */
function opens(entries: readonly INetworkPolicyPort[] | undefined, destination: End, protocol: Protocol, port: number): boolean {
  return !entries?.length || entries.some((entry) => {
    if ((entry.protocol ?? 'TCP') !== protocol) return false;
    if (entry.port === undefined) return true;
    if (typeof entry.port === 'number') return port >= entry.port && port <= (entry.endPort ?? entry.port);
    return (destination.pod?.ports ?? []).some((named) => named.name === entry.port && named.protocol === protocol && named.number === port);
  });
}

function fulfils(labels: Labels, selector: LabelSelector | undefined): boolean {
  return unfulfilled(selector ?? {}, labels).length === 0;
}

function isIn(address: Cidr, block: string): boolean {
  const cidr = parseCidr(block);
  if (!cidr) throw new Error(`"${block}" is not a block of addresses`);
  return contains(cidr, address);
}

/** Where the answer can change from one port to the next: at a port that is written somewhere, and after it. */
function turningPorts(policies: readonly Policy[], pods: readonly Pod[]): number[] {
  const entries = policies.flatMap(({ spec }) => [...rulesOf(spec, 'ingress'), ...rulesOf(spec, 'egress')].flatMap(({ ports }) => ports ?? []));
  const written = [...entries.flatMap(({ port, endPort }) => [port, endPort]), ...pods.flatMap((pod) => pod.ports.map((port) => port.number))]
    .filter((port) => typeof port === 'number');
  return [...new Set([1, ...written, ...written.map((port) => port + 1)])].filter((port) => port <= LAST_PORT).sort((a, b) => a - b);
}

/**
 * The ports that are open, as text.
 *
 * @param turning where the answer can change; from one of these ports to the next it stays what it is
 */
function rangesOf(turning: readonly number[], isOpen: (port: number) => boolean): string {
  const ranges: { first: number; last: number }[] = [];
  turning.forEach((first, index) => {
    if (!isOpen(first)) return;
    const last = (turning[index + 1] ?? LAST_PORT + 1) - 1;
    const before = ranges.at(-1);
    if (before?.last === first - 1) before.last = last;
    else ranges.push({ first, last });
  });
  if (ranges.length === 1 && ranges[0].first === 1 && ranges[0].last === LAST_PORT) return 'all';
  return ranges.map(({ first, last }) => first === last ? `${first}` : `${first}-${last}`).join(',');
}
