// The page that a package shows where it is published, and in its documentation: that of its language.
const { readFileSync, writeFileSync } = require('node:fs');
const { join, posix } = require('node:path');
const { readAssembly, writeAssembly } = require('../project/assembly');

const root = join(__dirname, '..', '..');
const PAGES = { python: 'docs/python.md', java: 'docs/java.md', go: 'docs/go.md', dotnet: 'docs/csharp.md' };
const REPOSITORY = require('../../package.json').repository.url.replace(/\.git$/, '');

/** Gives a copy of the package the page of a language instead of the README, which is for npm. */
function turnPage(copy, language) {
  const page = pageOf(language);
  writeFileSync(join(copy, 'README.md'), page);
  writeAssembly(copy, { ...readAssembly(copy), readme: { markdown: page } });
}

/** Its links lead to the repository, and its fences name no files. */
function pageOf(language) {
  const path = PAGES[language];
  return readFileSync(join(root, path), 'utf8')
    .replace(/^```(\w+) \S+$/gm, '```$1')
    .replace(/\]\((?!https?:|#)([^)]+)\)/g, (_, link) => `](${REPOSITORY}/blob/main/${posix.join(posix.dirname(path), link)})`);
}

module.exports = { PAGES, pageOf, turnPage };
