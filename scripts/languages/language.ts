import { ToldTest } from '../reports/told-test';

/** The folders of the programs that every language has. */
export interface Programs {
  /** The shop in three tiers. */
  readonly shop: string;

  /** The app with each kind. */
  readonly kinds: string;

  /** The first example of the README, which lies with the tests. */
  readonly first: string;
}

/** The variables with which the program in a folder runs. */
export type Environments = (folder: string) => NodeJS.ProcessEnv;

/** How programs of a language run against its package in dist. */
export interface ProgramLanguage {
  readonly name: string;
  readonly programs: Programs;

  /** The folder of the tests. */
  readonly tests: string;

  /** Where the tests are written. */
  readonly testFile: string;

  /** What a test looks like, with its name. */
  readonly testPattern: RegExp;

  /** Fetches what the programs and the tests depend on. */
  prepare(): Promise<Environments>;

  /** Runs the tests, and tells what became of each. */
  test(env: NodeJS.ProcessEnv): Promise<ToldTest[]>;
}

/** The names of the tests, without what the language puts around them. */
export function testNamesOf({ testPattern }: ProgramLanguage, text: string): string[] {
  return [...text.matchAll(testPattern)].map(([, name]) => name);
}
