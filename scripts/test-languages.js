// Builds the packages, and tries each in its language: the same apps must write the same YAML, and the same tests must pass.
//
//   node scripts/test-languages.js          all languages
//   node scripts/test-languages.js python   one of them, and TypeScript to compare with
//
// What cannot be tried because something is missing is counted as skipped. The counts are left in .language-results.json.
const { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');
const { buildPackages, LANGUAGES, outcomeText } = require('./package');
const { Missing, node, run } = require('./run');

const root = join(__dirname, '..');
const TRIED = { python: require('./python'), java: require('./java'), go: require('./go') };
const SHOP = 'the shop in three tiers writes the YAML that it writes in TypeScript, byte for byte';
const KINDS = 'the app with each kind writes the YAML that it writes in TypeScript, byte for byte';
const FIRST = 'the first example of the README writes the YAML that it writes in TypeScript, byte for byte';
const results = [];

async function main() {
  const asked = process.argv.slice(2).filter((language) => language in TRIED);
  const languages = asked.length > 0 ? asked : Object.keys(TRIED);
  const { outcomes } = await buildPackages(asked.length > 0 ? asked : undefined);
  for (const [language, outcome] of Object.entries(outcomes)) reportPackage(LANGUAGES[language].name, language, outcome);
  checkNames(languages);

  require('./link-package');
  const expected = {
    [SHOP]: await synthesize(join(root, 'examples', 'three-tier-shop'), {}),
    [KINDS]: await synthesize(join(root, 'examples', 'every-kind'), {}),
    [FIRST]: await firstExample(),
  };
  const files = Object.values(expected).flatMap((written) => Object.keys(written));
  report('TypeScript', 'what the others are compared with is written', files.length === 15 ? 'passed' : 'failed', files.join(', '));
  for (const language of languages) await tryLanguage(TRIED[language], outcomes[language], expected);
}

/** Leaves the counts, and tells what failed. */
function conclude() {
  const count = (status) => results.filter((one) => one.status === status).length;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  writeFileSync(join(root, '.language-results.json'), JSON.stringify(counts));
  for (const { text } of results.filter(({ status }) => status === 'failed')) console.log(`\n${text}`);
  console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  if (counts.failed > 0) process.exitCode = 1;
}

function reportPackage(name, language, outcome) {
  const statuses = { built: 'passed', kept: 'passed', failed: 'failed' };
  report(name, 'the package is built', statuses[outcome.status] ?? 'skipped', outcomeText(language, outcome));
}

/** What is awkward in one language is tried in all. */
function checkNames(languages) {
  const [first, ...others] = languages.map((language) => namesOf(TRIED[language]));
  const plain = (names) => names.map((name) => name.replace(/_/g, '').toLowerCase()).sort().join('\n');
  const same = first.length > 0 && others.every((names) => plain(names) === plain(first));
  report('all', 'each language has the same tests', same ? 'passed' : 'failed', languages.map((language) => `${language}:\n${namesOf(TRIED[language]).join('\n')}`).join('\n'));
}

function namesOf({ testFile, testPattern }) {
  return [...readFileSync(testFile, 'utf8').matchAll(testPattern)].map(([, name]) => name);
}

/** Where something is missing, all that was not tried yet is skipped; where something breaks, it has failed. */
async function tryLanguage(language, { status, reason }, expected) {
  const { name } = language;
  const open = new Set([SHOP, KINDS, FIRST, ...namesOf(language)]);
  const done = (title, outcome, text) => {
    open.delete(title);
    report(name, title, outcome, text);
  };
  try {
    if (status === 'missing' || status === 'source') throw new Missing(reason);
    if (status === 'failed') throw new Error('its package was not built');
    const { example, kinds, tests, envOf } = await language.prepare();
    for (const [title, app] of [[SHOP, example], [KINDS, kinds], [FIRST, tests]]) {
      const difference = await synthesize(app, envOf(app)).then((written) => differenceOf(expected[title], written), (error) => error.message);
      done(title, difference === undefined ? 'passed' : 'failed', difference);
    }
    for (const test of await language.test(envOf(tests))) done(test.name, test.status, test.text);
    if (open.size > 0) throw new Error('it did not run');
  } catch (error) {
    const outcome = error instanceof Missing ? 'skipped' : 'failed';
    for (const title of [...open]) done(title, outcome, error.message);
  }
}

/** What `cdk8s synth` writes for an app, by file. */
function synthesize(app, env) {
  return writtenBy((outdir) => node(join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), ['synth', '--no-check-upgrade', '-o', outdir], { cwd: app, env }));
}

/** What the first example of the README writes. */
function firstExample() {
  const [, text] = /^```ts.*\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, 'README.md'), 'utf8'));
  const { outputText } = transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  return writtenBy((outdir) => run(process.execPath, ['--eval', outputText], { cwd: root, env: { CDK8S_OUTDIR: outdir } }));
}

async function writtenBy(act) {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    await act(outdir);
    return Object.fromEntries(readdirSync(outdir).sort().map((file) => [file, readFileSync(join(outdir, file), 'latin1')]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function differenceOf(expected, actual) {
  const files = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter((file) => expected[file] !== actual[file]);
  if (files.length === 0) return undefined;
  const [a, b] = [expected, actual].map((all) => (all[files[0]] ?? '(no such file)').split('\n'));
  const line = a.findIndex((text, index) => text !== b[index]);
  return `${files.join(', ')} differ, first in line ${line + 1} of ${files[0]}:\n  TypeScript: ${a[line] ?? ''}\n  here:       ${b[line] ?? ''}`;
}

function report(language, title, status, text = '') {
  const said = title.includes(' ') ? title : title.replace(/_/g, ' ').replace(/([A-Z])/g, ' $1').trim().toLowerCase();
  const words = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' };
  results.push({ status, text: `${language}: ${said}\n${text}` });
  console.log(`${words[status]} ${language}: ${said}${status === 'skipped' && text ? ` (${text.split('\n')[0]})` : ''}`);
}

main().catch((error) => report('all', 'the tests come to their end', 'failed', error.stack)).finally(conclude);
