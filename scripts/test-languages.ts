// Builds the packages, and tries each in its language: the same programs must write the same YAML, and the same tests must pass.
//
//   npm run test:languages            all languages
//   npm run test:languages -- python  one of them, and TypeScript to compare with
//
// What cannot be tried because something is missing is counted as skipped. The counts are left in .language-results.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramLanguage, Programs, testNamesOf } from './languages/language';
import { Results } from './languages/results';
import { isTried, TRIED } from './languages/tried';
import { differenceOf, firstExample, synthesize, Written } from './languages/written';
import { buildPackages } from './package/build';
import { LANGUAGES, languagesIn } from './package/languages';
import { Outcome, outcomeText } from './package/outcome';
import { Missing } from './process/failure';
import { step } from './process/step';
import { linkPackage } from './project/link';
import { ROOT } from './project/root';

/** A program that must write in every language what it writes in TypeScript. */
interface Comparison {
  readonly program: keyof Programs;
  readonly title: string;

  /** What it writes in TypeScript. */
  readonly written: () => Promise<Written>;
}

const STATUSES = { built: 'passed', kept: 'passed', failed: 'failed', source: 'skipped', missing: 'skipped' } as const;
const COMPARISONS: readonly Comparison[] = [
  {
    program: 'shop',
    title: 'the shop in three tiers writes the YAML that it writes in TypeScript, byte for byte',
    written: () => synthesize(join(ROOT, 'examples', 'three-tier-shop'), {}),
  },
  {
    program: 'kinds',
    title: 'the app with each kind writes the YAML that it writes in TypeScript, byte for byte',
    written: () => synthesize(join(ROOT, 'examples', 'every-kind'), {}),
  },
  {
    program: 'first',
    title: 'the first example of the README writes the YAML that it writes in TypeScript, byte for byte',
    written: firstExample,
  },
];

const results = new Results();

step(() => main()
  .catch((error: Error) => results.report('all', 'the tests come to their end', 'failed', error.stack))
  .finally(() => results.conclude()));

async function main(): Promise<void> {
  const outcomes = await buildPackages(languagesIn(process.argv.slice(2).filter(isTried)));
  for (const [language, outcome] of outcomes) {
    results.report(LANGUAGES[language].name, 'the package is built', STATUSES[outcome.status], outcomeText(language, outcome));
  }
  const tried = [...outcomes.keys()].filter(isTried);
  checkNames(tried.map((name) => TRIED[name]));

  linkPackage();
  const expected = new Map<Comparison, Written>();
  for (const comparison of COMPARISONS) expected.set(comparison, await comparison.written());
  const files = [...expected.values()].flatMap((written) => Object.keys(written));
  results.report('TypeScript', 'what the others are compared with is written', files.length === 15 ? 'passed' : 'failed', files.join(', '));
  for (const name of tried) await tryLanguage(TRIED[name], outcomes.get(name)!, expected);
}

/** What is awkward in one language is tried in all. */
function checkNames(languages: readonly ProgramLanguage[]): void {
  const [first, ...others] = languages.map((language) => testNames(language).map((name) => name.replace(/_/g, '').toLowerCase()).sort().join('\n'));
  const same = first.length > 0 && others.every((names) => names === first);
  results.report('all', 'each language has the same tests', same ? 'passed' : 'failed', languages.map((one) => `${one.name}:\n${testNames(one).join('\n')}`).join('\n'));
}

function testNames(language: ProgramLanguage): string[] {
  return testNamesOf(language, readFileSync(language.testFile, 'utf8'));
}

/** Where something is missing, all that was not tried yet is skipped; where something breaks, it has failed. */
async function tryLanguage(language: ProgramLanguage, outcome: Outcome, expected: ReadonlyMap<Comparison, Written>): Promise<void> {
  const open = new Set([...COMPARISONS.map(({ title }) => title), ...testNames(language)]);
  const done: typeof results.report = (name, title, status, text) => {
    open.delete(title);
    results.report(name, title, status, text);
  };
  try {
    if (outcome.status === 'missing' || outcome.status === 'source') throw new Missing(outcome.reason);
    if (outcome.status === 'failed') throw new Error('its package was not built');
    const environments = await language.prepare();
    for (const [{ program, title }, written] of expected) {
      const app = language.programs[program];
      const difference = await synthesize(app, environments(app)).then((here) => differenceOf(written, here), (error: Error) => error.message);
      done(language.name, title, difference === undefined ? 'passed' : 'failed', difference);
    }
    for (const test of await language.test(environments(language.tests))) done(language.name, test.name, test.status, test.text);
    if (open.size > 0) throw new Error('it did not run');
  } catch (error) {
    const status = error instanceof Missing ? 'skipped' : 'failed';
    for (const title of [...open]) done(language.name, title, status, (error as Error).message);
  }
}
