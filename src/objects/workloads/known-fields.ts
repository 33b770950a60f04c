import { RESOURCE_FIELDS } from '../../resource/known-fields';

/** The fields of all that makes pods. */
export const ABSTRACT_POD_FIELDS = {
  ...RESOURCE_FIELDS,
  containers: true,
  initContainers: true,
  volumes: true,
  restartPolicy: true,
  serviceAccount: true,
  securityContext: true,
  hostAliases: true,
  dns: true,
  dockerRegistryAuth: true,
  imagePullSecrets: true,
  automountServiceAccountToken: true,
  shareProcessNamespace: true,
  isolate: true,
  hostNetwork: true,
  terminationGracePeriod: true,
  enableServiceLinks: true,
  nodeSelector: true,
  tolerations: true,
  addressLabel: true,
} as const;

/** The fields of all that makes pods from a template. */
export const WORKLOAD_FIELDS = { ...ABSTRACT_POD_FIELDS, podMetadata: true, select: true, spread: true } as const;

/** The fields of a job. */
export const JOB_FIELDS = { ...WORKLOAD_FIELDS, activeDeadline: true, backoffLimit: true, ttlAfterFinished: true } as const;
