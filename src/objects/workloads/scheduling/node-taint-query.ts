import { Duration } from 'cdk8s';
import { present } from '../../../resource/present';
import { labelKey, labelValue } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { seconds } from '../../../validation/seconds';

/** What a taint does to pods that do not tolerate it. */
export enum TaintEffect {
  /** They are not scheduled to the node. */
  NO_SCHEDULE = 'NoSchedule',

  /** They are scheduled to other nodes where that is possible. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',

  /** They are not scheduled to the node, and are evicted where they run on it. */
  NO_EXECUTE = 'NoExecute',
}

/** Which taints of a key are meant. */
export interface NodeTaintQueryOptions {
  /**
   * Those of this effect.
   *
   * @default - those of every effect
   */
  readonly effect?: TaintEffect;

  /**
   * How long a pod stays on a node that gets the taint. For the effect NO_EXECUTE alone.
   *
   * @default - forever
   */
  readonly evictAfter?: Duration;
}

/**
 * Taints of nodes that a pod tolerates.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export class NodeTaintQuery {
  /** Taints of this key and value. */
  public static is(key: string, value: string, options?: NodeTaintQueryOptions): NodeTaintQuery {
    const input = new Input('NodeTaintQuery.is');
    return new NodeTaintQuery(input, 'Equal', keyOf(input, key), labelValue(input, 'value', input.required('value', value, 'a value')), options);
  }

  /** Taints of this key, with any value. */
  public static exists(key: string, options?: NodeTaintQueryOptions): NodeTaintQuery {
    const input = new Input('NodeTaintQuery.exists');
    return new NodeTaintQuery(input, 'Exists', keyOf(input, key), undefined, options);
  }

  /** Every taint. */
  public static any(): NodeTaintQuery {
    return new NodeTaintQuery(new Input('NodeTaintQuery.any'), 'Exists');
  }

  private readonly toleration: object;

  private constructor(input: Input, operator: string, key?: string, value?: string, options?: NodeTaintQueryOptions) {
    const given = input.struct('options', options) ?? {};
    const effect = input.oneOf('effect', given.effect, TaintEffect) ?? undefined;
    const tolerationSeconds = seconds(input, 'evictAfter', given.evictAfter, 0);
    if (tolerationSeconds !== undefined && effect !== TaintEffect.NO_EXECUTE) {
      input.fail(`"evictAfter" is given for ${effect ? `the effect "${effect}"` : 'every effect'}, but only NO_EXECUTE evicts. Give "effect: TaintEffect.NO_EXECUTE".`);
    }
    this.toleration = present({ effect, key, operator, tolerationSeconds, value });
  }

  /** @internal */
  public _toKube(): object {
    return this.toleration;
  }
}

function keyOf(input: Input, key: string): string {
  return labelKey(input, 'key', input.required('key', key, 'the key of a taint, such as "dedicated"'));
}
