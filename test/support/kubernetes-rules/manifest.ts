import { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** An object as it is written to YAML. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Metadata;
  readonly spec?: unknown;
}

export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

export type Labels = { readonly [key: string]: string };

/** The pod, or the template of pods, in an object. */
export interface PodTemplate {
  /** Where it stands, with a dot at the end; empty for a Pod itself. */
  readonly path: string;
  readonly metadata?: Metadata;
  readonly spec: IPodSpec;
}

const PATHS_OF_TEMPLATES: { readonly [kind: string]: readonly string[] } = {
  Pod: [],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const path = PATHS_OF_TEMPLATES[manifest.kind];
  if (!path) return undefined;
  const template = path.reduce<any>((value, key) => value?.[key], manifest);
  if (!template?.spec) return undefined;
  return { path: path.map((key) => `${key}.`).join(''), metadata: template.metadata, spec: template.spec };
}
