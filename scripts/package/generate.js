// Has jsii-pacmak write the package of a language.
const { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { PAGES, turnPage } = require('./page');
const { node } = require('../process/run');
const { dropReadme, translateExamples } = require('../check-examples');

const root = join(__dirname, '..', '..');
const PACMAK = require.resolve('jsii-pacmak/bin/jsii-pacmak');

/** What decides what is written, beside the copy: jsii-pacmak, the scripts here, and the pages of the languages. */
function ingredients() {
  const folders = [__dirname, join(__dirname, '..', 'examples')];
  const scripts = folders.flatMap((folder) => readdirSync(folder).sort().map((name) => join(folder, name)));
  const pages = Object.values(PAGES).map((page) => join(root, page));
  return [PACMAK.replace(/bin.jsii-pacmak$/, 'package.json'), ...scripts, ...pages].map((path) => readFileSync(path, 'utf8'));
}

/** The file with the translations of the examples. */
async function translationsOf(copy) {
  const folder = `${copy}-examples`;
  cpSync(copy, folder, { recursive: true });
  try {
    dropReadme(folder);
    await translateExamples(folder);
    return readFileSync(join(folder, '.jsii.tabl.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Has jsii-pacmak write the package of a language from a copy of its own, which `prepare` changes before, and `finish` what was written. */
async function generate(language, copy, translations, outdir, { options, prepare, finish }) {
  const own = `${copy}-${language}`;
  cpSync(copy, own, { recursive: true });
  try {
    if (language in PAGES) turnPage(own, language);
    prepare?.(own);
    writeFileSync(join(own, '.jsii.tabl.json'), translations);
    await node(PACMAK, ['--target', language, '--outdir', outdir, ...options, own], { cwd: own });
    await finish?.(join(outdir, language));
  } finally {
    rmSync(own, { recursive: true });
  }
}

module.exports = { generate, ingredients, translationsOf };
