import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { PROJECT } from './pages';
import { runText, saidBy, unbroken } from './said';
import { codeBlocks } from '../support/code-blocks/markdown';
import { Program, programsOf } from '../support/code-blocks/programs';

const PAGES = [
  'docs/connections.md', 'docs/testing.md', 'docs/verification.md',
  ...readdirSync(join(PROJECT, 'docs/findings')).map((name) => `docs/findings/${name}`),
];

/** The tests of another runner, which cannot be run in one of ours. */
const TESTS = /^test\(/;

/** A block of text, and the program above it that says so. */
interface Shown {
  readonly program: Program;
  readonly text: string;
}

function shownOn(page: string): Shown[] {
  const blocks = codeBlocks(readFileSync(join(PROJECT, page), 'utf8'));
  const programs = programsOf(page, blocks);
  return blocks.filter(({ language, text }) => language === 'text' && !TESTS.test(text)).map(({ line, text }) => (
    { text, program: programs.filter((program) => program.line < line).at(-1)! }
  ));
}

/** The place of a call is known by the program that is shown, and not by the one that runs here. */
function withoutPlace(text: string): string {
  return unbroken(text).replace(/ at \S+:\d+ does not hold/g, ' does not hold');
}

const all = PAGES.flatMap(shownOn);

describe.each(all.map((shown) => [shown.program.place, shown] as const))('what is shown below %s', (_, { program, text }) => {
  test('is what the program says', () => {
    const said = saidBy((log) => runText(program.text, log));
    expect(withoutPlace(said.text)).toContain(withoutPlace(text));
  });

  test('names the line of the call', () => {
    const lines = program.text.split('\n').slice(program.line - 1);
    const places = [...text.matchAll(/ at main\.ts:(\d+)/g)].map(([, number]) => lines[Number(number) - 1]);
    expect(places.filter((line) => !/\.allow(To|From)\(/.test(line))).toEqual([]);
  });
});

test('pages show what programs say', () => {
  expect(all.length).toBeGreaterThan(5);
});
