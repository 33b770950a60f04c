import { Input } from '../../../validation/input';

/** How many pods of a StatefulSet change. */
export interface StatefulSetUpdateStrategyRollingUpdateOptions {
  /**
   * Only pods whose number is not below this one are replaced.
   *
   * @default 0
   */
  readonly partition?: number;
}

/**
 * How the pods of a StatefulSet are replaced by new ones.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export class StatefulSetUpdateStrategy {
  /** A pod is replaced when somebody deletes it. */
  public static onDelete(): StatefulSetUpdateStrategy {
    return new StatefulSetUpdateStrategy({ type: 'OnDelete' });
  }

  /**
   * Pods are replaced one after the other, from the highest number down.
   *
   * @throws when `partition` is not a whole number of at least 0
   */
  public static rollingUpdate(options?: StatefulSetUpdateStrategyRollingUpdateOptions): StatefulSetUpdateStrategy {
    const input = new Input('StatefulSetUpdateStrategy.rollingUpdate');
    const partition = input.wholeNumber('partition', input.struct('options', options)?.partition, 0) ?? 0;
    return new StatefulSetUpdateStrategy({ type: 'RollingUpdate', rollingUpdate: { partition } });
  }

  private constructor(private readonly strategy: object) {}

  /** @internal */
  public _toKube(): object {
    return this.strategy;
  }
}
