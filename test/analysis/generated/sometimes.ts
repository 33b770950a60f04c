import * as fc from 'fast-check';

/** A value once in so many times, else `undefined`. */
export function onceIn<T>(times: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** Rarely null, which YAML makes of nothing. */
export function rarelyNull<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 24, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });
}

/** `undefined` once in so many times, else a value. */
export function mostly<T>(times: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) });
}
