import { Setting } from './setting';

/** Letters that clients of databases have for a host and its port. */
const LETTERS: { readonly [letter: string]: string } = { h: 'host', H: 'host', p: 'port', P: 'port' };

/** The words of arguments with what they are about: `--addr=x`, `--addr x`, `ADDR=x`, or nothing. */
export function settingsOfArgument(text: string, next: string | undefined): readonly Setting[] {
  const words = wordsOf(text);
  return words.flatMap((word, index) => settingsOfWord(word, words[index + 1] ?? (words.length === 1 ? next : undefined), words[index - 1]));
}

/** Whether a text is a flag that the next argument is the value of. */
export function isFlag(text: string | undefined): boolean {
  return text !== undefined && /^--?[A-Za-z][\w.-]*$/.test(text);
}

function settingsOfWord(word: string, next: string | undefined, before: string | undefined): Setting[] {
  const [, flag, value] = /^--?([A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  if (flag !== undefined) return [{ name: flag, value: unquoted(value) }];
  if (isFlag(word)) return next === undefined || isFlag(next) ? [] : [{ name: nameOf(word), value: unquoted(next) }];
  // The value of a flag was taken with it.
  return isFlag(before) ? [] : [{ name: '', value: unquoted(word) }];
}

function nameOf(flag: string): string {
  const name = flag.replace(/^-+/, '');
  return LETTERS[name] ?? name;
}

/** One argument is one word, but for scripts, which a shell cuts at blanks. */
function wordsOf(text: string): readonly string[] {
  if (!/\s/.test(text.trim())) return [text.trim()];
  return text.split('\n').filter((line) => !/^\s*#/.test(line)).flatMap((line) => line.match(/(?:"[^"]*"|'[^']*'|[^\s"';&|])+/g) ?? []);
}

function unquoted(text: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(text) ? text.slice(1, -1) : text;
}
