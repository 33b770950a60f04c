// Builds what is published for each language into dist.
//
//   node scripts/package.js              all languages
//   node scripts/package.js python java  some of them
//
// A package that was built from the same code before is taken from the cache.
const { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { cached, cacheFolder, keyOfFolder } = require('./cache/cache');
const { generate, ingredients, translationsOf } = require('./package/generate');
const { nameInPython } = require('./package/python-docs');
const { buildPython } = require('./package/python-package');
const { Missing, node, run, version } = require('./process/run');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const built = join(dist, '.built.json');

/**
 * What it takes to build for each language, beside Node; an error where it is not there. Source code needs nothing.
 * `prepare` changes a copy of the package before its source is written, `finish` builds what is published from the source.
 */
const LANGUAGES = {
  js: { name: 'JavaScript', toolchain: () => undefined },
  go: { name: 'Go', toolchain: () => undefined, options: ['--code-only'] },
  python: {
    name: 'Python',
    toolchain: () => version('python3', ['--version'], /Python (\S+)/, '3.10'),
    options: ['--code-only'],
    prepare: nameInPython,
    finish: buildPython,
  },
  java: {
    name: 'Java',
    toolchain: async () => {
      await version('javac', ['-version'], /javac (\d[\d.]*)/, '11');
      await run('mvn', ['--version']);
    },
    options: ['--maven-local-repository', cacheFolder('maven')],
  },
  dotnet: { name: '.NET', toolchain: () => run('dotnet', ['--version']), withoutToolchain: ['--code-only'] },
};

/** Builds for these languages. Each outcome is `built`, `kept`, `source`, `missing` or `failed`, with the reason for the last three. */
async function buildPackages(languages = Object.keys(LANGUAGES)) {
  await node(join(__dirname, 'compile.js'), ['--if-stale'], { cwd: root });
  const copy = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    copyPackage(copy);
    const key = keyOfFolder(copy, ...ingredients());
    linkPeers(copy);
    let translated;
    const translate = () => (translated ??= translationsOf(copy));
    const outcomes = {};
    await inPairs(languages, async (language) => { outcomes[language] = await buildPackage(language, copy, key, translate); });
    return { key, outcomes };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What is published, apart from a folder in which somebody may be compiling. */
function copyPackage(copy) {
  for (const path of ['package.json', '.jsii', '.jsii.gz', 'lib', 'bin', 'README.md', 'LICENSE', '.npmignore', 'rosetta']) cpSync(join(root, path), join(copy, path), { recursive: true });
  for (const name of Object.keys(require('../package.json').dependencies)) cpSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), { recursive: true });
}

function linkPeers(copy) {
  for (const name of Object.keys(require('../package.json').peerDependencies)) symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name), 'junction');
}

async function buildPackage(language, copy, key, translate) {
  const { toolchain, options = [], withoutToolchain, prepare, finish } = LANGUAGES[language];
  try {
    const reason = await missingOf(toolchain);
    if (reason !== undefined && !withoutToolchain) return { status: 'missing', reason };
    const status = reason === undefined ? 'built' : 'source';
    const wanted = `${key} ${status}`;
    if (stamps()[language] === wanted && existsSync(join(dist, language))) return { status: status === 'source' ? status : 'kept', reason };
    const folder = await cached(`package-${language}`, `${key}-${status}`, async (outdir) => (
      generate(language, copy, await translate(), outdir, { options: reason === undefined ? options : withoutToolchain, prepare, finish })
    ));
    mkdirSync(dist, { recursive: true });
    rmSync(join(dist, language), { recursive: true, force: true });
    cpSync(join(folder, language), join(dist, language), { recursive: true });
    writeFileSync(built, JSON.stringify({ ...stamps(), [language]: wanted }));
    return { status, reason };
  } catch (error) {
    return { status: error instanceof Missing ? 'missing' : 'failed', reason: error.message };
  }
}

async function missingOf(toolchain) {
  try {
    await toolchain();
    return undefined;
  } catch (error) {
    if (error instanceof Missing) return error.message;
    throw error;
  }
}

/** By which code each folder of dist was built. */
function stamps() {
  return existsSync(built) ? JSON.parse(readFileSync(built, 'utf8')) : {};
}

/** Two at once: each has a quiet half, in which it waits for a registry. */
async function inPairs(items, act) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await act(item);
  };
  await Promise.all([worker(), worker()]);
}

/** A line about what became of a language. */
function outcomeText(language, { status, reason }) {
  const folder = `dist/${language}`;
  switch (status) {
    case 'built': return folder;
    case 'kept': return `${folder}, as it was`;
    case 'source': return `${folder}, as source that nobody compiled, because ${reason}`;
    case 'missing': return `not built, because ${reason}`;
    default: return `failed: ${reason}`;
  }
}

module.exports = { buildPackages, LANGUAGES, outcomeText };

if (require.main === module) {
  const languages = process.argv.slice(2);
  buildPackages(languages.length > 0 ? languages : undefined).then(({ outcomes }) => {
    for (const [language, { name }] of Object.entries(LANGUAGES).filter(([one]) => one in outcomes)) console.log(`${name.padEnd(11)} ${outcomeText(language, outcomes[language])}`);
    if (Object.values(outcomes).some(({ status }) => status === 'failed')) process.exitCode = 1;
  });
}
