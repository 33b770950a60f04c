import { distance } from 'fastest-levenshtein';

/** The names that differ from a name in a slip of the fingers, the nearest first. */
export function nearest(name: string, names: readonly string[]): string[] {
  const most = name.length < 4 ? 1 : 2;
  return [...new Set(names)].map((other) => ({ other, letters: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ letters }) => letters <= most).sort((a, b) => a.letters - b.letters).map(({ other }) => other);
}
