import { labelKey } from '../../../validation/forms';
import { Input } from '../../../validation/input';

/**
 * What counts as one place for pods that are to be together or apart.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export class Topology {
  /** A node is a place. */
  public static readonly HOSTNAME = new Topology('kubernetes.io/hostname');

  /** A zone is a place. */
  public static readonly ZONE = new Topology('topology.kubernetes.io/zone');

  /** A region is a place. */
  public static readonly REGION = new Topology('topology.kubernetes.io/region');

  /**
   * All nodes with the same value of a label are a place.
   *
   * @throws when `key` is not the key of a label
   */
  public static custom(key: string): Topology {
    return new Topology(key);
  }

  private constructor(
    /** The key of the label that nodes of one place have in common. */
    public readonly key: string,
  ) {
    const input = new Input('Topology.custom');
    labelKey(input, 'key', input.required('key', key, 'the key of a label of nodes'));
  }
}
