import { IResource } from '../../resource/resource-reference';

/** A claim to storage. Pods refer to it by its name, in their own namespace. */
export interface IPersistentVolumeClaim extends IResource {}

/** From how many nodes and pods a volume can be mounted. */
export enum PersistentVolumeAccessMode {
  /** Read and written by the pods of one node. */
  READ_WRITE_ONCE = 'ReadWriteOnce',

  /** Read by many nodes. */
  READ_ONLY_MANY = 'ReadOnlyMany',

  /** Read and written by many nodes. */
  READ_WRITE_MANY = 'ReadWriteMany',

  /** Read and written by one pod. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
}

/** What a volume is to a pod. */
export enum PersistentVolumeMode {
  /** A directory. A disk that is empty gets a file system first. */
  FILE_SYSTEM = 'Filesystem',

  /** A device without a file system. */
  BLOCK = 'Block',
}
