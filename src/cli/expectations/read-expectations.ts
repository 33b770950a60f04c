import { Expectation, expectationOf } from './expectation';
import { read, UnusableInput } from '../../manifests/unusable-input';

/** What is expected, and what of the file says nothing. */
export interface ExpectationsRead {
  readonly expectations: readonly Expectation[];
  readonly problems: readonly UnusableInput[];
}

/**
 * Reads expectations, one a line, below `expect: |`.
 *
 * The lines are read as they stand, so that the `!` and `*` that mean something else to YAML need no quotes; a list of them, with or
 * without quotes, is read the same. Names without a namespace are looked for in that of a line `namespace: shop`, or else in all.
 */
export function readExpectations(text: string): ExpectationsRead {
  const found: Expectation[] = [];
  const problems: UnusableInput[] = [];
  let namespace: string | undefined;
  text.split(/\r?\n/).forEach((line, index) => {
    const content = contentOf(line);
    const given = /^namespace:\s+(\S+)$/.exec(content);
    if (given && namespace !== undefined) {
      problems.push(new UnusableInput('gives a second namespace. Give one, and write others before a name, as in "data/redis"', index + 1));
    } else if (given) {
      namespace = given[1];
    } else if (content !== '' && !/^(---|\.\.\.|expect:\s*(\|[+-]?)?)$/.test(content)) {
      const expectation = read(() => expectationOf(content, index + 1));
      if (expectation instanceof UnusableInput) problems.push(expectation);
      else found.push(expectation);
    }
  });
  if (found.length + problems.length === 0) problems.push(new UnusableInput('expects nothing. Write lines such as "web -> redis: tcp/6379" below "expect: |"', 1));
  const full = found.map((one) => ({ ...one, from: one.from.map((end) => within(end, namespace)), to: within(one.to, namespace) }));
  return { expectations: full, problems };
}

/** What a line says, without its comment, its place in a list, and quotes, which no expectation has a use for. */
function contentOf(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').replaceAll(/["']/g, '').replace(/^\s*-\s/, '').trim();
}

function within(end: string, namespace = '*'): string {
  return end === 'internet' || end.includes('/') || end.includes(':') || /^[\d.]+$/.test(end) ? end : `${namespace}/${end}`;
}
