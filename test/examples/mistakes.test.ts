import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, synthesize } from './synth';
import * as library from '../../src';
import { readPage } from '../docs/pages';
import { runText, saidBy, unbroken } from '../docs/said';
import { provideCompiledLibrary } from '../support/compiled-library';

const FOLDER = join(EXAMPLES, 'mistakes');

/** A mistake as the page shows it. */
interface Mistake {
  readonly file: string;
  readonly program: string;
  readonly message: string;
  /** The program with the line that the page says to write. */
  readonly mended: string;
}

const mistakes = readPage('docs/mistakes.md').sections.map(({ text, blocks }): Mistake => {
  const file = /\]\(\.\.\/examples\/mistakes\/(\S+\.ts)\)/.exec(text)![1];
  const [program, message] = ['ts', 'text'].map((language) => blocks.find((block) => block.language === language)!.text);
  const [, line, instead] = /(?:Add|rite)\s+`([^`]+)`(?:\s+in\s+place\s+of\s+`([^`]+)`)?/.exec(text.split('```').at(-1)!)!;
  const mended = instead === undefined ? program.replace('app.synth();', `${line}\n$&`) : program.replace(instead, () => line);
  expect(mended).not.toBe(program);
  return { file, program, message, mended };
});

/** What an app of the example says, run from its folder. */
function messageOf(run: () => void): string {
  jest.spyOn(process, 'cwd').mockReturnValue(FOLDER);
  const { text, wroteFiles } = saidBy(run);
  jest.restoreAllMocks();
  expect(wroteFiles).toBe(!text.startsWith('['));
  return text;
}

/** The program, with an import of whatever it newly names. */
function withImports(text: string): string {
  const names = Object.keys(library).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return text.replace(/^import .* from 'cdk8s-netpol';$/m, `import { ${names.join(', ')} } from 'cdk8s-netpol';`);
}

describe.each(mistakes.map((mistake) => [mistake.file, mistake] as const))('the mistake in %s', (file, { program, message, mended }) => {
  test('is shown on its page', () => {
    const shown = program.replace(/^\/\/ throws: .*\n/m, '');
    expect(`${shown}\n`).toBe(readFileSync(join(FOLDER, file), 'utf8'));
  });

  test('is told by the message that its page shows', () => {
    const said = messageOf(() => jest.isolateModules(() => { jest.requireActual(join(FOLDER, file)); }));
    expect(unbroken(message)).toBe(said);
  });

  test('is gone with the line that its page says to write', () => {
    expect(messageOf(() => runText(withImports(mended), () => undefined))).toBe('');
  });
});

describe('the page of mistakes', () => {
  test('has all of the example', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && name !== 'main.ts');
    expect(mistakes.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  test('shows what "cdk8s synth" prints, too', () => {
    provideCompiledLibrary();
    const { file, message } = mistakes[0];
    const { status, stderr, manifests } = synthesize(FOLDER, file);
    expect(unbroken(stderr)).toContain(`Error: Validation failed with the following errors: ${unbroken(message)} at validate`);
    expect([status, manifests]).toEqual([1, []]);
  }, 60_000);
});
