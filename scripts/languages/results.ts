import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project/root';
import { TestStatus } from '../reports/told-test';

interface Result {
  readonly status: TestStatus;

  /** Which test it is, and what it told. */
  readonly text: string;
}

const WORDS: { readonly [status in TestStatus]: string } = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' };

/** What became of each test, told as it comes. */
export class Results {
  private readonly results: Result[] = [];

  /** Tells what became of a test, whose title is a sentence or its name in the code. */
  public report(language: string, title: string, status: TestStatus, text = ''): void {
    const said = title.includes(' ') ? title : title.replace(/_/g, ' ').replace(/([A-Z])/g, ' $1').trim().toLowerCase();
    this.results.push({ status, text: `${language}: ${said}\n${text}` });
    console.log(`${WORDS[status]} ${language}: ${said}${status === 'skipped' && text ? ` (${text.split('\n')[0]})` : ''}`);
  }

  /** Leaves the counts in .language-results.json, and tells what failed. */
  public conclude(): void {
    const count = (status: TestStatus) => this.results.filter((one) => one.status === status).length;
    const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
    writeFileSync(join(ROOT, '.language-results.json'), JSON.stringify(counts));
    for (const { text } of this.results.filter(({ status }) => status === 'failed')) console.log(`\n${text}`);
    console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    if (counts.failed > 0) process.exitCode = 1;
  }
}
