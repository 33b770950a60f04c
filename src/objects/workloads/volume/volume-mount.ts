import { IStorage, Volume } from './volume';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** Whether mounts that are made later inside a volume are seen elsewhere. */
export enum MountPropagation {
  /** Neither side sees mounts that the other makes later. */
  NONE = 'None',

  /** The container sees mounts that the node makes later. */
  HOST_TO_CONTAINER = 'HostToContainer',

  /** Both see mounts that the other makes later. For privileged containers alone. */
  BIDIRECTIONAL = 'Bidirectional',
}

/** How a volume is mounted. */
export interface MountOptions {
  /**
   * Whether mounts that are made later inside the volume are seen elsewhere.
   *
   * @default MountPropagation.NONE
   */
  readonly propagation?: MountPropagation;

  /**
   * Whether the container can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * The directory of the volume that is mounted, relative and without "..". Not together with `subPathExpr`.
   *
   * @default - the root of the volume
   */
  readonly subPath?: string;

  /**
   * Like `subPath`, with variables of the container as `$(NAME)`. Not together with `subPath`.
   *
   * @default - the root of the volume
   */
  readonly subPathExpr?: string;
}

/** A volume at a place in the file system of a container. */
export interface VolumeMount extends MountOptions {
  /** The volume. */
  readonly volume: Volume;

  /** Where it is seen in the container: an absolute path, once in a container. */
  readonly path: string;
}

/** The mount, after every part of it was checked. */
export function checkedMount(input: Input, path: string, storage: IStorage, options: MountOptions | undefined | null): VolumeMount {
  const where = 'an absolute path such as "/var/data"';
  if (!ABSOLUTE.test(input.text('path', input.required('path', path, where), where))) input.refuse('path', path, where);
  const what = 'a Volume, such as Volume.fromEmptyDir(chart, "Data", "data")';
  const volume = input.implementing('volume', input.required('volume', storage, what), 'asVolume', what).asVolume();
  input.instance('asVolume()', input.required('asVolume()', volume, what), Volume, what);
  const given = input.struct('options', options) ?? {};
  const propagation = input.oneOf('propagation', given.propagation, MountPropagation) ?? undefined;
  const readOnly = input.flag('readOnly', given.readOnly) ?? undefined;
  const subPath = input.text('subPath', given.subPath) ?? undefined;
  const subPathExpr = input.text('subPathExpr', given.subPathExpr) ?? undefined;
  for (const relative of [subPath, subPathExpr]) {
    if (relative?.startsWith('/') || relative?.split('/').includes('..')) {
      input.refuse(relative === subPath ? 'subPath' : 'subPathExpr', relative, 'a path inside the volume: relative and without ".."');
    }
  }
  if (subPath !== undefined && subPathExpr !== undefined) {
    input.fail(`both "subPath" ("${subPath}") and "subPathExpr" ("${subPathExpr}") are given. Give one of them.`);
  }
  return { path, volume, ...present({ propagation, readOnly, subPath, subPathExpr }) };
}

export function kubeMount(mount: VolumeMount): object {
  return present({
    name: mount.volume.name,
    mountPath: mount.path,
    readOnly: mount.readOnly,
    mountPropagation: mount.propagation,
    subPath: mount.subPath,
    subPathExpr: mount.subPathExpr,
  });
}

/** Absolute on Linux or on Windows. */
const ABSOLUTE = /^(\/|[A-Za-z]:[\\/])/;
