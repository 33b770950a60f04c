const NARROW = /[fijlrtI.,:;|!'()[\]/\- {}]/;
const WIDE = /[mwMW@%]/;

/** About how wide a text is in Helvetica and the like, rather too wide than too narrow. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += NARROW.test(character) ? 0.36 : WIDE.test(character) ? 0.9 : /[A-Z&+=]/.test(character) ? 0.72 : character > '\u007e' ? 1 : 0.58;
  return Math.ceil(ems * size);
}

/** A text of no more characters than that, with what is too much taken out of its middle. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
