import { ApiObject } from 'cdk8s';
import { isPodKind } from '../kubernetes/pod-kinds';

/** The parts of a manifest that makes pods which say who they are and where they listen. */
export interface PodTemplate {
  /** What the object selects its pods by, or else the labels that it puts on them. */
  readonly selector: WrittenSelector;
  readonly ports: readonly WrittenPort[];
}

export interface WrittenSelector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly WrittenExpression[];
}

export interface WrittenExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: string[];
}

export interface WrittenPort {
  readonly containerPort: number;
  readonly protocol?: string;
}

/** A manifest, as far as pods are concerned. */
export interface PodManifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: { readonly [key: string]: string } };
  readonly spec?: {
    readonly selector?: WrittenSelector;
    readonly template?: object;
    readonly jobTemplate?: object;
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
}

interface Container {
  readonly restartPolicy?: string;
  readonly ports?: readonly WrittenPort[];
}

/** Where a manifest keeps the labels of its pods, by its shape, so that kinds of custom resources count as well; `undefined` where it makes none. */
export function labelsPathOf(manifest: PodManifest): readonly string[] | undefined {
  const path = templatePathOf(manifest);
  return templateAt(manifest, path)?.spec?.containers && [...path, 'metadata', 'labels'];
}

/** What a manifest says of its pods; `undefined` where it makes none. */
export function podTemplateOf(manifest: PodManifest): PodTemplate | undefined {
  const template = templateAt(manifest, templatePathOf(manifest));
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

function templatePathOf({ kind, spec }: PodManifest): readonly string[] {
  if (kind === 'Pod') return [];
  return spec?.jobTemplate ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

function templateAt(manifest: PodManifest, path: readonly string[]): PodManifest | undefined {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], manifest) as PodManifest | undefined;
}

/** Kubernetes' own, of which no other kinds make pods, so that their manifests need not be rendered. */
const OF_KUBERNETES = [
  'v1', 'apps/v1', 'batch/v1', 'autoscaling/v2', 'policy/v1', 'networking.k8s.io/v1', 'rbac.authorization.k8s.io/v1', 'apiextensions.k8s.io/v1',
];

/** Whether a manifest shows that it makes pods: it is of a kind that is known to, or it holds a pod template. */
export function showsPods(manifest: PodManifest): boolean {
  return isPodKind(manifest.kind ?? '') || labelsPathOf(manifest) !== undefined;
}

/** Whether an object makes pods: a kind that is known to, or one whose manifest holds a pod template. */
export function makesPods(object: ApiObject): boolean {
  return isPodKind(object.kind) || (mayMakePods(object) && showsPods(written(object)));
}

/** Whether an object could make pods, even if its manifest does not show them. */
export function mayMakePods({ kind, apiVersion }: ApiObject): boolean {
  return isPodKind(kind) || !OF_KUBERNETES.includes(apiVersion);
}

/** An object that cannot be written shows no pods; whoever writes it is told why. */
function written(object: ApiObject): PodManifest {
  try {
    return object.toJson();
  } catch {
    return {};
  }
}
