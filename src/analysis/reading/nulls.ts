import { Malformed } from './fields';

/** Lists of text in a NetworkPolicy; every other list there is one of objects. */
const TEXTS: readonly string[] = ['policyTypes', 'except', 'values'];

/**
 * A manifest of a kind that is built into the API server, with null in lists as the server stores it: as the empty object or text.
 *
 * A rule that is a lone dash in YAML is therefore an empty rule, which opens everything.
 */
export function asStored(manifest: object): object {
  return holdsNullItem(manifest) ? filled(manifest) as object : manifest;
}

/** A custom resource as the API server stores it: what is null is left out, and null in a list is refused. */
export function asPruned(value: unknown, path = ''): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      if (item === null) throw new Malformed(`${path}[${index}]`, 'is null, which a custom resource must not have in a list');
      return asPruned(item, `${path}[${index}]`);
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([key, field]) => [key, asPruned(field, path === '' ? key : `${path}.${key}`)]));
}

function holdsNullItem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => item === null || holdsNullItem(item));
  for (const key in value) {
    if (holdsNullItem((value as { readonly [key: string]: unknown })[key])) return true;
  }
  return false;
}

function filled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => (item !== null ? filled(item) : TEXTS.includes(key) ? '' : {}));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, filled(field, name)]));
}
