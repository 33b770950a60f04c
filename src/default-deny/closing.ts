import { ApiObjectMetadata, App, Chart } from 'cdk8s';
import { PodPlace } from './pod-places';
import { Direction } from '../kubernetes/direction';
import { INetworkPolicyPeer } from '../peers/network-policy-peer';

/** What one call of `DefaultDeny` asked for. */
export interface CloseRequest {
  /** Whose pods' namespaces; where one namespace is named, the chart in which its policy is written. */
  readonly scope: App | Chart;
  readonly namespace?: string;
  readonly directions: readonly Direction[];
  readonly dns: INetworkPolicyPeer | undefined;
  readonly except: readonly string[];
  readonly metadata: ApiObjectMetadata;
}

/** A policy that closes a namespace, and who asked for it. */
export interface Closing extends PodPlace {
  readonly requests: Set<CloseRequest>;
}
