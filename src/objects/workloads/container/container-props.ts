import { ContainerPort } from './container-port';
import { ContainerResources } from './container-resources';
import { ContainerSecurityContextProps } from './container-security-context';
import { EnvFrom } from './env';
import { ContainerLifecycle } from './handler';
import { Probe } from './probe';
import { EnvValue } from '../../references/env-value';
import { VolumeMount } from '../volume/volume-mount';

/** When the image of a container is fetched. */
export enum ImagePullPolicy {
  /** At every start. Layers that the node has are not fetched again. */
  ALWAYS = 'Always',

  /** When the node does not have it. */
  IF_NOT_PRESENT = 'IfNotPresent',

  /** Never: the node must have it. */
  NEVER = 'Never',
}

/** When a single container is started again. */
export enum ContainerRestartPolicy {
  /** Always. It makes an init container a sidecar: started before the containers, and running as long as they do. */
  ALWAYS = 'Always',
}

/** A container, but for its image. */
export interface ContainerOpts {
  /**
   * The name, a DNS label, unique in the pod.
   *
   * @default - `main`; init containers are `init-0`, `init-1` and so on
   */
  readonly name?: string;

  /**
   * The port that the container listens on.
   *
   * @deprecated Give `portNumber`.
   * @default - none
   */
  readonly port?: number;

  /**
   * The port that the container listens on, over TCP. 1 to 65535. Probes and handlers that name no port use it.
   *
   * @default - only those of `ports`
   */
  readonly portNumber?: number;

  /**
   * Ports that the container listens on. Services and connections take them from here.
   *
   * @default - only `portNumber`
   */
  readonly ports?: ContainerPort[];

  /**
   * The program and its first arguments, run without a shell.
   *
   * @default - the entry point of the image
   */
  readonly command?: string[];

  /**
   * Arguments of the program.
   *
   * @default - those of the image, or none where `command` is given
   */
  readonly args?: string[];

  /**
   * The directory that the program starts in.
   *
   * @default - that of the image
   */
  readonly workingDir?: string;

  /**
   * Variables by name. They win over `envFrom`.
   *
   * @default - none
   */
  readonly envVariables?: { [name: string]: EnvValue };

  /**
   * ConfigMaps and Secrets of which every key becomes a variable.
   *
   * @default - none
   */
  readonly envFrom?: EnvFrom[];

  /**
   * Volumes at places in the file system of the container. Their volumes are added to the pod.
   *
   * @default - none
   */
  readonly volumeMounts?: VolumeMount[];

  /**
   * When the image is fetched.
   *
   * @default ImagePullPolicy.ALWAYS
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Asked while the container runs: where it fails, the pod gets no traffic from services. Not for init containers.
   *
   * @default - the container is ready as soon as it runs
   */
  readonly readiness?: Probe;

  /**
   * Asked while the container runs: where it fails, the container is started again. Not for init containers.
   *
   * @default - the container lives as long as its process
   */
  readonly liveness?: Probe;

  /**
   * Asked from the start until it succeeds; the other probes wait for it. Not for init containers.
   *
   * @default - a TCP connection to `portNumber` where that is given, else none
   */
  readonly startup?: Probe;

  /**
   * What happens after the start and before the end. Not for init containers.
   *
   * @default - nothing
   */
  readonly lifecycle?: ContainerLifecycle;

  /**
   * What the container is given of its node. `{}` asks for nothing and sets no limit.
   *
   * @default - 1000m to 1500m of processor time, 512Mi to 2048Mi of memory
   */
  readonly resources?: ContainerResources;

  /**
   * What the processes of the container may do. Images that run as root or write to their own file system need
   * `{ ensureNonRoot: false, readOnlyRootFilesystem: false }`.
   *
   * @default - not as root, without a writable file system of its own, without gaining privileges
   */
  readonly securityContext?: ContainerSecurityContextProps;

  /**
   * For init containers: ALWAYS makes it a sidecar.
   *
   * @default - as the pod says
   */
  readonly restartPolicy?: ContainerRestartPolicy;
}

/** A container. */
export interface ContainerProps extends ContainerOpts {
  /** The image, such as `nginx:1.29`. */
  readonly image: string;
}
