import { Construct } from 'constructs';
import { checkedName } from './object-reference';
import { Input } from '../input/input';

/** A claim to storage, known by its name in the namespace of the pod that uses it. */
export interface IPersistentVolumeClaim {
  /** The name of the claim. */
  readonly name: string;
}

/**
 * A claim to storage that exists elsewhere. A StatefulSet makes claims of its own from its `volumeClaimTemplates`.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export class PersistentVolumeClaim extends Construct implements IPersistentVolumeClaim {
  /**
   * The claim of this name, in the namespace of the pod that uses it.
   *
   * @throws when `claimName` is not the name of an object
   */
  public static fromClaimName(scope: Construct, id: string, claimName: string): PersistentVolumeClaim {
    return new PersistentVolumeClaim(scope, id, claimName);
  }

  /** The name of the claim. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.name = checkedName(new Input(this), name, 'the name of a PersistentVolumeClaim');
  }
}

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
