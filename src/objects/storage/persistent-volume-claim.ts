import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { checkedAccessModes, NO_ACCESS_MODES } from './access-modes';
import { storageClass } from './storage-class';
import { kubeSize, NO_STORAGE, storageSize } from './storage-size';
import { present } from '../../resource/present';
import { Resource, ResourceProps } from '../../resource/resource';
import { requiredReference } from '../references/checked-reference';
import { NamedObject } from '../references/named-object';
import { IPersistentVolume } from '../references/persistent-volume';
import { IPersistentVolumeClaim, PersistentVolumeAccessMode, PersistentVolumeMode } from '../references/persistent-volume-claim';

/** Initialization properties of `PersistentVolumeClaim`. */
export interface PersistentVolumeClaimProps extends ResourceProps {
  /**
   * In which ways the volume can be mounted. Kubernetes asks for one at least.
   *
   * @default - those of `volume`, where that is made here; else an error
   */
  readonly accessModes?: PersistentVolumeAccessMode[];

  /**
   * How much storage there is at least.
   *
   * @default - as much as `volume` has, where that is made here; else an error
   */
  readonly storage?: Size;

  /**
   * The class of storage.
   *
   * @default - that of the cluster
   */
  readonly storageClassName?: string;

  /**
   * What the volume is to a pod.
   *
   * @default PersistentVolumeMode.FILE_SYSTEM
   */
  readonly volumeMode?: PersistentVolumeMode;

  /**
   * The volume that is claimed, and no other.
   *
   * @default - any that fits, or a new one of the class
   */
  readonly volume?: IPersistentVolume;
}

/**
 * A claim to storage, which pods mount as a volume and which outlives them. A StatefulSet makes claims of its own from its `volumeClaimTemplates`.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export class PersistentVolumeClaim extends Resource implements IPersistentVolumeClaim {
  /**
   * A claim that exists elsewhere, in the namespace of the pods that use it.
   *
   * @throws when `claimName` is not the name of an object
   */
  public static fromClaimName(scope: Construct, id: string, claimName: string): IPersistentVolumeClaim {
    return new NamedObject(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, claimName);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  /** How much storage there is at least. */
  public readonly storage?: Size;

  /** What the volume is to a pod. */
  public readonly volumeMode: PersistentVolumeMode;

  /** The class of storage; unset for that of the cluster. */
  public readonly storageClassName?: string;

  private readonly modes?: PersistentVolumeAccessMode[];
  private claimed?: IPersistentVolume;

  /**
   * @throws when a value is not allowed
   */
  constructor(scope: Construct, id: string, props?: PersistentVolumeClaimProps) {
    super(scope, id, TYPE, props);
    const input = this._input;
    this.storage = storageSize(input, props?.storage);
    this.volumeMode = input.oneOf('volumeMode', props?.volumeMode, PersistentVolumeMode) ?? PersistentVolumeMode.FILE_SYSTEM;
    this.storageClassName = storageClass(input, props?.storageClassName);
    this.modes = checkedAccessModes(input, props?.accessModes);
    if (props?.volume) this.bind(props.volume);
  }

  /** In which ways the volume can be mounted, as a copy; unset for those of the volume. */
  public get accessModes(): PersistentVolumeAccessMode[] | undefined {
    return this.modes && [...this.modes];
  }

  /** The volume that is claimed; unset where any will do. */
  public get volume(): IPersistentVolume | undefined {
    return this.claimed;
  }

  /**
   * Claims this volume, and no other. The volume must be bound to the claim as well; `PersistentVolume.reserve` does both.
   *
   * @throws when another one is claimed already
   */
  public bind(vol: IPersistentVolume): void {
    const { name } = requiredReference(this._input, 'vol', vol, 'PersistentVolume');
    if (this.claimed && this.claimed.name !== name) {
      this._input.fail(`the claim cannot be bound to the volume "${name}", because it is bound to "${this.claimed.name}" already. Leave one out.`);
    }
    this.claimed = vol;
  }

  /** @internal */
  public _toKube(): object {
    const offer = offerOf(this.claimed);
    const [accessModes, storage] = [this.modes ?? offer.accessModes, this.storage ?? offer.storage];
    if (!accessModes) this._input.fail(NO_ACCESS_MODES);
    if (!storage) this._input.fail(NO_STORAGE);
    return present({
      volumeName: this.claimed?.name,
      accessModes,
      resources: { requests: { storage: kubeSize(storage) } },
      volumeMode: this.volumeMode,
      storageClassName: this.storageClassName,
    });
  }
}

/** What a claim can ask of the volume that it claims: what the volume has, where that is known. */
interface Offer {
  readonly accessModes?: PersistentVolumeAccessMode[];
  readonly storage?: Size;
}

function offerOf(volume: IPersistentVolume | undefined): Offer {
  return volume instanceof Resource ? volume as Offer : {};
}

const TYPE = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
const RESOURCE_TYPE = 'persistentvolumeclaims';
