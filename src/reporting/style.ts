/** Marks a piece of text with its meaning, for those who see colors. */
export interface Style {
  good(text: string): string;
  bad(text: string): string;
  doubtful(text: string): string;
  quiet(text: string): string;
  strong(text: string): string;
}

const same = (text: string) => text;

/** Text and nothing else. */
export const PLAIN: Style = { good: same, bad: same, doubtful: same, quiet: same, strong: same };

const painted = (on: number, off: number) => (text: string) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);

/** The colors of a terminal. */
export const COLORED: Style = {
  good: painted(32, 39), bad: painted(31, 39), doubtful: painted(33, 39), quiet: painted(2, 22), strong: painted(1, 22),
};
