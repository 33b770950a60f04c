import { Construct } from 'constructs';
import { Workload, WorkloadProps } from './workload';
import { checkFields } from '../../../resource/known-fields';
import { WORKLOAD_FIELDS } from '../known-fields';
import { RestartPolicy } from '../pod/restart-policy';

/** Initialization properties of `DaemonSet`. */
export interface DaemonSetProps extends WorkloadProps {
  /**
   * How many seconds a new pod must be ready to count as available.
   *
   * @default 0
   */
  readonly minReadySeconds?: number;
}

/**
 * One pod on every node.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class DaemonSet extends Workload {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'daemonsets';

  /** How many seconds a new pod must be ready to count as available. */
  public readonly minReadySeconds: number;

  /**
   * @throws when a value has the wrong type, form or range
   */
  constructor(scope: Construct, id: string, props?: DaemonSetProps) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'DaemonSet' }, props, [RestartPolicy.ALWAYS]);
    checkFields<DaemonSetProps>(this, DaemonSet, props, FIELDS);
    this.minReadySeconds = this._input.wholeNumber('minReadySeconds', props?.minReadySeconds, 0) ?? 0;
  }

  /** @internal */
  public _toKube(): object {
    return { minReadySeconds: this.minReadySeconds, template: this._toTemplate(), selector: this._toLabelSelector() };
  }
}

const FIELDS = { ...WORKLOAD_FIELDS, minReadySeconds: true } as const;
