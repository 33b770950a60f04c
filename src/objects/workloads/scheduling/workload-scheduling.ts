import { PodScheduling } from './pod-scheduling';
import { Topology } from './topology';

/** How the pods of a workload are kept apart from each other. */
export interface WorkloadSchedulingSpreadOptions {
  /**
   * How much it counts against other wishes, 1 to 100.
   *
   * @default - it is no wish, but required
   */
  readonly weight?: number;

  /**
   * What counts as one place.
   *
   * @default - Topology.HOSTNAME
   */
  readonly topology?: Topology;
}

/** Which nodes the pods of a workload run on. */
export class WorkloadScheduling extends PodScheduling {
  /**
   * Keeps the pods of the workload apart from each other.
   *
   * @throws when the weight is not from 1 to 100
   */
  public spread(options?: WorkloadSchedulingSpreadOptions): void {
    this.separate(this.instance, options);
  }
}
