// Has each language parse the examples that were translated for it.
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Missing, run } = require('../process/run');

/** How a text is made a program, and which command refuses a program that is none. Names need not exist. */
const PARSERS = {
  python: { file: 'example.py', program: (text) => text, command: ['python3', '-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())'] },
  java: {
    file: 'Example.java',
    program: (text) => `class Example { void example() {\n${text}\n} }\n`,
    command: ['javac', '-proc:none', '-XDshould-stop.ifNoError=PARSE', '-XDshould-stop.ifError=PARSE'],
  },
  go: { file: 'example.go', program: (text) => `package example\n\nfunc example() {\n${text}\n}\n`, command: ['gofmt', '-e', '-l'] },
};

/** What is wrong with texts in a language; nothing where its toolchain is not there. */
async function syntaxErrors(language, texts) {
  const { file, program, command: [name, ...args] } = PARSERS[language];
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  const path = join(folder, file);
  const errors = [];
  try {
    for (const text of texts) {
      writeFileSync(path, program(text));
      const { status, output } = await run(name, [...args, path], { fails: true });
      if (status !== 0) errors.push(`${output.trim()}\n${text}`);
    }
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
  return errors;
}

module.exports = { PARSED: Object.keys(PARSERS), syntaxErrors };
