// Translates the examples in the documentation of the code for the packages of other languages.
//
//   node scripts/check-examples.js  says which of them do not compile, and which of their translations do not parse
//
// Each begins with the lines of rosetta/default.ts-fixture.
const { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { readAssembly, writeAssembly } = require('./project/assembly');
const { mended } = require('./examples/mended');
const { PARSED, syntaxErrors } = require('./examples/parse');
const { node } = require('./process/run');

const root = join(__dirname, '..');
const { dependencies, peerDependencies } = require('../package.json');
const ROSETTA = join(root, 'node_modules', 'jsii-rosetta', 'bin', 'jsii-rosetta');

/** Leaves the translations in the folder of a copy of the package, where jsii-pacmak looks for them. */
async function translateExamples(copy) {
  require('./link-package');
  await node(ROSETTA, ['extract', '--compile', '--fail', '--directory', root, copy], { cwd: copy });
  const file = join(copy, '.jsii.tabl.json');
  const tablet = JSON.parse(readFileSync(file, 'utf8'));
  const assembly = readAssembly(copy);
  const examples = Object.values(tablet.snippets).map(({ translations }) => translations);
  for (const example of examples) {
    for (const [language, translation] of Object.entries(example)) translation.source = mended(language, translation.source, assembly);
  }
  writeFileSync(file, JSON.stringify(tablet));
  const errors = await Promise.all(PARSED.map((language) => syntaxErrors(language, examples.map((example) => example[language].source))));
  if (errors.flat().length > 0) throw new Error(errors.flat().join('\n\n'));
}

/** Takes the page for npm out of the documentation of a copy: other languages have pages of their own. */
function dropReadme(copy) {
  const { readme, ...assembly } = readAssembly(copy);
  writeAssembly(copy, assembly);
}

module.exports = { dropReadme, translateExamples };

if (require.main === module) {
  const copy = mkdtempSync(join(tmpdir(), 'examples-'));
  for (const path of ['package.json', '.jsii', '.jsii.gz', 'rosetta']) cpSync(join(root, path), join(copy, path), { recursive: true });
  dropReadme(copy);
  mkdirSync(join(copy, 'node_modules'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), 'junction');
  translateExamples(copy)
    .catch((error) => {
      console.error(`${error.message}\nAn @example uses what rosetta/default.ts-fixture declares, and is written so that its translations are correct.`);
      process.exitCode = 1;
    })
    .finally(() => rmSync(copy, { recursive: true }));
}
