import { ResourceProps } from '../../../resource/resource';
import { IPodSelector } from '../../../selection/pod-selector';
import { ServicePort } from '../../ingress/service-port';

/** From where a service can be reached. */
export enum ServiceType {
  /** From inside the cluster. */
  CLUSTER_IP = 'ClusterIP',

  /** At a port of every node as well. */
  NODE_PORT = 'NodePort',

  /** Through a load balancer of the cloud as well. */
  LOAD_BALANCER = 'LoadBalancer',

  /** It is a name for a host outside the cluster. */
  EXTERNAL_NAME = 'ExternalName',
}

/** Which nodes hand on what comes from outside of the cluster, and with whose address. */
export enum ServiceExternalTrafficPolicy {
  /** Every node, wherever the pods are. Pods see the address of a node. */
  CLUSTER = 'Cluster',

  /** Only nodes on which pods of the service run. Pods see the address of the client. */
  LOCAL = 'Local',
}

/** Initialization properties of `Service`. */
export interface ServiceProps extends ResourceProps {
  /**
   * The pods behind the service, in its own namespace. Labels are read when the chart is synthesized.
   *
   * @default - those of `select` and `selectLabel`; without them, somebody else manages the endpoints
   */
  readonly selector?: IPodSelector;

  /**
   * The address of the service, or `None` for a headless one, whose name stands for the addresses of the pods.
   *
   * @default - chosen by the cluster
   */
  readonly clusterIP?: string;

  /**
   * IP addresses at which nodes accept traffic for the service.
   *
   * @default - none
   */
  readonly externalIPs?: string[];

  /**
   * From where the service can be reached.
   *
   * @default - ServiceType.CLUSTER_IP, or EXTERNAL_NAME where `externalName` is given
   */
  readonly type?: ServiceType;

  /**
   * The ports of the service. `bind` adds more.
   *
   * @default - where a workload is selected and nothing is bound, the ports that its containers declare
   */
  readonly ports?: ServicePort[];

  /**
   * The host outside the cluster that the service is a name for.
   *
   * @default - none: the service leads to pods
   */
  readonly externalName?: string;

  /**
   * The addresses that may use the load balancer, as CIDR blocks.
   *
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Which nodes hand on what comes from outside of the cluster. Policies see the address that the pods see: with `CLUSTER`, allow the nodes with
   * `WellKnownPeer.nodes`; with `LOCAL`, the clients. Only for `NODE_PORT` and `LOAD_BALANCER`.
   *
   * @default - every node, with its own address
   * @see https://kubernetes.io/docs/tutorials/services/source-ip/
   */
  readonly externalTrafficPolicy?: ServiceExternalTrafficPolicy;

  /**
   * Whether pods that are not ready belong to the service, too.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}
