import { Construct } from 'constructs';
import { CallSite } from './call-site';
import { Direction } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';
import { NetworkPolicyPort } from '../peers/network-policy-port';
import { IPodSelector } from '../selection/pod-selector';

/** A construct that selects pods and whose `connections` can be called. */
export type Caller = Construct & IPodSelector & INetworkPolicyPeer;

/** What one call of `connections` declared: who, to or from whom, and on which ports. */
export interface DeclaredConnection {
  readonly caller: Caller;
  /** `Egress` where the caller connects, `Ingress` where it is connected to. */
  readonly direction: Direction;
  readonly peer: INetworkPolicyPeer;
  /** `undefined` is the ports that the one who is connected to declares, all of them where it declares none. */
  readonly ports: readonly NetworkPolicyPort[] | undefined;
  /** The end whose policy `isolation` left to its owner. */
  readonly leftOut: 'caller' | 'peer' | undefined;
  readonly where: CallSite;
}
