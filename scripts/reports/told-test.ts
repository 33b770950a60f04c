export type TestStatus = 'passed' | 'failed' | 'skipped';

/** What a test runner told of a test. */
export interface ToldTest {
  readonly name: string;
  readonly status: TestStatus;

  /** What it printed, and why it failed. */
  readonly text: string;
}

/** How many tests ended in which way. */
export type Counts = { readonly [status in TestStatus]: number };
