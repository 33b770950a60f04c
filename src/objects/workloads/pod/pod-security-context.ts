import { filled, present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** When the owner of the files of a volume is changed to the pod's group. */
export enum FsGroupChangePolicy {
  /** When the root of the volume has another owner: faster where a volume has many files. */
  ON_ROOT_MISMATCH = 'OnRootMismatch',

  /** At every mount. */
  ALWAYS = 'Always',
}

/** A parameter of the kernel. */
export interface Sysctl {
  /** The name of the parameter, such as `net.core.somaxconn`. */
  readonly name: string;

  /** Its value. */
  readonly value: string;
}

/** What all containers of a pod may do. A container's own security context wins. */
export interface PodSecurityContextProps {
  /**
   * The group id that owns the volumes of the pod.
   *
   * @default - owners are not changed
   */
  readonly fsGroup?: number;

  /**
   * When the owner of the files of a volume is changed.
   *
   * @default FsGroupChangePolicy.ALWAYS
   */
  readonly fsGroupChangePolicy?: FsGroupChangePolicy;

  /**
   * The user id that the processes run as.
   *
   * @default - the user of the image
   */
  readonly user?: number;

  /**
   * The group id that the processes run as.
   *
   * @default - the group of the container runtime
   */
  readonly group?: number;

  /**
   * Whether the kubelet refuses to start a container as root. A container that runs as root needs
   * `ensureNonRoot: false` in its own security context.
   *
   * @default true
   */
  readonly ensureNonRoot?: boolean;

  /**
   * Parameters of the kernel for the pod.
   *
   * @default - those of the node
   */
  readonly sysctls?: Sysctl[];
}

/**
 * What all containers of a pod may do.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export class PodSecurityContext {
  /** Whether the kubelet refuses to start a container as root. */
  public readonly ensureNonRoot: boolean;

  /** The user id that the processes run as. */
  public readonly user?: number;

  /** The group id that the processes run as. */
  public readonly group?: number;

  /** The group id that owns the volumes of the pod. */
  public readonly fsGroup?: number;

  /** When the owner of the files of a volume is changed. */
  public readonly fsGroupChangePolicy: FsGroupChangePolicy;

  private readonly parameters: readonly Sysctl[];

  /**
   * @throws when a value has the wrong type, or two of them cannot go together
   */
  constructor(props?: PodSecurityContextProps) {
    const input = new Input('securityContext');
    const given = input.struct('props', props) ?? {};
    this.ensureNonRoot = input.flag('ensureNonRoot', given.ensureNonRoot) ?? true;
    this.user = input.wholeNumber('user', given.user, 0, HIGHEST_ID) ?? undefined;
    this.group = input.wholeNumber('group', given.group, 0, HIGHEST_ID) ?? undefined;
    this.fsGroup = input.wholeNumber('fsGroup', given.fsGroup, 0, HIGHEST_ID) ?? undefined;
    this.fsGroupChangePolicy = input.oneOf('fsGroupChangePolicy', given.fsGroupChangePolicy, FsGroupChangePolicy) ?? FsGroupChangePolicy.ALWAYS;
    this.parameters = (input.list('sysctls', given.sysctls) ?? []).map((sysctl, index) => sysctlOf(input, index, sysctl));
    if (this.user === 0 && this.ensureNonRoot) {
      input.fail('"user" is 0, which is root, but the pod must not run as root. Give "ensureNonRoot: false" as well.');
    }
  }

  /** The parameters of the kernel, as a copy. */
  public get sysctls(): Sysctl[] {
    return [...this.parameters];
  }

  /** @internal */
  public _toKube(): object {
    return present({
      runAsGroup: this.group,
      runAsUser: this.user,
      fsGroup: this.fsGroup,
      runAsNonRoot: this.ensureNonRoot,
      fsGroupChangePolicy: this.fsGroupChangePolicy,
      sysctls: filled(this.parameters),
    });
  }
}

const HIGHEST_ID = 2147483647;

function sysctlOf(input: Input, index: number, value: Sysctl): Sysctl {
  const field = `sysctls[${index}]`;
  const given = input.struct(field, input.required(field, value, 'an object with "name" and "value"'));
  return {
    name: input.text(`${field}.name`, input.required(`${field}.name`, given.name, 'a name such as "net.core.somaxconn"')),
    value: input.text(`${field}.value`, input.required(`${field}.value`, given.value, 'text such as "1024"')),
  };
}
