const NARROW = /[fijlrtI.,:;|!'()[\]/\- ]/;
const WIDE = /[mwMW@%]/;

/** About how wide a text is: in Helvetica less, in the widest of the fonts that take its place hardly more. */
export function textWidth(text: string, size: number, bold = false): number {
  const ems = [...text].reduce((sum, character) => sum + emsOf(character), 0);
  return Math.ceil(ems * size * (bold ? 1.12 : 1));
}

function emsOf(character: string): number {
  if (character > '\u007e') return 1;
  if (NARROW.test(character)) return 0.37;
  if (WIDE.test(character)) return 0.95;
  return /[A-Z&+=]/.test(character) ? 0.75 : 0.62;
}

/** A text of no more characters than that, with what is too much taken out of its middle. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
