import { Cron, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { JobProps } from './job';
import { JOB_RESTART_POLICIES, jobLimits, withJobDefaults } from './job-spec';
import { checkFields } from '../../../resource/known-fields';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { seconds } from '../../../validation/seconds';
import { Workload } from '../controller/workload';
import { JOB_FIELDS } from '../known-fields';

/** What happens when a job is due while the one before still runs. */
export enum ConcurrencyPolicy {
  /** Both run. */
  ALLOW = 'Allow',

  /** The new one is left out. */
  FORBID = 'Forbid',

  /** The old one is ended. */
  REPLACE = 'Replace',
}

/** Initialization properties of `CronJob`. */
export interface CronJobProps extends JobProps {
  /** When jobs are started, such as `Cron.daily()`. */
  readonly schedule: Cron;

  /**
   * The time zone of the schedule, such as `Europe/Berlin`.
   *
   * @default - that of the cluster's controllers
   */
  readonly timeZone?: string;

  /**
   * What happens when a job is due while the one before still runs.
   *
   * @default ConcurrencyPolicy.FORBID
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;

  /**
   * How late a job may be started. At least ten seconds, because that is how often the cluster looks.
   *
   * @default Duration.seconds(10)
   */
  readonly startingDeadline?: Duration;

  /**
   * Whether no further jobs are started.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * How many jobs that succeeded are kept. Not together with `ttlAfterFinished`.
   *
   * @default 3
   */
  readonly successfulJobsRetained?: number;

  /**
   * How many jobs that failed are kept. Not together with `ttlAfterFinished`.
   *
   * @default 1
   */
  readonly failedJobsRetained?: number;
}

/**
 * Jobs that are started again and again, on a schedule. Kubernetes selects their pods by itself, so `select` cannot be used.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class CronJob extends Workload {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'cronjobs';

  /** When jobs are started. */
  public readonly schedule: Cron;

  /** The time zone of the schedule; unset for that of the cluster's controllers. */
  public readonly timeZone?: string;

  /** What happens when a job is due while the one before still runs. */
  public readonly concurrencyPolicy: string;

  /** How late a job may be started. */
  public readonly startingDeadline: Duration;

  /** Whether no further jobs are started. */
  public readonly suspend: boolean;

  /** How many jobs that succeeded are kept. */
  public readonly successfulJobsRetained: number;

  /** How many jobs that failed are kept. */
  public readonly failedJobsRetained: number;

  private readonly limits: object;

  /**
   * @throws when a value has the wrong type, form or range, or the schedule is missing
   */
  constructor(scope: Construct, id: string, props: CronJobProps) {
    super(scope, id, { apiVersion: 'batch/v1', kind: 'CronJob' }, withJobDefaults(props), JOB_RESTART_POLICIES);
    checkFields<CronJobProps>(this, CronJob, props, FIELDS);
    const input = this._input;
    const given = input.required('props', props, 'an object such as { schedule: Cron.daily() }');
    const kept = given.successfulJobsRetained ?? given.failedJobsRetained;
    this.schedule = scheduleOf(input, given.schedule);
    this.timeZone = input.text('timeZone', given.timeZone, 'a time zone such as "Europe/Berlin"') ?? undefined;
    this.concurrencyPolicy = input.oneOf('concurrencyPolicy', given.concurrencyPolicy, ConcurrencyPolicy) ?? ConcurrencyPolicy.FORBID;
    seconds(input, 'startingDeadline', given.startingDeadline, 10);
    this.startingDeadline = given.startingDeadline ?? TEN_SECONDS;
    this.suspend = input.flag('suspend', given.suspend) ?? false;
    this.successfulJobsRetained = input.wholeNumber('successfulJobsRetained', given.successfulJobsRetained, 0) ?? 3;
    this.failedJobsRetained = input.wholeNumber('failedJobsRetained', given.failedJobsRetained, 0) ?? 1;
    this.limits = jobLimits(input, given);
    if (given.ttlAfterFinished && kept !== undefined && kept !== null) {
      input.fail('both "ttlAfterFinished" and a number of jobs to keep are given, but the former deletes what the latter keeps. Give one of them.');
    }
  }

  /** @internal */
  public _toKube(): object {
    return present({
      concurrencyPolicy: this.concurrencyPolicy,
      failedJobsHistoryLimit: this.failedJobsRetained,
      jobTemplate: { spec: { template: this._toTemplate(), ...this.limits } },
      schedule: this.schedule.expressionString,
      startingDeadlineSeconds: this.startingDeadline.toSeconds(),
      successfulJobsHistoryLimit: this.successfulJobsRetained,
      suspend: this.suspend,
      timeZone: this.timeZone,
    });
  }

  /** @internal */
  public _check(): void {
    super._check();
    const input = this._input;
    if (this._selects) input.fail('a CronJob selects its pods by itself. Leave out "select", and label the pods with "podMetadata".');
    if (this.name.length > 52) {
      input.fail(`the name "${this.name}" has ${this.name.length} characters, but a CronJob can have 52 at most. Give a shorter "metadata.name".`);
    }
  }

  /** @internal */
  protected get _hasSelector(): boolean {
    return false;
  }
}

const TEN_SECONDS = Duration.seconds(10);

function scheduleOf(input: Input, schedule: Cron): Cron {
  const allowed = 'a Cron of cdk8s, such as Cron.daily()';
  const given: unknown = input.required('schedule', schedule, allowed).expressionString;
  if (typeof given !== 'string' || given === '') input.refuse('schedule', schedule, allowed);
  return schedule;
}

const FIELDS = {
  ...JOB_FIELDS,
  schedule: true,
  timeZone: true,
  concurrencyPolicy: true,
  startingDeadline: true,
  suspend: true,
  successfulJobsRetained: true,
  failedJobsRetained: true,
} as const;
