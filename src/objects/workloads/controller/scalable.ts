import { Container } from '../container/container';

/** What an autoscaler knows of the workload that it scales. */
export interface ScalingTarget {
  /** The kind, such as `Deployment`. */
  readonly kind: string;

  /** The API version, such as `apps/v1`. */
  readonly apiVersion: string;

  /** The name. */
  readonly name: string;

  /** The containers, whose requests an autoscaler without metrics goes by. */
  readonly containers: Container[];

  /**
   * How many pods were asked for. An autoscaler refuses that, because each time the workload is applied the two would fight over the number.
   *
   * @default - the autoscaler decides
   */
  readonly replicas?: number;
}

/** A workload whose number of pods an autoscaler can change. */
export interface IScalable {
  /** Whether an autoscaler decides how many pods run. */
  readonly hasAutoscaler: boolean;

  /** Says that an autoscaler decides how many pods run. */
  markHasAutoscaler(): void;

  /** What an autoscaler has to know. */
  toScalingTarget(): ScalingTarget;
}
