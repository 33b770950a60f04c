import { PercentOrAbsolute } from './percent-or-absolute';
import { Input } from '../../../validation/input';

/** How many pods change at a time. */
export interface DeploymentStrategyRollingUpdateOptions {
  /**
   * How many pods there may be beyond the replicas. Not zero together with `maxUnavailable`.
   *
   * @default - 25%, rounded up
   */
  readonly maxSurge?: PercentOrAbsolute;

  /**
   * How many of the replicas may be unavailable. At most 100%. Not zero together with `maxSurge`.
   *
   * @default - 25%, rounded down
   */
  readonly maxUnavailable?: PercentOrAbsolute;
}

/**
 * How the pods of a Deployment are replaced by new ones.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export class DeploymentStrategy {
  /** Ends all pods before new ones are made. */
  public static recreate(): DeploymentStrategy {
    return new DeploymentStrategy({ type: 'Recreate' });
  }

  /**
   * Replaces pods a few at a time.
   *
   * @throws when both numbers are zero
   */
  public static rollingUpdate(options?: DeploymentStrategyRollingUpdateOptions): DeploymentStrategy {
    const input = new Input('DeploymentStrategy.rollingUpdate');
    const given = input.struct('options', options) ?? {};
    const allowed = 'a PercentOrAbsolute, such as PercentOrAbsolute.percent(25)';
    const maxSurge = input.instance('maxSurge', given.maxSurge, PercentOrAbsolute, allowed) ?? QUARTER;
    const maxUnavailable = input.instance('maxUnavailable', given.maxUnavailable, PercentOrAbsolute, allowed) ?? QUARTER;
    if (maxSurge.isZero() && maxUnavailable.isZero()) {
      input.fail('both "maxSurge" and "maxUnavailable" are zero, so that no pod could ever be replaced. Give one of them at least 1.');
    }
    if (maxUnavailable._exceedsAll) input.refuse('maxUnavailable', maxUnavailable._toKube(), 'at most 100%');
    return new DeploymentStrategy({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: maxSurge._toKube(), maxUnavailable: maxUnavailable._toKube() },
    });
  }

  private constructor(private readonly strategy: object) {}

  /** @internal */
  public _toKube(): object {
    return this.strategy;
  }
}

const QUARTER = PercentOrAbsolute.percent(25);
