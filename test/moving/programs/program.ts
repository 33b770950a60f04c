import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import type * as ours from '../../../src';

/** The public names of a library: this one, or cdk8s-plus, for programs that use what both have. */
export type Library = typeof ours;

/** Lines that build the same with both libraries. */
export interface Program {
  /** What was chosen, for the message of a test that fails. */
  readonly chosen: unknown;
  readonly build: (chart: Chart, kplus: Library) => void;
}

/** What an arbitrary chooses. */
export type Chosen<T> = T extends fc.Arbitrary<infer V> ? V : never;

/** Programs that do the same with whatever was chosen. */
export function programs<T>(choice: fc.Arbitrary<T>, build: (chart: Chart, kplus: Library, chosen: T) => void): fc.Arbitrary<Program> {
  return choice.map(withPrototypes).map((chosen) => ({ chosen, build: (chart, kplus) => build(chart, kplus, chosen) }));
}

/** The value, or nothing. */
export function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

export const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
export const text = fc.stringMatching(/^[ -~]{1,12}$/);
export const port = fc.integer({ min: 1, max: 65535 });
export const labelMap = fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 });
export const key = fc.stringMatching(/^[a-zA-Z0-9][-_.a-zA-Z0-9]{0,10}$/).filter((one) => !one.includes('..'));
export const textMap = fc.dictionary(key, text, { minKeys: 1, maxKeys: 3 });

/** One of the members of an enum, by its name in both libraries. */
export function memberOf<T extends object>(members: T): fc.Arbitrary<T[keyof T]> {
  return fc.constantFrom(...Object.values(members) as T[keyof T][]);
}

export const metadata = fc.record({
  name: word,
  labels: labelMap,
  annotations: fc.dictionary(word, text, { maxKeys: 2 }),
}, { requiredKeys: [] });

/** fast-check makes objects without a prototype, which nobody writes and cdk8s does not take. */
function withPrototypes<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withPrototypes) as T;
  if (typeof value !== 'object' || value === null || (Object.getPrototypeOf(value) !== null && value.constructor !== Object)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withPrototypes(field)])) as T;
}
