import { Question } from './engine/answer';

/** Longer names there are none. */
const LONGEST = 400;

/** The question in the fragment of an address, which anybody may have written; `undefined` where there is none. */
export function questionIn(fragment: string): Question | undefined {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const [from, to, port] = ['from', 'to', 'port'].map((key) => (given.get(key) ?? '').trim());
  const isQuestion = from !== '' && to !== '' && [from, to, port].every(({ length }) => length <= LONGEST);
  return isQuestion ? { from, to, port } : undefined;
}

/** The fragment that holds a question. */
export function fragmentOf({ from, to, port }: Question): string {
  return `#${new URLSearchParams({ from, to, ...(port !== '' && { port }) })}`;
}
