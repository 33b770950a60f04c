import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { JOB_RESTART_POLICIES, jobLimits, withJobDefaults } from './job-spec';
import { checkFields } from '../../../resource/known-fields';
import { Workload, WorkloadProps } from '../controller/workload';
import { JOB_FIELDS } from '../known-fields';

/** Initialization properties of `Job`. */
export interface JobProps extends WorkloadProps {
  /**
   * How long the job may run, all tries together, before it is ended as failed.
   *
   * @default - as long as it takes
   */
  readonly activeDeadline?: Duration;

  /**
   * How often it is tried again.
   *
   * @default - six times
   */
  readonly backoffLimit?: number;

  /**
   * How long the finished job is kept before it is deleted with its pods.
   *
   * @default - until somebody deletes it
   */
  readonly ttlAfterFinished?: Duration;
}

/**
 * Pods that run to their end once.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class Job extends Workload {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'jobs';

  /** How long the job may run; unset where it may take as long as it takes. */
  public readonly activeDeadline?: Duration;

  /** How often it is tried again; unset for Kubernetes' default, which is six times. */
  public readonly backoffLimit?: number;

  /** How long the finished job is kept; unset where it is kept until somebody deletes it. */
  public readonly ttlAfterFinished?: Duration;

  private readonly limits: object;

  /**
   * @throws when a value has the wrong type, form or range
   */
  constructor(scope: Construct, id: string, props?: JobProps) {
    super(scope, id, { apiVersion: 'batch/v1', kind: 'Job' }, withJobDefaults(props), JOB_RESTART_POLICIES);
    checkFields<JobProps>(this, Job, props, JOB_FIELDS);
    this.limits = jobLimits(this._input, props ?? {});
    this.activeDeadline = props?.activeDeadline ?? undefined;
    this.backoffLimit = props?.backoffLimit ?? undefined;
    this.ttlAfterFinished = props?.ttlAfterFinished ?? undefined;
  }

  /** @internal */
  public _toKube(): object {
    return {
      template: this._toTemplate(),
      ...(this._hasSelector && { selector: this._toLabelSelector(), manualSelector: true }),
      ...this.limits,
    };
  }

  /** @internal */
  protected get _hasSelector(): boolean {
    return this._selects;
  }
}
