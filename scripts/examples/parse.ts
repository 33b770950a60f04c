import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Missing } from '../process/failure';
import { run } from '../process/run';
import { inTemporaryFolder } from '../project/temporary';

interface Parser {
  readonly file: string;

  /** How a text is made a program. Names need not exist. */
  readonly program: (text: string) => string;

  /** What refuses a program that is none. */
  readonly command: readonly [name: string, ...args: string[]];
}

const PARSERS: { readonly [language: string]: Parser } = {
  python: { file: 'example.py', program: (text) => text, command: ['python3', '-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())'] },
  java: {
    file: 'Example.java',
    program: (text) => `class Example { void example() {\n${text}\n} }\n`,
    command: ['javac', '-proc:none', '-XDshould-stop.ifNoError=PARSE', '-XDshould-stop.ifError=PARSE'],
  },
  go: { file: 'example.go', program: (text) => `package example\n\nfunc example() {\n${text}\n}\n`, command: ['gofmt', '-e', '-l'] },
};

/** The languages whose translations are parsed. */
export const PARSED = Object.keys(PARSERS);

/** What is wrong with texts in a language; nothing where its toolchain is not there. */
export async function syntaxErrors(language: string, texts: readonly string[]): Promise<string[]> {
  const { file, program, command: [name, ...args] } = PARSERS[language];
  return inTemporaryFolder('example', async (folder) => {
    const path = join(folder, file);
    const errors: string[] = [];
    for (const text of texts) {
      writeFileSync(path, program(text));
      const { status, output } = await run(name, [...args, path], { fails: true });
      if (status !== 0) errors.push(`${output.trim()}\n${text}`);
    }
    return errors;
  }).catch((error: unknown) => {
    if (error instanceof Missing) return [];
    throw error;
  });
}
