import { GivenObject, GivenObjects } from './given-objects';
import { Described } from '../../analysis/model/cluster';

/** A value of a ConfigMap or a Secret. */
export interface KeyedValue {
  readonly key: string;
  readonly value: string;
  /** Such as `data.REDIS_ADDR`. */
  readonly field: string;
  /** Such as `ConfigMap shop/settings`. */
  readonly object: string;
  readonly on: Described;
  readonly holder: 'config-map' | 'secret';
}

const KNOWN = new WeakMap<GivenObject, readonly KeyedValue[]>();

/** The values of a ConfigMap or a Secret by their keys; none where the manifests do not hold it. */
export function keyedValues(objects: GivenObjects, kind: 'ConfigMap' | 'Secret', namespace: string, name: string | undefined): readonly KeyedValue[] {
  const given = name === undefined ? undefined : objects.find('', kind, namespace, name);
  if (!given) return [];
  let values = KNOWN.get(given);
  if (!values) KNOWN.set(given, values = valuesOf(given));
  return values;
}

function valuesOf(given: GivenObject): KeyedValue[] {
  const { kind, namespace, name, tree, source } = given;
  const about = { holder: kind === 'Secret' ? 'secret' as const : 'config-map' as const, object: `${kind} ${namespace}/${name}`, on: { name, source, annotations: tree.at('metadata', 'annotations').map } };
  const fields = kind === 'Secret' ? ['data', 'stringData'] : ['data'];
  const found = fields.flatMap((field) => tree.at(field).entries.flatMap(([key, { text, path }]): KeyedValue[] => {
    const value = text === undefined || kind === 'ConfigMap' || field === 'stringData' ? text : decoded(text);
    return value === undefined ? [] : [{ key, value, field: path, ...about }];
  }));
  return [...new Map(found.map((one) => [one.key, one])).values()];
}

/** The text of base64; `undefined` where it is none. */
function decoded(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
