import { Construct } from 'constructs';
import { PersistentVolume, PersistentVolumeProps } from './persistent-volume';
import {
  AwsDisk, awsDisk, AzureDisk, azureDisk, AzureDiskPersistentVolumeCachingMode, AzureDiskPersistentVolumeKind, GceDisk, gceDisk,
} from '../workloads/volume/disk-volume';

/** Initialization properties of `AwsElasticBlockStorePersistentVolume`. */
export interface AwsElasticBlockStorePersistentVolumeProps extends PersistentVolumeProps {
  /** The id of the EBS volume, such as `vol-0a1b2c3d`. */
  readonly volumeId: string;

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
   * Whether pods can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * An EBS volume of AWS as storage of the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#awselasticblockstore
 */
export class AwsElasticBlockStorePersistentVolume extends PersistentVolume {
  /** The id of the EBS volume. */
  public readonly volumeId: string;

  /** Whether pods can only read. */
  public readonly readOnly: boolean;

  /** The file system. */
  public readonly fsType: string;

  /** The partition to mount; unset for the whole volume. */
  public readonly partition?: number;

  private readonly disk: AwsDisk;

  /**
   * @throws when a value is not allowed
   */
  constructor(scope: Construct, id: string, props: AwsElasticBlockStorePersistentVolumeProps) {
    super(scope, id, props);
    this.disk = awsDisk(this._input, props?.volumeId, this._input.required('props', props, 'an object with "volumeId"'));
    this.volumeId = this.disk.volumeID;
    this.readOnly = this.disk.readOnly;
    this.fsType = this.disk.fsType;
    this.partition = this.disk.partition;
  }

  /** @internal */
  protected get _disk(): object {
    return { awsElasticBlockStore: this.disk };
  }
}

/** Initialization properties of `AzureDiskPersistentVolume`. */
export interface AzureDiskPersistentVolumeProps extends PersistentVolumeProps {
  /** The name of the disk. */
  readonly diskName: string;

  /** The URI of the disk. That of a managed disk starts with `/subscriptions/`, that of a blob with `https://`. */
  readonly diskUri: string;

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
   * Whether pods can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * A disk of Azure as storage of the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#azuredisk
 */
export class AzureDiskPersistentVolume extends PersistentVolume {
  /** The name of the disk. */
  public readonly diskName: string;

  /** The URI of the disk. */
  public readonly diskUri: string;

  /** Whether pods can only read. */
  public readonly readOnly: boolean;

  /** What the node keeps of the disk. */
  public readonly cachingMode: AzureDiskPersistentVolumeCachingMode;

  /** The file system. */
  public readonly fsType: string;

  /** What kind of disk it is. */
  public readonly azureKind: AzureDiskPersistentVolumeKind;

  private readonly disk: AzureDisk;

  /**
   * @throws when a value is not allowed, or `diskUri` does not fit the kind
   */
  constructor(scope: Construct, id: string, props: AzureDiskPersistentVolumeProps) {
    super(scope, id, props);
    this.disk = azureDisk(this._input, props?.diskName, props?.diskUri, this._input.required('props', props, 'an object with "diskName" and "diskUri"'));
    this.diskName = this.disk.diskName;
    this.diskUri = this.disk.diskURI;
    this.readOnly = this.disk.readOnly;
    this.cachingMode = this.disk.cachingMode;
    this.fsType = this.disk.fsType;
    this.azureKind = this.disk.kind;
  }

  /** @internal */
  protected get _disk(): object {
    return { azureDisk: this.disk };
  }
}

/** Initialization properties of `GCEPersistentDiskPersistentVolume`. */
export interface GCEPersistentDiskPersistentVolumeProps extends PersistentVolumeProps {
  /** The name of the persistent disk. */
  readonly pdName: string;

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
   * Whether pods can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * A persistent disk of Google Compute Engine as storage of the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#gcepersistentdisk
 */
export class GCEPersistentDiskPersistentVolume extends PersistentVolume {
  /** The name of the persistent disk. */
  public readonly pdName: string;

  /** Whether pods can only read. */
  public readonly readOnly: boolean;

  /** The file system. */
  public readonly fsType: string;

  /** The partition to mount; unset for the whole disk. */
  public readonly partition?: number;

  private readonly disk: GceDisk;

  /**
   * @throws when a value is not allowed
   */
  constructor(scope: Construct, id: string, props: GCEPersistentDiskPersistentVolumeProps) {
    super(scope, id, props);
    this.disk = gceDisk(this._input, props?.pdName, this._input.required('props', props, 'an object with "pdName"'));
    this.pdName = this.disk.pdName;
    this.readOnly = this.disk.readOnly;
    this.fsType = this.disk.fsType;
    this.partition = this.disk.partition;
  }

  /** @internal */
  protected get _disk(): object {
    return { gcePersistentDisk: this.disk };
  }
}
