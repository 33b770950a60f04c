import { Duration } from 'cdk8s';
import { HostAlias } from './host-alias';
import { PodDnsProps } from './pod-dns';
import { PodSecurityContextProps } from './pod-security-context';
import { RestartPolicy } from './restart-policy';
import { ResourceProps } from '../../../resource/resource';
import { ISecret } from '../../references/secret';
import { IServiceAccount } from '../../references/service-account';
import { ContainerProps } from '../container/container-props';
import { NodeTaintQuery } from '../scheduling/node-taint-query';
import { Volume } from '../volume/volume';

/** What a pod is made of, alone or in a workload. */
export interface AbstractPodProps extends ResourceProps {
  /**
   * The containers. A pod needs one at least when it is synthesized; `addContainer` adds more.
   *
   * @default - none yet
   */
  readonly containers?: ContainerProps[];

  /**
   * Containers that run to their end, one after the other, before the others start; and sidecars, which have the restart policy ALWAYS.
   *
   * @default - none
   */
  readonly initContainers?: ContainerProps[];

  /**
   * Volumes of the pod. Those that a container mounts need not be named here.
   *
   * @default - those that containers mount
   */
  readonly volumes?: Volume[];

  /**
   * When containers are started again after they ended.
   *
   * @default - RestartPolicy.ALWAYS; for a Job and a CronJob RestartPolicy.NEVER
   */
  readonly restartPolicy?: RestartPolicy;

  /**
   * The service account that the pod runs under.
   *
   * @default - that of the namespace
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * What all containers may do. Where an image runs as root, give `{ ensureNonRoot: false }` here and in the container.
   *
   * @default - not as root; the owners of volumes are changed at every mount
   */
  readonly securityContext?: PodSecurityContextProps;

  /**
   * Names that the pod finds at an address without asking DNS.
   *
   * @default - none
   */
  readonly hostAliases?: HostAlias[];

  /**
   * How the pod finds names.
   *
   * @default - by the DNS of the cluster
   */
  readonly dns?: PodDnsProps;

  /**
   * The credentials of the registry that images come from.
   *
   * @default - those of `imagePullSecrets`
   */
  readonly dockerRegistryAuth?: ISecret;

  /**
   * The credentials of registries that images come from.
   *
   * @default - that of `dockerRegistryAuth`; without it, images are public
   */
  readonly imagePullSecrets?: ISecret[];

  /**
   * Whether the pod gets a token to talk to the API server with.
   *
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Whether the containers see each other's processes.
   *
   * @default false
   */
  readonly shareProcessNamespace?: boolean;

  /**
   * Whether the pod is closed in both directions, but for what `connections` allows.
   *
   * @default false
   */
  readonly isolate?: boolean;

  /**
   * Whether the pod uses the network of the node. Network policies do not hold for such pods.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * How long the containers have to end before they are killed.
   *
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Whether the addresses of services become variables of the containers.
   *
   * @default true
   */
  readonly enableServiceLinks?: boolean;

  /**
   * Labels that a node must carry. For more than equal values see `scheduling.attract`.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * Taints of nodes that the pod tolerates. More can be added with `scheduling.tolerate`.
   *
   * @default - none
   */
  readonly tolerations?: NodeTaintQuery[];

  /**
   * Whether the pods carry the label `cdk8s.io/metadata.addr`, whose value no other pods have. Without it, they are known by all
   * of their labels, and whoever carries the same labels in the same namespace is taken for them.
   *
   * @default true
   */
  readonly addressLabel?: boolean;
}
