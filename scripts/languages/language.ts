import { ToldTest } from '../reports/told-test';

/** What the programs of a language have been given what they depend on for. */
export interface Prepared {
  /** The folder of the shop in three tiers. */
  readonly example: string;

  /** The folder of the tests, which holds the first example of the README too. */
  readonly tests: string;

  /** The variables with which a program runs. */
  envOf(program: string): NodeJS.ProcessEnv;
}

/** How programs of a language run against its package in dist. */
export interface ProgramLanguage {
  readonly name: string;

  /** Where the tests are written. */
  readonly testFile: string;

  /** What a test looks like, with its name. */
  readonly testPattern: RegExp;

  /** Fetches what the programs depend on. */
  prepare(): Promise<Prepared>;

  /** Runs the tests, and tells what became of each. */
  test(env: NodeJS.ProcessEnv): Promise<ToldTest[]>;
}

/** The names of the tests, without what the language puts around them. */
export function testNamesOf({ testPattern }: ProgramLanguage, text: string): string[] {
  return [...text.matchAll(testPattern)].map(([, name]) => name);
}
