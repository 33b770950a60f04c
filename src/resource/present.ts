/**
 * The fields that have a value. cdk8s drops the others as well, but visits each of them first, which a thousand workloads
 * would feel.
 */
export function present<T extends object>(fields: T): T {
  const given: Partial<T> = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    if (fields[key] !== undefined && fields[key] !== null) given[key] = fields[key];
  }
  return given as T;
}

/** The list, or nothing where it is empty: Kubernetes reads both alike. */
export function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** The map, or nothing where it is empty. */
export function filledMap<T>(map: { readonly [key: string]: T }): { readonly [key: string]: T } | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}
