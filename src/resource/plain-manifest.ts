import { ApiObject, ApiObjectProps, App, IResolver, ImplicitTokenResolver, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';

/** Those that every app has. They leave plain values as they are. */
const RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Something is not a plain value, so that cdk8s has to say what it means. */
class NotPlain extends Error {}

/**
 * An object without patches as cdk8s renders it, where all values are plain; `undefined` where cdk8s has to say what they mean, or what is wrong with them.
 *
 * cdk8s asks every resolver about every value, which is most of the time that rendering takes. Where an app has no resolvers of its own, they have no say in plain values.
 */
export function plainManifest(object: ApiObject, { apiVersion, kind, metadata: _, ...fields }: ApiObjectProps): object | undefined {
  if (process.env.CDK8S_DISABLE_SORT || App.of(object).resolvers.some(isOfItsOwn)) return undefined;
  try {
    return { apiVersion, kind, metadata: object.metadata.toJson() as object, ...plain(fields) as object };
  } catch {
    return undefined;
  }
}

function isOfItsOwn(resolver: IResolver): boolean {
  return !RESOLVERS.includes(resolver.constructor);
}

/** A value without fields that have none, the keys of maps in order. */
function plain(value: unknown): unknown {
  switch (typeof value) {
    case 'undefined': case 'string': case 'number': case 'boolean': return value;
    case 'object': return value === null ? undefined : Array.isArray(value) ? value.map(plainItem) : plainObject(value);
    default: throw new NotPlain();
  }
}

function plainItem(item: unknown): unknown {
  const value = plain(item);
  if (value === undefined) throw new NotPlain();
  return value;
}

function plainObject(object: object): unknown {
  if (object instanceof Lazy) return plain(object.produce());
  if (Object.getPrototypeOf(object) !== Object.prototype || Object.hasOwn(object, 'constructor') || Object.hasOwn(object, '__proto__')) throw new NotPlain();
  const written: { [key: string]: unknown } = {};
  for (const key of Object.keys(object).sort()) {
    const value = plain((object as { readonly [key: string]: unknown })[key]);
    if (value !== undefined) written[key] = value;
  }
  return written;
}
