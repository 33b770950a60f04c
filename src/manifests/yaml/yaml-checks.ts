import { DEEPEST } from './limits';
import { UnusableInput } from '../unusable-input';

/** How many times as long as it is a document may get by what its aliases repeat. */
const MOST_GROWTH = 100;

/**
 * Refuses a value that only aliases keep small: whoever goes through it would not come to an end.
 *
 * @param length of the text of which the value was made
 */
export function checkAliases(value: unknown, length: number): void {
  const { size, depth } = new Measure().of(value);
  if (size > MOST_GROWTH * (length + 100)) {
    throw new UnusableInput(`repeats so much by aliases (*name) that it would be more than ${MOST_GROWTH} times as long without them. Write it out`);
  }
  if (depth > DEEPEST) throw new UnusableInput(`is more than ${DEEPEST} levels deep by its aliases (*name)`);
}

/** The size as text, roughly, with everything written out that aliases repeat. Each part is gone through once. */
class Measure {
  private readonly done = new Map<object, { size: number; depth: number }>();
  private readonly inWork = new Set<object>();

  public of(value: unknown): { size: number; depth: number } {
    if (typeof value !== 'object' || value === null) return { size: typeof value === 'string' ? value.length + 1 : 1, depth: 0 };
    const known = this.done.get(value);
    if (known) return known;
    if (this.inWork.has(value)) throw new UnusableInput('has an alias (*name) within the very value that it stands for');

    this.inWork.add(value);
    const total = { size: 1, depth: 1 };
    for (const [key, item] of Object.entries(value)) {
      const { size, depth } = this.of(item);
      total.size += size + (Array.isArray(value) ? 0 : key.length);
      total.depth = Math.max(total.depth, depth + 1);
    }
    this.inWork.delete(value);
    this.done.set(value, total);
    return total;
  }
}

/** Refuses what the parser writes for an object that stands where a key should. Comes after the check of aliases. */
export function checkKeys(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, String({}))) throw new UnusableInput('is not readable as YAML: an object stands where a key should');
  for (const item of Object.values(value)) checkKeys(item);
}
