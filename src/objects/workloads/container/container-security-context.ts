import { Capability } from './capability';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** Which system calls a container may make. */
export enum SeccompProfileType {
  /** Those of a profile in a file on the node. */
  LOCALHOST = 'Localhost',

  /** Those that the container runtime allows by default. */
  RUNTIME_DEFAULT = 'RuntimeDefault',

  /** All. */
  UNCONFINED = 'Unconfined',
}

/** The system calls that a container may make. */
export interface SeccompProfile {
  /**
   * The file of the profile, below the kubelet's seccomp directory. Required for `LOCALHOST`, and for it alone.
   *
   * @default - no file
   */
  readonly localhostProfile?: string;

  /** Which profile. */
  readonly type: SeccompProfileType;
}

/** Powers of root that a container gets or loses. */
export interface ContainerSecurityContextCapabilities {
  /**
   * Added to what the runtime gives by default.
   *
   * @default - none
   */
  readonly add?: Capability[];

  /**
   * Taken from what the runtime gives by default.
   *
   * @default - none
   */
  readonly drop?: Capability[];
}

/**
 * What the processes of a container may do. The defaults are restrictive; images that run as root or write to their own
 * file system need `{ ensureNonRoot: false, readOnlyRootFilesystem: false }`.
 */
export interface ContainerSecurityContextProps {
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
   * Whether the kubelet refuses to start the container as root.
   *
   * @default true
   */
  readonly ensureNonRoot?: boolean;

  /**
   * Whether the container can do on the node what root can.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Whether the container's own file system cannot be written. Volumes still can.
   *
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * Whether a process can gain more privileges than its parent.
   *
   * @default - false, and true for a privileged container, which always can
   */
  readonly allowPrivilegeEscalation?: boolean;

  /**
   * Powers of root to add or drop.
   *
   * @default - those of the container runtime
   */
  readonly capabilities?: ContainerSecurityContextCapabilities;

  /**
   * The system calls that the container may make.
   *
   * @default - those of the pod
   */
  readonly seccompProfile?: SeccompProfile;
}

/**
 * What the processes of a container may do.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export class ContainerSecurityContext {
  /** Whether the kubelet refuses to start the container as root. */
  public readonly ensureNonRoot: boolean;

  /** Whether the container can do on the node what root can. */
  public readonly privileged: boolean;

  /** Whether the container's own file system cannot be written. */
  public readonly readOnlyRootFilesystem: boolean;

  /** The user id that the processes run as. */
  public readonly user?: number;

  /** The group id that the processes run as. */
  public readonly group?: number;

  /** Whether a process can gain more privileges than its parent. */
  public readonly allowPrivilegeEscalation?: boolean;

  /** Powers of root to add or drop. */
  public readonly capabilities?: ContainerSecurityContextCapabilities;

  /** The system calls that the container may make. */
  public readonly seccompProfile?: SeccompProfile;

  /**
   * @throws when a value has the wrong type, or two of them cannot go together
   */
  constructor(props?: ContainerSecurityContextProps) {
    const input = new Input('securityContext');
    const given = input.struct('props', props) ?? {};
    this.ensureNonRoot = input.flag('ensureNonRoot', given.ensureNonRoot) ?? true;
    this.privileged = input.flag('privileged', given.privileged) ?? false;
    this.readOnlyRootFilesystem = input.flag('readOnlyRootFilesystem', given.readOnlyRootFilesystem) ?? true;
    this.user = input.wholeNumber('user', given.user, 0, HIGHEST_ID) ?? undefined;
    this.group = input.wholeNumber('group', given.group, 0, HIGHEST_ID) ?? undefined;
    this.allowPrivilegeEscalation = input.flag('allowPrivilegeEscalation', given.allowPrivilegeEscalation) ?? this.privileged;
    this.capabilities = capabilitiesOf(input, given.capabilities);
    this.seccompProfile = seccompProfileOf(input, given.seccompProfile);
    if (this.privileged && !this.allowPrivilegeEscalation) {
      input.fail('"privileged" is true and "allowPrivilegeEscalation" is false, which cannot go together. Leave one of them out.');
    }
    if (this.user === 0 && this.ensureNonRoot) {
      input.fail('"user" is 0, which is root, but the container must not run as root. Give "ensureNonRoot: false" as well.');
    }
  }

  /** @internal */
  public _toKube(): object {
    return present({
      runAsGroup: this.group,
      runAsUser: this.user,
      runAsNonRoot: this.ensureNonRoot,
      privileged: this.privileged,
      readOnlyRootFilesystem: this.readOnlyRootFilesystem,
      allowPrivilegeEscalation: this.allowPrivilegeEscalation,
      capabilities: this.capabilities,
      seccompProfile: this.seccompProfile,
    });
  }
}

const HIGHEST_ID = 2147483647;

function capabilitiesOf(input: Input, value: ContainerSecurityContextCapabilities | undefined): ContainerSecurityContextCapabilities | undefined {
  const given = input.struct('capabilities', value);
  if (!given) return undefined;
  const [add, drop] = (['add', 'drop'] as const).map((field) => {
    const list = input.list(`capabilities.${field}`, given[field]);
    list?.forEach((item, index) => input.oneOf(`capabilities.${field}[${index}]`,
      input.required(`capabilities.${field}[${index}]`, item, 'a Capability'), Capability));
    return list?.length ? [...list] : undefined;
  });
  return add || drop ? present({ add, drop }) : undefined;
}

function seccompProfileOf(input: Input, value: SeccompProfile | undefined): SeccompProfile | undefined {
  const given = input.struct('seccompProfile', value);
  if (!given) return undefined;
  const type = input.oneOf('seccompProfile.type', input.required('seccompProfile.type', given.type, 'a SeccompProfileType'), SeccompProfileType);
  const localhostProfile = input.text('seccompProfile.localhostProfile', given.localhostProfile) ?? undefined;
  if ((type === SeccompProfileType.LOCALHOST) !== (localhostProfile !== undefined)) {
    input.fail(localhostProfile === undefined
      ? '"seccompProfile" is of type "Localhost", but names no file. Give "localhostProfile".'
      : `"seccompProfile" names the file "${localhostProfile}", but is of type "${type}". Give the type "Localhost", or leave the file out.`);
  }
  return present({ type, localhostProfile });
}
