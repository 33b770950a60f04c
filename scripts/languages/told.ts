import { failureOf } from '../process/failure';
import { ToldTest } from '../reports/told-test';

/** The tests that a runner told of, under the names that they have in all languages. */
export function testsTold(tests: readonly ToldTest[], output: string, nameOf: (name: string) => string): ToldTest[] {
  if (tests.length === 0) throw failureOf('no test ran', output);
  return tests.map((test) => ({ ...test, name: nameOf(test.name) }));
}
