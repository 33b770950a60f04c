import { Labels } from './labels';
import { Manifest } from './manifest';

/**
 * A NetworkPolicy as the API server stores it: its decoder, that of Go, leaves an item of a list that is null at its zero value, which is an
 * empty object or an empty text.
 */
export function storedPolicy(manifest: Manifest): Manifest {
  const { spec } = manifest;
  if (!spec) return manifest;
  return {
    ...manifest,
    spec: {
      ...spec,
      podSelector: selector(spec.podSelector),
      policyTypes: texts(spec.policyTypes),
      ingress: objects(spec.ingress, (rule) => ({ ...rule, from: objects(rule.from, peer), ports: objects(rule.ports) })),
      egress: objects(spec.egress, (rule) => ({ ...rule, to: objects(rule.to, peer), ports: objects(rule.ports) })),
    },
  };
}

/** The values of labels are texts, so that null among them is an empty one. */
export function storedLabels(labels: Readonly<Record<string, string | null>> | null | undefined): Labels {
  return Object.fromEntries(Object.entries(labels ?? {}).map(([key, value]) => [key, value ?? '']));
}

/** A custom resource as the API server stores it: fields that are null are dropped. Null in a list stays, and is refused. */
export function storedResource<T>(value: T): T {
  if (Array.isArray(value)) return value.map(storedResource) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null).map(([key, field]) => [key, storedResource(field)])) as T;
}

export function hasNull(value: unknown): boolean {
  return value === null || typeof value === 'object' && Object.values(value as object).some(hasNull);
}

function peer(given: any): any {
  return {
    ...given,
    podSelector: selector(given.podSelector),
    namespaceSelector: selector(given.namespaceSelector),
    ipBlock: given.ipBlock && { ...given.ipBlock, except: texts(given.ipBlock.except) },
  };
}

function selector(given: any): any {
  return given && {
    ...given,
    matchLabels: given.matchLabels && storedLabels(given.matchLabels),
    matchExpressions: objects(given.matchExpressions, (requirement) => ({ ...requirement, values: texts(requirement.values) })),
  };
}

function objects(list: readonly any[] | null | undefined, read: (item: any) => any = (item) => item): any {
  return list?.map((item) => read(item ?? {}));
}

function texts(list: readonly any[] | null | undefined): any {
  return list?.map((item) => item ?? '');
}
