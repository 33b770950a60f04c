/** A document of a file, not yet understood: without text where it is empty. */
export interface DocumentText {
  readonly text: string;

  /** The line in the file at which it starts, from 1; comments before it do not count. */
  readonly line: number;
}

const MARKER = /(?:---|\.\.\.)(?=\s|$)/y;
const BLANK = /[ \t\r]*(?:#[^\n]*)?(?:\n|$)/y;

/**
 * The documents of a file, cut at its lines with `---` and `...`.
 *
 * These lines end whatever they stand in, text and brackets included, so that cutting needs no understanding. What is unreadable in
 * one document therefore leaves the others alone, and only one of them is in work at a time.
 */
export function* documentsOf(file: string): Generator<DocumentText> {
  let opened = false;
  let start: number | undefined;
  let startLine = 1;
  let line = 0;

  const begin = (position: number) => {
    start = position;
    startLine = line;
  };
  const isDirectives = () => start !== undefined && !opened && file[start] === '%';
  const cut = (end: number): DocumentText => ({ text: file.slice(start ?? end, end), line: start === undefined ? line : startLine });

  for (let position = 0, next = 0; position < file.length; position = next) {
    next = file.indexOf('\n', position) + 1 || file.length;
    line++;
    const first = file[position];
    if (first === '-' && isAt(MARKER, file, position)) {
      if (!isDirectives()) {
        if (opened || start !== undefined) yield cut(position);
        start = undefined;
        if (!isAt(BLANK, file, position + 3)) begin(position);
      }
      opened = true;
    } else if (first === '.' && isAt(MARKER, file, position)) {
      if (opened || start !== undefined) yield cut(position);
      start = undefined;
      opened = false;
    } else if (start === undefined && !isAt(BLANK, file, position)) {
      begin(position);
    }
  }
  if (opened || start !== undefined) yield cut(file.length);
}

function isAt(pattern: RegExp, text: string, position: number): boolean {
  pattern.lastIndex = position;
  return pattern.test(text);
}
