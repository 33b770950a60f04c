import { Construct, IConstruct } from 'constructs';
import { ConnectionPolicies } from './connection-policies';
import { CallSite } from '../app/call-site';
import { Caller } from '../app/declared-connection';
import { checkSameApp } from '../app/same-app';
import { Direction, opposite, towards } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { checkedPeer, checkedPeerConfig, checkedPorts } from '../peers/peer-config';
import { nameOf } from '../policies/rule-peers';
import { Resource } from '../resource/resource';
import { IPodSelector } from '../selection/pod-selector';
import { Synthesis } from '../synth/run/synthesis';
import { Input } from '../validation/input';

/** Pods that a policy can select and that can be the other end of a rule: every workload and `Pods`. */
export interface IConnectable extends IConstruct, IPodSelector, INetworkPolicyPeer {}

/** Whose policies a connection is written into. */
export enum PodConnectionsIsolation {
  /** Only the pods whose `connections` is called. The policy of the peer is left to its owner. */
  POD = 'POD',

  /** Only the peer. The policy of the pods whose `connections` is called is left to its owner. */
  PEER = 'PEER',
}

/** Options of `PodConnections.allowTo`. */
export interface PodConnectionsAllowToOptions {
  /**
   * Whose policies the connection is written into. A pod is isolated in a direction as soon as a policy selects it.
   *
   * @default - both ends: the egress policy of the pods and the ingress policy of the peer
   */
  readonly isolation?: PodConnectionsIsolation;

  /**
   * The ports of the peer that are opened. Not empty: Kubernetes would read that as all ports.
   *
   * @default - the ports that the peer declares when the chart is synthesized; all ports where it declares none
   */
  readonly ports?: NetworkPolicyPort[];
}

/** Options of `PodConnections.allowFrom`. */
export interface PodConnectionsAllowFromOptions {
  /**
   * Whose policies the connection is written into. A pod is isolated in a direction as soon as a policy selects it.
   *
   * @default - both ends: the ingress policy of the pods and the egress policy of the peer
   */
  readonly isolation?: PodConnectionsIsolation;

  /**
   * The ports of the pods that are opened. Not empty: Kubernetes would read that as all ports.
   *
   * @default - the ports that the pods declare when the chart is synthesized; all ports where they declare none
   */
  readonly ports?: NetworkPolicyPort[];
}

/**
 * Who may talk to whom, said once for both ends.
 *
 * All that is allowed to the same pods adds up in one NetworkPolicy, which lies beside them, in their chart and namespace, and is
 * named after them. Saying something again changes nothing. Ports, labels and namespaces are read when the chart is synthesized.
 *
 * @example
 * web.connections.allowTo(redis);
 */
export class PodConnections {
  private readonly instance: Caller;

  /**
   * @param instance the pods whose connections these are
   */
  constructor(instance: IConnectable) {
    this.instance = instance as Caller;
  }

  /**
   * Allows the pods to open connections to the peer, and the peer to accept them.
   *
   * Both ends are isolated by it: the pods for egress, the peer for ingress. A namespace as peer means all of its pods, which are then
   * closed to everybody who is not allowed. Of an IP block only the pods' own end can be written.
   *
   * @param peer who may be connected to
   * @throws when the peer is none, says nothing or has no policy that `isolation` asks for, or when `ports` is empty
   */
  public allowTo(peer: INetworkPolicyPeer, options?: PodConnectionsAllowToOptions): void {
    this.allow('Egress', peer, options, CallSite.of(this.allowTo));
  }

  /**
   * Allows the peer to open connections to the pods, and the pods to accept them. The same as `allowTo`, said from the other end.
   *
   * @param peer who may connect
   * @throws when the peer is none, says nothing or has no policy that `isolation` asks for, or when `ports` is empty
   */
  public allowFrom(peer: INetworkPolicyPeer, options?: PodConnectionsAllowFromOptions): void {
    this.allow('Ingress', peer, options, CallSite.of(this.allowFrom));
  }

  /**
   * Closes the pods in both directions, but for what is allowed. Saying it again changes nothing.
   */
  public isolate(): void {
    this.own.isolate(this.instance);
  }

  private get own(): ConnectionPolicies {
    return ConnectionPolicies.of(this.instance, this.instance, this.instance);
  }

  private allow(direction: Direction, peer: INetworkPolicyPeer, options: PodConnectionsAllowToOptions | undefined, where: CallSite): void {
    const input = new Input(this.instance);
    const { isolation, ports } = input.struct('options', options, ['isolation', 'ports']) ?? {};
    input.oneOf('isolation', isolation, PodConnectionsIsolation);
    const named = checkedPorts(input, 'ports', ports);
    const ends = endsOf(checkedPeer(input, 'peer', peer), input);
    ends.forEach((end) => checkSameApp(input, 'peer', end.peer, this.instance));
    if (isolation === PodConnectionsIsolation.PEER && !ends.some(({ hasPolicy }) => hasPolicy)) {
      const why = checkedPeerConfig(peer, input).policiesElsewhere ? 'its policies are somebody else\'s' : 'an IP block has no policy';
      input.fail(`cannot isolate ${nameOf(peer)}, because ${why}. Leave out "isolation", or give PodConnectionsIsolation.POD.`);
    }
    const caller = this.instance;
    const leftOut = (isolation ?? undefined) === undefined ? undefined : isolation === PodConnectionsIsolation.POD ? 'peer' : 'caller';
    const policies = ends.map((end) => (leftOut === 'peer' || !end.hasPolicy ? undefined : this.policiesOf(end.peer, direction, input)));
    for (const [index, end] of ends.entries()) {
      const listener = direction === 'Egress' ? end.peer : caller;
      const opened = named ?? (direction === 'Egress' ? end.ports : undefined);
      policies[index]?.allow({ direction: opposite(direction), peer: caller, caller, listener, ports: opened });
      if (leftOut !== 'caller') this.own.allow({ direction, peer: end.peer, caller, listener, ports: opened });
      Synthesis.of(caller).declared.push({ caller, direction, peer: end.peer, ports: opened, leftOut, where });
    }
  }

  private policiesOf(peer: INetworkPolicyPeer, direction: Direction, input: Input): ConnectionPolicies {
    const selector = peer.toPodSelector() ?? undefined;
    if (selector === undefined) {
      input.fail(`cannot write the policy of the other end, because toPodSelector() of ${nameOf(peer)} returns nothing. Return its pods, or allow `
        + `traffic ${towards(direction)} it with { isolation: PodConnectionsIsolation.POD } to write only the policy of ${this.instance.node.path}.`);
    }
    checkSameApp(input, 'peer', selector, this.instance);
    if (Construct.isConstruct(selector)) return ConnectionPolicies.of(selector, selector, selector);
    if (Construct.isConstruct(peer)) return ConnectionPolicies.of(selector, peer, peer);
    return ConnectionPolicies.ofValue(selector, peer, this.instance);
  }
}

/** One of the other ends that a peer stands for. */
interface End {
  readonly peer: INetworkPolicyPeer;
  /** Whether its policy can be written here: it has pods, and their policies are not somebody else's. */
  readonly hasPolicy: boolean;
  /** The ports of all ends together, where the peer says so. */
  readonly ports?: readonly NetworkPolicyPort[];
}

/** Each of the other ends. What objects of this library say need not be checked twice. */
function endsOf(peer: INetworkPolicyPeer, input: Input): End[] {
  if (peer instanceof Resource) return [{ peer, hasPolicy: true }];
  const { ipBlock, peers, policiesElsewhere, ports } = checkedPeerConfig(peer, input);
  if (!peers) return [{ peer, hasPolicy: !ipBlock && !policiesElsewhere }];
  return peers.flatMap((one) => endsOf(one, input)).map((end) => ({
    peer: end.peer, hasPolicy: end.hasPolicy && !policiesElsewhere, ports: ports ?? end.ports,
  }));
}
