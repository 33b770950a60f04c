import { ApiObject } from 'cdk8s';

/** The parts of a manifest that makes pods which say who they are and where they listen. */
export interface PodTemplate {
  /** What the object selects its pods by, or else the labels that it puts on them. */
  readonly selector: WrittenSelector;
  readonly ports: readonly WrittenPort[];
}

export interface WrittenSelector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: string[] }[];
}

export interface WrittenPort {
  readonly containerPort: number;
  readonly protocol?: string;
}

/** A manifest, as far as pods are concerned. */
export interface PodManifest {
  readonly kind?: string;
  readonly metadata?: { readonly namespace?: string; readonly labels?: { readonly [key: string]: string } };
  readonly spec?: {
    readonly selector?: WrittenSelector;
    readonly template?: PodManifest;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodManifest } };
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
}

interface Container {
  readonly restartPolicy?: string;
  readonly ports?: readonly WrittenPort[];
}

/** Where a manifest keeps the labels of its pods, by its shape, so that kinds of custom resources count as well; `undefined` where it makes none. */
export function labelsPathOf(manifest: PodManifest): string | undefined {
  if (manifest.kind === 'Pod') return '/metadata/labels';
  if (manifest.spec?.jobTemplate?.spec?.template) return '/spec/jobTemplate/spec/template/metadata/labels';
  return manifest.spec?.template?.spec?.containers ? '/spec/template/metadata/labels' : undefined;
}

/** What a manifest says of its pods; `undefined` where it makes none. */
export function podTemplateOf(manifest: PodManifest): PodTemplate | undefined {
  const template = manifest.kind === 'Pod' ? manifest : manifest.spec?.jobTemplate?.spec?.template ?? manifest.spec?.template;
  if (!template?.spec?.containers) return undefined;
  const { containers, initContainers = [] } = template.spec;
  const listening = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
  const own = manifest.kind === 'Pod' ? undefined : manifest.spec?.selector;
  const isSelecting = own?.matchLabels !== undefined || own?.matchExpressions !== undefined;
  return {
    selector: isSelecting ? own : { matchLabels: template.metadata?.labels },
    ports: listening.flatMap(({ ports = [] }) => ports),
  };
}

const MAKERS = ['Pod', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** Kinds of Kubernetes' own that surely make none, so that their manifests need not be rendered. */
const NO_MAKERS = ['v1', 'networking.k8s.io/v1', 'rbac.authorization.k8s.io/v1', 'apiextensions.k8s.io/v1'];

/** Whether an object makes pods: a kind that is known to, or one whose manifest holds a pod template. */
export function makesPods(object: ApiObject): boolean {
  return MAKERS.includes(object.kind) || (!NO_MAKERS.includes(object.apiVersion) && labelsPathOf(object.toJson()) !== undefined);
}
