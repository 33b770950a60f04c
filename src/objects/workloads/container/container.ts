import { checkedPort, ContainerPort, kubePort, portKey } from './container-port';
import { ContainerProps, ContainerRestartPolicy, ImagePullPolicy } from './container-props';
import { checkResources, ContainerResources, DEFAULT_RESOURCES, kubeResources } from './container-resources';
import { ContainerSecurityContext } from './container-security-context';
import { Env } from './env';
import { checkedLifecycle, ContainerLifecycle, kubeLifecycle } from './handler';
import { Probe } from './probe';
import { filled, present } from '../../../resource/present';
import { dnsLabel } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { IContainer } from '../../references/container';
import { IStorage } from '../volume/volume';
import { checkedMount, kubeMount, MountOptions, MountPropagation, VolumeMount } from '../volume/volume-mount';

/**
 * A program in a pod, from an image.
 *
 * @see https://kubernetes.io/docs/concepts/containers/
 */
export class Container implements IContainer {
  /** The port that the container is reached at first. */
  public readonly portNumber?: number;

  /** When the image is fetched. */
  public readonly imagePullPolicy: ImagePullPolicy;

  /** The image. */
  public readonly image: string;

  /** The name, unique in the pod. */
  public readonly name: string;

  /** The directory that the program starts in; unset where the image says it. */
  public readonly workingDir?: string;

  /** What the container is given of its node. */
  public readonly resources: ContainerResources;

  /** What the processes of the container may do. */
  public readonly securityContext: ContainerSecurityContext;

  /** The variables. */
  public readonly env: Env;

  /** ALWAYS for a sidecar. */
  public readonly restartPolicy?: ContainerRestartPolicy;

  private readonly commandLine?: readonly string[];
  private readonly arguments?: readonly string[];
  private readonly declaredPorts: ContainerPort[] = [];
  private readonly volumeMounts: VolumeMount[] = [];
  private readonly readiness?: Probe;
  private readonly liveness?: Probe;
  private readonly startup?: Probe;
  private readonly lifecycle?: ContainerLifecycle;
  private input: Input;

  /**
   * @throws when a value is missing, has the wrong type or is out of range
   */
  constructor(props: ContainerProps) {
    const anonymous = new Input('Container');
    const given = anonymous.required('props', props, 'an object such as { image: "nginx" }');
    if (given instanceof Container) {
      anonymous.fail('"props" is a Container. Give the properties of a container, or add this one with "attachContainer".');
    }
    anonymous.struct('props', given, FIELDS);
    this.name = dnsLabel(anonymous, 'name', given.name) ?? 'main';
    const input = this.input = new Input(`Container "${this.name}"`);
    this.image = input.text('image', input.required('image', given.image, 'an image such as "nginx:1.29"'), 'an image such as "nginx:1.29"');
    this.portNumber = portNumberOf(input, given);
    this.commandLine = input.texts('command', given.command)?.slice();
    this.arguments = input.texts('args', given.args)?.slice();
    this.workingDir = input.text('workingDir', given.workingDir) ?? undefined;
    this.imagePullPolicy = input.oneOf('imagePullPolicy', given.imagePullPolicy, ImagePullPolicy) ?? ImagePullPolicy.ALWAYS;
    this.restartPolicy = input.oneOf('restartPolicy', given.restartPolicy, ContainerRestartPolicy) ?? undefined;
    this.readiness = probe(input, 'readiness', given.readiness);
    this.liveness = probe(input, 'liveness', given.liveness, true);
    this.startup = probe(input, 'startup', given.startup, true);
    this.lifecycle = checkedLifecycle(input, given.lifecycle);
    checkResources(input, given.resources);
    this.resources = given.resources ?? DEFAULT_RESOURCES;
    this.securityContext = given.securityContext ? input.within(() => new ContainerSecurityContext(given.securityContext)) : RESTRICTIVE;
    this.env = input.within(() => new Env(given.envFrom ?? [], given.envVariables ?? {}));
    if (this.portNumber !== undefined) this.addPort({ number: this.portNumber });
    input.list('ports', given.ports)?.forEach((port, index) => this.declare(`ports[${index}]`, port));
    input.list('volumeMounts', given.volumeMounts)?.forEach((mount, index) => {
      const name = `volumeMounts[${index}]`;
      input.struct(name, input.required(name, mount, 'an object with "volume" and "path"'));
      this.mount(mount.path, mount.volume, mount);
    });
  }

  /**
   * The port that the container is reached at first.
   *
   * @deprecated Read `portNumber`.
   */
  public get port(): number | undefined {
    return this.portNumber;
  }

  /** Every port that the container declares, as a copy. Add to them with `addPort`. */
  public get ports(): ContainerPort[] {
    return [...this.declaredPorts];
  }

  /** The mounted volumes, as a copy. Add to them with `mount`. */
  public get mounts(): VolumeMount[] {
    return [...this.volumeMounts];
  }

  /** The program and its first arguments, as a copy; unset where the image says them. */
  public get command(): string[] | undefined {
    return this.commandLine && [...this.commandLine];
  }

  /** The arguments of the program, as a copy; unset where the image says them. */
  public get args(): string[] | undefined {
    return this.arguments && [...this.arguments];
  }

  /**
   * Mounts a volume, and adds it to the pod.
   *
   * @param path an absolute path in the container
   * @param storage the volume
   * @throws when `path` is not absolute, or has a mount already
   */
  public mount(path: string, storage: IStorage, options?: MountOptions): void {
    const mount = checkedMount(this.input, path, storage, options);
    const other = this.volumeMounts.find((one) => one.path === path);
    if (other) this.input.fail(`the volumes "${other.volume.name}" and "${mount.volume.name}" are both mounted at "${path}". Give one of them another path.`);
    if (mount.propagation === MountPropagation.BIDIRECTIONAL && !this.securityContext.privileged) {
      this.input.fail('the "propagation" Bidirectional is for privileged containers. Give "securityContext: { privileged: true }" or another propagation.');
    }
    this.volumeMounts.push(mount);
  }

  /**
   * Declares a port that the container listens on. Services and connections see it, also where they were made before.
   *
   * @throws when a number is not from 1 to 65535, or the container declares the name, or the number with this protocol, already
   */
  public addPort(port: ContainerPort): void {
    this.declare('port', port);
  }

  /**
   * Says in whose name errors are raised from now on.
   *
   * @internal
   */
  public _belongsTo(path: string): void {
    this.input = new Input(`${path}: container "${this.name}"`);
  }

  /**
   * Whether a container of a list of init containers runs as long as the others do.
   *
   * @internal
   */
  public get _isSidecar(): boolean {
    return this.restartPolicy === ContainerRestartPolicy.ALWAYS;
  }

  /**
   * What was given that only a container that goes on running can have.
   *
   * @internal
   */
  public get _needsToRun(): string | undefined {
    return (['readiness', 'liveness', 'startup', 'lifecycle'] as const).find((name) => this[name] !== undefined);
  }

  /**
   * @param runs whether it goes on running: not so for an init container
   * @internal
   */
  public _toKube(runs: boolean): object {
    const env = this.env._toKube();
    return present({
      name: this.name,
      image: this.image,
      imagePullPolicy: this.imagePullPolicy,
      ports: filled(this.declaredPorts.map(kubePort)),
      volumeMounts: filled(this.volumeMounts.map(kubeMount)),
      command: this.commandLine,
      args: this.arguments,
      workingDir: this.workingDir,
      env: env.variables,
      envFrom: env.from,
      readinessProbe: this.readiness?._toKube(this),
      livenessProbe: this.liveness?._toKube(this),
      startupProbe: runs ? (this.startup ?? this.firstKnock())?._toKube(this) : undefined,
      lifecycle: this.lifecycle && kubeLifecycle(this.lifecycle, this),
      resources: kubeResources(this.resources),
      restartPolicy: this.restartPolicy,
      securityContext: this.securityContext._toKube(),
    });
  }

  /** @internal */
  public get _portCount(): number {
    return this.declaredPorts.length;
  }

  private declare(name: string, value: ContainerPort): void {
    const port = checkedPort(this.input, name, value);
    for (const other of this.declaredPorts) {
      if (portKey(other) === portKey(port)) {
        this.input.fail(`the port ${portKey(port)} is declared twice. Leave one out, or give it another number or protocol.`);
      }
      if (port.name !== undefined && other.name === port.name) {
        this.input.fail(`the ports ${portKey(other)} and ${portKey(port)} both have the name "${port.name}". Give one of them another name.`);
      }
    }
    this.declaredPorts.push(port);
  }

  private firstKnock(): Probe | undefined {
    return this.portNumber === undefined ? undefined : KNOCK;
  }
}

/** What a container can be told. A slip in a name would be ignored, and a port that is not declared opens all ports. */
const FIELDS: readonly (keyof ContainerProps)[] = [
  'name', 'image', 'port', 'portNumber', 'ports', 'command', 'args', 'workingDir', 'envVariables', 'envFrom', 'volumeMounts', 'imagePullPolicy',
  'readiness', 'liveness', 'startup', 'lifecycle', 'resources', 'securityContext', 'restartPolicy',
];
const KNOCK = Probe.fromTcpSocket();
const RESTRICTIVE = new ContainerSecurityContext();

function portNumberOf(input: Input, props: ContainerProps): number | undefined {
  const [port, portNumber] = [input.port('port', props.port) ?? undefined, input.port('portNumber', props.portNumber) ?? undefined];
  if (port !== undefined && portNumber !== undefined) {
    input.fail(`both "port" (${port}) and "portNumber" (${portNumber}) are given. Give "portNumber", and further ports as "ports".`);
  }
  return portNumber ?? port;
}

function probe(input: Input, name: string, value: Probe | undefined, once = false): Probe | undefined {
  input.instance(name, value, Probe, 'a Probe, such as Probe.fromHttpGet("/healthz")');
  if (once && value && !value._succeedsAtOnce) {
    input.fail(`"${name}" has a "successThreshold" above 1, which only a readiness probe can have. Leave it out.`);
  }
  return value ?? undefined;
}
