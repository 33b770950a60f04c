/** A value that remembers which of its fields were read. */
export interface Watched<T> {
  readonly value: T;

  /** The fields, as JSON pointers, that nobody read although their object was handed out. */
  unread(): string[];
}

/** Watches plain data. Going over all keys of an object counts as reading all of them; lists are never reported. */
export function watchReads<T extends object>(data: T): Watched<T> {
  const nodes: { readonly target: object; readonly path: string; readonly read: Set<string | symbol> }[] = [];

  function watch<V>(target: V, path: string): V {
    if (typeof target !== 'object' || target === null) return target;
    const read = new Set<string | symbol>();
    const children = new Map<string | symbol, unknown>();
    if (!Array.isArray(target)) nodes.push({ target, path, read });
    return new Proxy(target, {
      get(object, key) {
        read.add(key);
        if (!children.has(key)) children.set(key, watch(Reflect.get(object, key), `${path}/${String(key).replaceAll('/', '~1')}`));
        return children.get(key);
      },
      ownKeys(object) {
        Object.keys(object).forEach((key) => read.add(key));
        return Reflect.ownKeys(object);
      },
    });
  }

  return {
    value: watch(data, ''),
    unread: () => nodes.flatMap(({ target, path, read }) => Object.keys(target).filter((key) => !read.has(key)).map((key) => `${path}/${key}`)),
  };
}
