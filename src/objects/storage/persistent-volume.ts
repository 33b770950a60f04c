import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { checkedAccessModes, NO_ACCESS_MODES } from './access-modes';
import { PersistentVolumeClaim } from './persistent-volume-claim';
import { storageClass } from './storage-class';
import { kubeSize, NO_STORAGE, storageSize } from './storage-size';
import { filled, present } from '../../resource/present';
import { Resource, ResourceProps } from '../../resource/resource';
import { requiredReference } from '../references/checked-reference';
import { NamedObject } from '../references/named-object';
import { namespaceOf } from '../references/namespace-of';
import { IPersistentVolume } from '../references/persistent-volume';
import { IPersistentVolumeClaim, PersistentVolumeAccessMode, PersistentVolumeMode } from '../references/persistent-volume-claim';
import { IStorage, Volume } from '../workloads/volume/volume';

/** What becomes of a volume when its claim is deleted. */
export enum PersistentVolumeReclaimPolicy {
  /** It stays as it is, until a person frees it. */
  RETAIN = 'Retain',

  /** It is deleted, and with it the disk behind it. */
  DELETE = 'Delete',
}

/** What volumes of every cloud are told. */
export interface PersistentVolumeProps extends ResourceProps {
  /**
   * In which ways the volume can be mounted. Kubernetes asks for one at least.
   *
   * @default - an error when the chart is synthesized
   */
  readonly accessModes?: PersistentVolumeAccessMode[];

  /**
   * How much storage the volume has.
   *
   * @default - an error when the chart is synthesized
   */
  readonly storage?: Size;

  /**
   * The claim that the volume is kept for.
   *
   * @default - any claim that fits
   */
  readonly claim?: IPersistentVolumeClaim;

  /**
   * Options of the mount, such as `noatime`.
   *
   * @default - none
   */
  readonly mountOptions?: string[];

  /**
   * What becomes of the volume when its claim is deleted.
   *
   * @default PersistentVolumeReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: PersistentVolumeReclaimPolicy;

  /**
   * The class of storage that the volume belongs to.
   *
   * @default - none
   */
  readonly storageClassName?: string;

  /**
   * What the volume is to a pod.
   *
   * @default PersistentVolumeMode.FILE_SYSTEM
   */
  readonly volumeMode?: PersistentVolumeMode;
}

/**
 * Storage of the cluster that exists already. It lies in no namespace; pods use it through a claim.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export abstract class PersistentVolume extends Resource implements IPersistentVolume, IStorage {
  /**
   * A volume that exists elsewhere.
   *
   * @throws when `volumeName` is not the name of an object
   */
  public static fromPersistentVolumeName(scope: Construct, id: string, volumeName: string): IPersistentVolume {
    return new NamedObject(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, volumeName);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  /** How much storage the volume has. */
  public readonly storage?: Size;

  /** What the volume is to a pod. */
  public readonly mode: PersistentVolumeMode;

  /** The class of storage that the volume belongs to. */
  public readonly storageClassName?: string;

  /** What becomes of the volume when its claim is deleted. */
  public readonly reclaimPolicy: PersistentVolumeReclaimPolicy;

  private readonly modes?: PersistentVolumeAccessMode[];
  private readonly optionsOfMount?: readonly string[];
  private bound?: IPersistentVolumeClaim;
  private mounted?: Volume;

  /**
   * @throws when a value is not allowed
   */
  protected constructor(scope: Construct, id: string, props?: PersistentVolumeProps) {
    super(scope, id, TYPE, props);
    const input = this._input;
    this.storage = storageSize(input, props?.storage);
    this.mode = input.oneOf('volumeMode', props?.volumeMode, PersistentVolumeMode) ?? PersistentVolumeMode.FILE_SYSTEM;
    this.storageClassName = storageClass(input, props?.storageClassName);
    this.reclaimPolicy = input.oneOf('reclaimPolicy', props?.reclaimPolicy, PersistentVolumeReclaimPolicy) ?? PersistentVolumeReclaimPolicy.RETAIN;
    this.modes = checkedAccessModes(input, props?.accessModes);
    this.optionsOfMount = input.texts('mountOptions', props?.mountOptions) ?? undefined;
    if (props?.claim) this.bind(props.claim);
  }

  /** In which ways the volume can be mounted, as a copy. */
  public get accessModes(): PersistentVolumeAccessMode[] | undefined {
    return this.modes && [...this.modes];
  }

  /** Options of the mount, as a copy. */
  public get mountOptions(): string[] | undefined {
    return this.optionsOfMount && [...this.optionsOfMount];
  }

  /** The claim that the volume is kept for; unset where any will do. */
  public get claim(): IPersistentVolumeClaim | undefined {
    return this.bound;
  }

  /**
   * Makes a claim to this volume, and keeps the volume for it. The claim is `pvc-` and the name of the volume, in the namespace of the chart.
   *
   * @throws when the volume is kept for another claim
   * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
   */
  public reserve(): PersistentVolumeClaim {
    const name = `pvc-${this.name}`;
    this.checkFree(name);
    const claim = new PersistentVolumeClaim(this, `${this.name}PVC`, {
      metadata: { name, namespace: this._metadata.namespace },
      // Another class, or that of the cluster, would never be bound to this volume.
      storageClassName: this.storageClassName,
      volumeMode: this.mode,
      volume: this,
    });
    this.bind(claim);
    return claim;
  }

  /**
   * Keeps the volume for a claim. The claim must be bound to the volume as well; `reserve` does both.
   *
   * @throws when the volume is kept for another claim
   */
  public bind(claim: IPersistentVolumeClaim): void {
    this.checkFree(requiredReference(this._input, 'claim', claim, 'PersistentVolumeClaim').name);
    this.bound = claim;
  }

  /** The volume as a pod mounts it: through the claim that it is kept for, which is made where there is none. */
  public asVolume(): Volume {
    return this.mounted ??= Volume.fromPersistentVolumeClaim(this, 'Volume', this.bound ?? this.reserve());
  }

  /** @internal */
  public get _isNamespaced(): boolean {
    return false;
  }

  /** @internal */
  public _toKube(): object {
    if (!this.modes) this._input.fail(NO_ACCESS_MODES);
    if (!this.storage) this._input.fail(NO_STORAGE);
    return present({
      claimRef: this.bound && present({ name: this.bound.name, namespace: namespaceOf(this.bound) }),
      accessModes: this.modes,
      capacity: { storage: kubeSize(this.storage) },
      mountOptions: filled(this.optionsOfMount ?? []),
      storageClassName: this.storageClassName,
      persistentVolumeReclaimPolicy: this.reclaimPolicy,
      volumeMode: this.mode,
      ...this._disk,
    });
  }

  /**
   * The disk behind the volume, in Kubernetes' shape.
   *
   * @internal
   */
  protected abstract get _disk(): object;

  private checkFree(claim: string): void {
    if (this.bound && this.bound.name !== claim) {
      this._input.fail(`the volume cannot be bound to the claim "${claim}", because it is bound to "${this.bound.name}" already. Leave one out.`);
    }
  }
}

const TYPE = { apiVersion: 'v1', kind: 'PersistentVolume' };
const RESOURCE_TYPE = 'persistentvolumes';
