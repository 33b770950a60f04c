import { Duration } from 'cdk8s';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { seconds } from '../../../validation/seconds';
import { WorkloadProps } from '../controller/workload';
import { RestartPolicy } from '../pod/restart-policy';

/** The properties with what a job does by default: its pods run once, and Kubernetes selects them by itself. */
export function withJobDefaults<T extends WorkloadProps>(props: T | undefined): T | undefined {
  if (props !== undefined && typeof props !== 'object') return props;
  return { ...props as T, restartPolicy: props?.restartPolicy ?? RestartPolicy.NEVER, select: props?.select ?? false };
}

/** The restart policies that Kubernetes allows for the pods of a job. */
export const JOB_RESTART_POLICIES = [RestartPolicy.NEVER, RestartPolicy.ON_FAILURE];

/** How long and how often a Job is tried. */
export interface JobLimits {
  readonly activeDeadline?: Duration;
  readonly backoffLimit?: number;
  readonly ttlAfterFinished?: Duration;
}

/** The limits as fields of Kubernetes' `JobSpec`, after they were checked. */
export function jobLimits(input: Input, limits: JobLimits): object {
  return present({
    activeDeadlineSeconds: seconds(input, 'activeDeadline', limits.activeDeadline, 0),
    backoffLimit: input.wholeNumber('backoffLimit', limits.backoffLimit, 0),
    ttlSecondsAfterFinished: seconds(input, 'ttlAfterFinished', limits.ttlAfterFinished, 0),
  });
}
