/** A map, or one that holds its keys weakly. */
interface Memory<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What a map holds for a key; made and put there where it holds nothing yet. */
export function memo<K, V>(known: Memory<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, value = make());
  return value;
}
