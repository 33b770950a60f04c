import { Size } from 'cdk8s';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** What an empty directory is made of. */
export enum EmptyDirMedium {
  /** The disk of the node. */
  DEFAULT = '',

  /** Memory, which counts against the limits of the containers. */
  MEMORY = 'Memory',
}

/** A directory that is empty when the pod starts and lost when it ends. */
export interface EmptyDirVolumeOptions {
  /**
   * What the directory is made of.
   *
   * @default EmptyDirMedium.DEFAULT
   */
  readonly medium?: EmptyDirMedium;

  /**
   * How much fits in.
   *
   * @default - as much as the medium has
   */
  readonly sizeLimit?: Size;
}

/** What must be at a path of the node before it is mounted. */
export enum HostPathVolumeType {
  /** Anything: nothing is checked. */
  DEFAULT = '',

  /** A directory, which is made where it is missing. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',

  /** A directory. */
  DIRECTORY = 'Directory',

  /** A file, which is made where it is missing. */
  FILE_OR_CREATE = 'FileOrCreate',

  /** A file. */
  FILE = 'File',

  /** A UNIX socket. */
  SOCKET = 'Socket',

  /** A character device. */
  CHAR_DEVICE = 'CharDevice',

  /** A block device. */
  BLOCK_DEVICE = 'BlockDevice',
}

/** A file or directory of the node. */
export interface HostPathVolumeOptions {
  /** The path on the node. */
  readonly path: string;

  /**
   * What must be there.
   *
   * @default HostPathVolumeType.DEFAULT
   */
  readonly type?: HostPathVolumeType;
}

/** A directory of an NFS server. */
export interface NfsVolumeOptions {
  /** The name or address of the server. */
  readonly server: string;

  /**
   * Whether the pod can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /** The path that the server exports. */
  readonly path: string;
}

export function emptyDir(input: Input, options: EmptyDirVolumeOptions | undefined | null): object {
  const given = input.struct('options', options) ?? {};
  const size = input.implementing('sizeLimit', given.sizeLimit, 'toMebibytes', 'a Size of cdk8s, such as Size.mebibytes(64)');
  const mebibytes = size && size.toKibibytes() / 1024;
  return present({
    medium: input.oneOf('medium', given.medium, EmptyDirMedium),
    sizeLimit: size && (Number.isInteger(mebibytes) ? `${mebibytes}Mi` : size.asString()),
  });
}

export function hostPath(input: Input, options: HostPathVolumeOptions): object {
  const given = input.struct('options', input.required('options', options, 'an object such as { path: "/var/log" }'));
  const path = input.text('path', input.required('path', given.path, 'a path of the node'));
  if (path.split('/').includes('..')) input.refuse('path', path, 'a path without ".."');
  return { path, type: input.oneOf('type', given.type, HostPathVolumeType) ?? HostPathVolumeType.DEFAULT };
}

export function nfs(input: Input, options: NfsVolumeOptions): object {
  const given = input.struct('options', input.required('options', options, 'an object with "server" and "path"'));
  const path = input.text('path', input.required('path', given.path, 'the path that the server exports'));
  if (!path.startsWith('/')) input.refuse('path', path, 'an absolute path such as "/exports/data"');
  return present({
    server: input.text('server', input.required('server', given.server, 'the name or address of the server')),
    path,
    readOnly: input.flag('readOnly', given.readOnly),
  });
}
