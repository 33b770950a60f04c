import { Construct } from 'constructs';
import { at, BuiltApp } from './built-app';
import { AppDescription, DeclarationDescription, EndDescription, Expression, NamespaceChoice, Port, SelectionDescription } from './description';
import { WellKnownPeer } from '../../../../src';
import { isAccepted } from '../../../analysis/reference/accepted-network-policy';
import { Bits, blockOf, isIn } from '../../../analysis/reference/addresses';
import { Protocol, PROTOCOLS } from '../../../analysis/reference/connection';
import { fulfills, LabelSelector } from '../../../analysis/reference/labels';
import { Manifest, namespaceOf } from '../../../analysis/reference/manifest';
import { NetworkPolicies } from '../../../analysis/reference/network-policies';
import { Pod, podsIn } from '../../../analysis/reference/pods';
import { Reference } from '../../../analysis/reference/reference';
import { storedPolicy } from '../../../analysis/reference/stored';

/** A declaration by its caller, and whether it holds. */
interface Verdict {
  readonly caller: DeclarationDescription['caller'];
  readonly holds: boolean;
}

/** One of the ends that a peer stands for. */
interface SinglePeer {
  readonly end: EndDescription;
  readonly ports?: readonly Port[];
}

/** Who an end of a declaration is. */
interface End {
  readonly pods: readonly Pod[];
  readonly addresses: readonly string[];
  /** Whether only those in the namespace of the pods at the other end are meant. */
  readonly isOfSameNamespace?: boolean;
}

interface Probe {
  readonly protocol: Protocol;
  readonly port: number;
}

/**
 * Says which declarations of a description hold and whose isolation is lost, one pair of pods and one port at a time.
 *
 * It reads nothing but the description, the written manifests and what the reference makes of them.
 */
export class Oracle {
  private readonly manifests: readonly Manifest[];
  private readonly pods: readonly Pod[];
  private readonly reference: Reference;
  private readonly boundaries: readonly number[];
  private readonly blocks: readonly string[];
  private readonly answers = new Map<string, boolean>();

  constructor(private readonly description: AppDescription, private readonly built: BuiltApp, manifests: readonly object[]) {
    this.manifests = manifests as readonly Manifest[];
    this.reference = new Reference(manifests);
    this.pods = podsIn(this.manifests);
    this.boundaries = boundariesIn([...this.manifests.filter(({ kind }) => /Policy$/.test(kind!)), ...this.pods]);
    this.blocks = [...new Set(blocksIn(this.manifests))];
  }

  /** Whether each declaration holds, in the order of the calls; one to several peers is as many declarations. */
  public verdicts(): Verdict[] {
    return this.description.declarations.filter(({ call }) => call !== 'isolate').flatMap((declaration) => (
      this.endsOf(declaration.peer).map((peer) => ({ caller: declaration.caller, holds: this.holds(declaration, peer) }))
    ));
  }

  /** How many answers of the reference it took. */
  public get asked(): number {
    return this.answers.size;
  }

  private holds(declaration: DeclarationDescription, peer: SinglePeer): boolean {
    const isEgress = declaration.call === 'allowTo';
    const [caller, other] = [this.endOf(this.callerEnd(declaration), 'default'), this.endOf(peer.end)];
    const [sources, listeners] = isEgress ? [caller, other] : [other, caller];
    const listener = isEgress ? peer.end : this.callerEnd(declaration);
    const listed = declaration.ports ?? (isEgress ? peer.ports : undefined);

    for (const [from, to] of pairsOf(sources, listeners, other.isOfSameNamespace)) {
      const [source, destination] = [typeof from === 'string' ? from : from.ref, typeof to === 'string' ? to : this.otherPod(from, to)];
      if (destination === undefined) continue;
      const probes = this.probes(listed ?? this.saidBy(listener), listener, to);
      if (!probes.every(({ protocol, port }) => this.reaches(source, destination, protocol, port))) return false;
    }
    const isBeside = isEgress && other.isOfSameNamespace;
    const destinations = listeners.pods.filter(({ namespace }) => !isBeside || caller.pods.some((pod) => pod.namespace === namespace));
    // Pods that are not there are somebody else's, and nobody knows their names.
    return (destinations.length === 0 && listeners.addresses.length === 0) || haveNames(destinations, listed ?? []);
  }

  /** The paths of the constructs that connections isolate, and whose own policies do not. */
  public lost(): string[] {
    const lost = new Set<string>();
    for (const { construct, pods, directions, policies } of this.isolated()) {
      for (const direction of directions) {
        const own = policies.filter(({ apiVersion }) => apiVersion === 'networking.k8s.io/v1').map((policy) => storedPolicy(policy));
        const accepted = own.filter(isAccepted);
        const reading = new NetworkPolicies(accepted);
        const says = accepted.length === policies.length && accepted.every(({ spec }) => typesOf(spec).includes(direction));
        if (!says || pods.some((pod) => !reading.isolate(pod, direction))) lost.add(construct.node.path);
      }
    }
    return [...lost].sort();
  }

  /** Another replica, where it is the same one; nothing where there is no other. */
  private otherPod(from: Pod | string, to: Pod): string | undefined {
    return from === to ? this.reference.replicaOf(to.ref) : to.ref;
  }

  private reaches(from: string, to: string, protocol: Protocol, port: number): boolean {
    const key = `${from} ${to} ${protocol} ${port}`;
    let answer = this.answers.get(key);
    if (answer === undefined) this.answers.set(key, answer = this.reference.reaches(from, to, protocol, port));
    return answer;
  }

  private callerEnd({ caller }: DeclarationDescription): EndDescription {
    if ('workload' in caller) return caller;
    return at(this.description.selections, caller.selection).of === 'namespaces' ? { workload: 0 } : caller;
  }

  /** Each of the ends that a peer stands for, and the ports that it says for all of them. */
  private endsOf(end: EndDescription): SinglePeer[] {
    if ('peers' in end) return end.peers.flatMap((one) => this.endsOf(one)).map((one) => ({ ...one, ports: end.ports ?? one.ports }));
    if (!('wellKnown' in end)) return [{ end }];
    if (end.wellKnown === 'dns') return [{ end, ports: DNS }, { end: { cidr: '169.254.20.10/32', except: [] }, ports: DNS }];
    return WellKnownPeer.internet().toNetworkPolicyPeerConfig().peers!.map((one) => ({ end: one.toNetworkPolicyPeerConfig().ipBlock! }));
  }

  /** The ports with which pods were adopted, in place of those of their containers. */
  private saidBy(end: EndDescription): readonly Port[] | undefined {
    return 'workload' in end ? at(this.description.workloads, end.workload).adopted?.ports : undefined;
  }

  private endOf(end: EndDescription, otherwise?: string): End {
    if ('cidr' in end) return { pods: [], addresses: this.addressesOf(end) };
    if ('wellKnown' in end) return podsEnd(this.pods.filter(({ namespace, labels }) => namespace === 'kube-system' && labels['k8s-app'] === 'kube-dns'));
    if ('workload' in end) return podsEnd(this.podsOfWorkload(end.workload));
    if ('service' in end) {
      const service = this.serviceOf(end.service);
      const pods = this.pods.filter(({ namespace }) => namespace === namespaceOf(service));
      return podsEnd(pods.filter(({ labels }) => fulfills(labels, { matchLabels: service.spec.selector })));
    }
    if ('peers' in end) throw new Error('several peers are looked at one by one');
    const selection = at(this.description.selections, end.selection);
    const home = at(this.description.charts, selection.chart) ?? otherwise;
    const pods = this.pods.filter((pod) => fulfills(pod.labels, podSelectorOf(selection)));
    if (selection.namespaces || selection.of === 'namespaces') return podsEnd(pods.filter((pod) => isChosen(pod.namespaceLabels, selection.namespaces ?? {})));
    return { ...podsEnd(pods.filter(({ namespace }) => home === undefined || namespace === home)), isOfSameNamespace: home === undefined };
  }

  private podsOfWorkload(number: number): readonly Pod[] {
    return this.pods.filter(({ ref }) => ref.endsWith(`/w${number % this.description.workloads.length}`));
  }

  private serviceOf(number: number): Manifest {
    return this.manifests.find(({ kind, metadata }) => kind === 'Service' && metadata?.name === `service${number % this.description.services.length}`)!;
  }

  /** An address of every part of the block that something written could tell from the others. */
  private addressesOf({ cidr, except }: { readonly cidr: string; readonly except: readonly string[] }): string[] {
    const starts = [...this.blocks, cidr, ...except].flatMap((block) => startsOf(block));
    return [...new Set(starts)].filter((bits) => isIn(bits, blockOf(cidr)!) && !except.some((one) => isIn(bits, blockOf(one)!))).map(textOf);
  }

  /** The connections to a destination of a declaration that have to be open. */
  private probes(listed: readonly Port[] | undefined, listener: EndDescription, destination: Pod | string): Probe[] {
    const pod = typeof destination === 'string' ? undefined : destination;
    if (listed) return listed.flatMap((port) => this.probesOf(port, pod));
    if ('service' in listener) {
      return (this.serviceOf(listener.service).spec.ports as ServicePort[]).flatMap(({ port, targetPort = port, protocol = 'TCP' }) => (
        this.probesOf(typeof targetPort === 'string' ? { protocol, name: targetPort } : { protocol, port: targetPort }, pod)
      ));
    }
    if ('workload' in listener && pod!.ports.length > 0) return pod!.ports.map(({ number, protocol }) => ({ protocol: protocol as Protocol, port: number }));
    return PROTOCOLS.flatMap((protocol) => this.probesOf({ protocol }, pod));
  }

  private probesOf({ protocol, name, port, endPort }: Port, pod: Pod | undefined): Probe[] {
    if (name !== undefined) {
      return (pod?.ports ?? []).filter((its) => its.name === name && its.protocol === protocol).map(({ number }) => ({ protocol, port: number }));
    }
    const [first, last] = [port ?? 1, endPort ?? port ?? 65535];
    return [first, last, ...this.boundaries.filter((one) => one > first && one < last)].map((one) => ({ protocol, port: one }));
  }

  /** Whose pods the description isolates, and in which directions. */
  private isolated(): Isolated[] {
    const found = new Map<string, Isolated>();
    const add = (end: EndDescription, directions: readonly Direction[], home?: string) => {
      for (const isolated of this.holdersOf(end, home)) {
        const key = `${isolated.construct.node.path} ${isolated.namespace}`;
        const known = found.get(key) ?? isolated;
        found.set(key, { ...known, directions: new Set([...known.directions, ...directions]) });
      }
    };
    this.description.workloads.forEach(({ isolate, adopted }, workload) => isolate && !adopted && add({ workload }, DIRECTIONS));
    for (const declaration of this.description.declarations) {
      const { call, peer, isolation } = declaration;
      const caller = this.callerEnd(declaration);
      const [own, other]: readonly Direction[] = call === 'allowTo' ? ['egress', 'ingress'] : ['ingress', 'egress'];
      if (call === 'isolate') add(caller, DIRECTIONS);
      if (call !== 'isolate' && isolation !== 'PEER') add(caller, [own]);
      if (call !== 'isolate' && isolation !== 'POD') {
        for (const { end } of this.endsOf(peer)) {
          (this.isWhereItIsUsed(end) ? this.homesOf(caller) : [undefined]).forEach((home) => add(end, [other], home));
        }
      }
    }
    return [...found.values()];
  }

  private isWhereItIsUsed(end: EndDescription): boolean {
    if (!('selection' in end)) return false;
    const { of, namespaces } = at(this.description.selections, end.selection);
    return of !== 'namespaces' && namespaces === undefined;
  }

  /** The namespaces in which a selection without namespaces is, as the peer of this caller. */
  private homesOf(caller: EndDescription): (string | undefined)[] {
    if ('workload' in caller) {
      const name = `w${caller.workload % this.description.workloads.length}`;
      return [this.manifests.find(({ kind, metadata }) => metadata?.name === name && kind !== 'NetworkPolicy')!.metadata!.namespace];
    }
    return 'selection' in caller ? this.holdersOf(caller).map(({ namespace }) => namespace) : [];
  }

  /** Where the policies of an end are. */
  private holdersOf(end: EndDescription, home?: string): Isolated[] {
    if ('cidr' in end || 'wellKnown' in end) return [];
    const directions = new Set<Direction>();
    if ('workload' in end) {
      const construct = at(this.built.workloads, end.workload);
      const policies = [...this.built.policiesOf(construct).values()];
      return [{ construct, namespace: undefined, pods: this.podsOfWorkload(end.workload), directions, policies }];
    }
    if ('service' in end) {
      const { byLabel, workload } = at(this.description.services, end.service);
      if (!byLabel) return this.holdersOf({ workload });
      const construct = at(this.built.services, end.service);
      return [{ construct, namespace: undefined, pods: this.endOf(end).pods, directions, policies: [...this.built.policiesOf(construct).values()] }];
    }
    if ('peers' in end) throw new Error('several peers are looked at one by one');
    const selection = at(this.description.selections, end.selection);
    const construct = at(this.built.selections, end.selection);
    const policies = this.built.policiesOf(construct);
    return this.namespacesOf(selection, home).map((namespace) => ({
      construct,
      namespace,
      pods: this.pods.filter((pod) => fulfills(pod.labels, podSelectorOf(selection)) && pod.namespace === (namespace ?? 'default')),
      directions,
      policies: [...policies].filter(([id]) => id === (namespace === undefined ? 'Connections' : `Connections-${namespace}`)).map(([, policy]) => policy),
    }));
  }

  /** Namespaces chosen by labels are those that the app declares; of others nobody here writes the policies. */
  private namespacesOf({ chart, of, namespaces }: SelectionDescription, home: string | undefined): (string | undefined)[] {
    const choice = namespaces ?? (of === 'namespaces' ? {} : undefined);
    if (!choice) return [at(this.description.charts, chart) ?? home];
    if (choice.names && !choice.labels && !choice.expression) return [...choice.names];
    return this.manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata!)
      .filter(({ name, labels }) => isChosen({ ...labels, [NAME]: name! }, choice)).map(({ name }) => name);
  }
}

const DNS: readonly Port[] = [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }];

type Direction = 'ingress' | 'egress';
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
const NAME = 'kubernetes.io/metadata.name';

/** Pods that policies of connections isolate: those of one construct, in one namespace where it selects. */
interface Isolated {
  readonly construct: Construct;
  readonly namespace: string | undefined;
  readonly pods: readonly Pod[];
  readonly directions: ReadonlySet<Direction>;
  readonly policies: readonly Manifest[];
}

interface ServicePort {
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: Protocol;
}

function podsEnd(pods: readonly Pod[]): End {
  return { pods, addresses: [] };
}

/** Which may talk to which, by the declaration. An address stands at one side alone. */
function pairsOf(sources: End, listeners: End, isOfSameNamespace = false): [Pod | string, Pod | string][] {
  return [...sources.pods, ...sources.addresses]
    .flatMap((from) => [...listeners.pods, ...listeners.addresses].map((to): [Pod | string, Pod | string] => [from, to]))
    .filter(([from, to]) => !isOfSameNamespace || typeof from === 'string' || typeof to === 'string' || from.namespace === to.namespace);
}

/** Whether each port that is listed by a name is one of some destination. */
function haveNames(destinations: readonly Pod[], listed: readonly Port[]): boolean {
  return listed.every(({ name, protocol }) => (
    name === undefined || destinations.some(({ ports }) => ports.some((its) => its.name === name && its.protocol === protocol))
  ));
}

function podSelectorOf({ of, label, expression }: SelectionDescription): LabelSelector {
  if (of !== 'pods') return {};
  return expression ? selectorOf(expression) : { matchLabels: { app: label } };
}

function selectorOf({ key, operator, values }: Expression): LabelSelector {
  return { matchExpressions: [{ key, operator, values }] };
}

function isChosen(labels: Pod['namespaceLabels'], { names, labels: matchLabels, expression }: NamespaceChoice): boolean {
  return (!names || names.includes(labels[NAME])) && fulfills(labels, { matchLabels }) && (!expression || fulfills(labels, selectorOf(expression)));
}

/** In small letters, as the reference has them. */
function typesOf(spec: Manifest['spec']): Direction[] {
  if (spec.policyTypes?.length) return (spec.policyTypes as string[]).map((type) => type.toLowerCase() as Direction);
  return spec.egress?.length ? ['ingress', 'egress'] : ['ingress'];
}

/** Every port at which something may begin to be open or closed. */
function boundariesIn(value: unknown): number[] {
  const found = new Set<number>([1, 65535]);
  const walk = (one: unknown, key?: string) => {
    if (typeof one === 'number' && ['port', 'endPort', 'number', 'start', 'end'].includes(key!)) [one, one + 1].filter((port) => port >= 1 && port <= 65535).forEach((port) => found.add(port));
    if (typeof one === 'object' && one !== null) Object.entries(one).forEach(([name, field]) => walk(field, name));
  };
  walk(value);
  return [...found].sort((a, b) => a - b);
}

/** Every block that a policy names. */
function blocksIn(value: unknown): string[] {
  if (typeof value === 'string') return blockOf(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(blocksIn) : [];
}

/** The first address of a block, and the first one behind it. */
function startsOf(block: string): Bits[] {
  const { prefix, length } = blockOf(block)!;
  const first = prefix.padEnd(length, '0');
  const behind = (BigInt(`0b${prefix.padEnd(length, '1')}`) + 1n).toString(2).padStart(length, '0');
  return behind.length > length ? [first] : [first, behind];
}

function textOf(bits: Bits): string {
  const size = bits.length === 32 ? 8 : 16;
  const parts = bits.match(new RegExp(`.{${size}}`, 'g'))!.map((part) => parseInt(part, 2));
  return size === 8 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
}
