import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as library from 'cdk8s-netpol';
import { EXAMPLES, synthesize } from './synth';
import { readPage } from '../docs/pages';
import { toJavaScript } from '../support/code-blocks/type-check';
import { provideCompiledLibrary } from '../support/compiled-library';

const FOLDER = join(EXAMPLES, 'mistakes');
const HEAD = 'Validation failed with the following errors:\n';

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

/** A message without the places where its lines are broken. */
function unbroken(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** What an app says when it is synthesized in a folder of its own: its warnings, or the error that ends it. */
function messageOf(run: () => void): string {
  let said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  jest.spyOn(process, 'cwd').mockReturnValue(FOLDER);
  const before = { ...process.env };
  delete process.env.CDK8S_NETPOL_FINDINGS;
  process.env.CDK8S_OUTDIR = mkdtempSync(join(tmpdir(), 'mistake-'));
  try {
    run();
    expect(readdirSync(process.env.CDK8S_OUTDIR)).not.toEqual([]);
  } catch (error) {
    said += (error as Error).message.replace(HEAD, '');
  } finally {
    rmSync(process.env.CDK8S_OUTDIR, { recursive: true });
    process.env = before;
    jest.restoreAllMocks();
  }
  return unbroken(said);
}

/** Runs a program whose line was mended; whatever it newly names is imported. */
function runMended(text: string): void {
  const names = Object.keys(library).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const program = text.replace(/^import .* from 'cdk8s-netpol';$/m, `import { ${names.join(', ')} } from 'cdk8s-netpol';`);
  new Function('require', 'exports', toJavaScript(program))(require, {});
}

describe.each(mistakes.map((mistake) => [mistake.file, mistake] as const))('the mistake in %s', (file, { program, message, mended }) => {
  test('is shown on its page', () => {
    const shown = program.replace(/^\/\/ throws: .*\n/m, '');
    expect(`${shown}\n`).toBe(readFileSync(join(FOLDER, file), 'utf8'));
  });

  test('is told by the message that its page shows', () => {
    const said = messageOf(() => jest.isolateModules(() => { require(join(FOLDER, file)); }));
    expect(unbroken(message)).toBe(said);
  });

  test('is gone with the line that its page says to write', () => {
    expect(messageOf(() => runMended(mended))).toBe('');
  });
});

describe('the page of mistakes', () => {
  test('has all of the example', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && name !== 'main.ts');
    expect(mistakes.map(({ file }) => file).sort()).toEqual(files.sort());
    expect(files.every((file) => existsSync(join(FOLDER, file)))).toBe(true);
  });

  test('shows what "cdk8s synth" prints, too', () => {
    provideCompiledLibrary();
    const { file, message } = mistakes[0];
    const { status, stderr, manifests } = synthesize(FOLDER, file);
    expect(unbroken(stderr)).toContain(`Error: ${HEAD.trim()} ${unbroken(message)} at validate`);
    expect([status, manifests]).toEqual([1, []]);
  }, 60_000);
});
