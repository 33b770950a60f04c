/** A kind of Kubernetes' own whose objects make pods. */
export interface PodKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Where in a manifest the template of the pods is; a Pod is its own. */
  readonly template: readonly string[];
}

const TEMPLATE = ['spec', 'template'];

/** The kinds of Kubernetes' own that make pods. */
export const POD_KINDS: readonly PodKind[] = [
  { apiVersion: 'v1', kind: 'Pod', template: [] },
  { apiVersion: 'apps/v1', kind: 'Deployment', template: TEMPLATE },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', template: TEMPLATE },
  { apiVersion: 'v1', kind: 'ReplicationController', template: TEMPLATE },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', template: TEMPLATE },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', template: TEMPLATE },
  { apiVersion: 'batch/v1', kind: 'Job', template: TEMPLATE },
  { apiVersion: 'batch/v1', kind: 'CronJob', template: ['spec', 'jobTemplate', 'spec', 'template'] },
];

/** Whether objects of a kind make pods, by its name alone. */
export function isPodKind(kind: string): boolean {
  return POD_KINDS.some((one) => one.kind === kind);
}
