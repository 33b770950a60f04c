import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** What kind of disk an Azure disk is. */
export enum AzureDiskPersistentVolumeKind {
  /** A blob in a storage account that holds several. */
  SHARED = 'Shared',

  /** A blob in a storage account of its own. */
  DEDICATED = 'Dedicated',

  /** A managed disk. */
  MANAGED = 'Managed',
}

/** What the node keeps of an Azure disk. */
export enum AzureDiskPersistentVolumeCachingMode {
  /** Nothing. */
  NONE = 'None',

  /** What was read. */
  READ_ONLY = 'ReadOnly',

  /** What was read, and what is written. */
  READ_WRITE = 'ReadWrite',
}

/** How a disk is used as a volume: what the clouds have in common. */
interface DiskOptions {
  readonly name?: string;
  readonly fsType?: string;
  readonly readOnly?: boolean;
}

interface PartitionedDiskOptions extends DiskOptions {
  readonly partition?: number;
}

interface AzureOptions extends DiskOptions {
  readonly cachingMode?: AzureDiskPersistentVolumeCachingMode;
  readonly kind?: AzureDiskPersistentVolumeKind;
}

/** How an EBS volume of AWS is used as a volume. */
export interface AwsElasticBlockStoreVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - `ebs-` and the id of the EBS volume
   */
  readonly name?: string;

  /**
   * The file system.
   *
   * @default - `ext4`
   */
  readonly fsType?: string;

  /**
   * The partition to mount, 0 to 255; 0 is the whole volume.
   *
   * @default - the whole volume
   */
  readonly partition?: number;

  /**
   * Whether the pod can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** How a persistent disk of Google Compute Engine is used as a volume. */
export interface GCEPersistentDiskVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - `gcedisk-` and the name of the disk
   */
  readonly name?: string;

  /**
   * The file system.
   *
   * @default - `ext4`
   */
  readonly fsType?: string;

  /**
   * The partition to mount, 0 to 255; 0 is the whole disk.
   *
   * @default - the whole disk
   */
  readonly partition?: number;

  /**
   * Whether the pod can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** How a disk of Azure is used as a volume. */
export interface AzureDiskVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - `azuredisk-` and the name of the disk
   */
  readonly name?: string;

  /**
   * What the node keeps of the disk.
   *
   * @default AzureDiskPersistentVolumeCachingMode.NONE
   */
  readonly cachingMode?: AzureDiskPersistentVolumeCachingMode;

  /**
   * The file system.
   *
   * @default - `ext4`
   */
  readonly fsType?: string;

  /**
   * What kind of disk it is.
   *
   * @default AzureDiskPersistentVolumeKind.SHARED
   */
  readonly kind?: AzureDiskPersistentVolumeKind;

  /**
   * Whether the pod can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** An EBS volume, as volumes of pods and of the cluster both write it. */
export function awsDisk(input: Input, volumeId: string, options: PartitionedDiskOptions): AwsDisk {
  return present({
    volumeID: input.text('volumeId', input.required('volumeId', volumeId, 'the id of an EBS volume, such as "vol-0a1b2c3d"')),
    fsType: fsTypeOf(input, options),
    partition: partitionOf(input, options),
    readOnly: input.flag('readOnly', options.readOnly) ?? false,
  });
}

/** A persistent disk of GCE, as volumes of pods and of the cluster both write it. */
export function gceDisk(input: Input, pdName: string, options: PartitionedDiskOptions): GceDisk {
  return present({
    pdName: input.text('pdName', input.required('pdName', pdName, 'the name of a persistent disk')),
    fsType: fsTypeOf(input, options),
    partition: partitionOf(input, options),
    readOnly: input.flag('readOnly', options.readOnly) ?? false,
  });
}

/** A disk of Azure, as volumes of pods and of the cluster both write it. */
export function azureDisk(input: Input, diskName: string, diskUri: string, options: AzureOptions): AzureDisk {
  const kind = input.oneOf('kind', options.kind, AzureDiskPersistentVolumeKind) ?? AzureDiskPersistentVolumeKind.SHARED;
  const [start, what] = kind === AzureDiskPersistentVolumeKind.MANAGED ? ['/subscriptions/', 'a managed disk'] : ['https://', `a ${kind.toLowerCase()} disk`];
  const allowed = `a URI that starts with "${start}", as that of ${what} does`;
  input.required('diskUri', diskUri, allowed);
  if (typeof diskUri !== 'string' || !diskUri.startsWith(start)) {
    input.fail(`"diskUri" is ${JSON.stringify(diskUri)}, but must be ${allowed}. Correct it, or give another "kind".`);
  }
  return {
    diskName: input.text('diskName', input.required('diskName', diskName, 'the name of a disk')),
    diskURI: diskUri,
    cachingMode: input.oneOf('cachingMode', options.cachingMode, AzureDiskPersistentVolumeCachingMode) ?? AzureDiskPersistentVolumeCachingMode.NONE,
    fsType: fsTypeOf(input, options),
    kind,
    readOnly: input.flag('readOnly', options.readOnly) ?? false,
  };
}

export interface AwsDisk {
  readonly volumeID: string;
  readonly fsType: string;
  readonly partition?: number;
  readonly readOnly: boolean;
}

export interface GceDisk {
  readonly pdName: string;
  readonly fsType: string;
  readonly partition?: number;
  readonly readOnly: boolean;
}

export interface AzureDisk {
  readonly diskName: string;
  readonly diskURI: string;
  readonly cachingMode: AzureDiskPersistentVolumeCachingMode;
  readonly fsType: string;
  readonly kind: AzureDiskPersistentVolumeKind;
  readonly readOnly: boolean;
}

function fsTypeOf(input: Input, { fsType }: DiskOptions): string {
  return input.text('fsType', fsType, 'the name of a file system, such as "ext4"') ?? 'ext4';
}

function partitionOf(input: Input, { partition }: PartitionedDiskOptions): number | undefined {
  return input.wholeNumber('partition', partition, 0, 255) ?? undefined;
}
