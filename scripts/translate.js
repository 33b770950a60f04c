// Translates the examples in the documentation of the code, and those of the README, for the packages of other languages.
//
//   node scripts/translate.js  says which of them do not compile
//
// Those of the code begin with rosetta/default.ts-fixture. Those of the README are whole programs, marked "nofixture".
const { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { node } = require('./run');

const root = join(__dirname, '..');
const { dependencies, peerDependencies } = require('../package.json');
const ROSETTA = join(root, 'node_modules', 'jsii-rosetta', 'bin', 'jsii-rosetta');

/** Leaves the translations in the folder of a copy of the package, where jsii-pacmak looks for them. */
async function translateExamples(copy) {
  require('./link-package');
  await node(ROSETTA, ['extract', '--compile', '--fail', '--directory', root, copy], { cwd: copy });
}

module.exports = { translateExamples };

if (require.main === module) {
  const copy = mkdtempSync(join(tmpdir(), 'examples-'));
  for (const path of ['package.json', '.jsii', 'README.md', 'rosetta']) cpSync(join(root, path), join(copy, path), { recursive: true });
  mkdirSync(join(copy, 'node_modules'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), 'junction');
  translateExamples(copy)
    .catch((error) => {
      console.error(`${error.message}\nAn @example uses what rosetta/default.ts-fixture declares; a block of the README is a program, which begins with "\`\`\`ts nofixture".`);
      process.exitCode = 1;
    })
    .finally(() => rmSync(copy, { recursive: true }));
}
