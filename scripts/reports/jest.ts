import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Counts } from './told-test';
import { run } from '../process/run';
import { JEST } from '../project/programs';
import { ROOT } from '../project/root';
import { inTemporaryFolder } from '../project/temporary';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
}

export interface JestRun {
  /** The folder of tests, which has a configuration of its own. */
  readonly folder: string;

  /** The file of the project in which the counts are left. */
  readonly counts: string;

  readonly env: NodeJS.ProcessEnv;
}

/** Runs the tests of a folder with what the command was given, leaves their counts, and ends as they end. */
export async function runJest({ folder, counts, env }: JestRun): Promise<void> {
  await inTemporaryFolder('jest', async (reports) => {
    const report = join(reports, 'report.json');
    const options = ['--config', join(folder, 'jest.config.json'), '--ci', '--json', `--outputFile=${report}`];
    const { status } = await run(process.execPath, [JEST, ...options, ...process.argv.slice(2)], { cwd: ROOT, env, fails: true, shown: 'errors' });
    writeFileSync(join(ROOT, counts), JSON.stringify(countsOf(report)));
    process.exitCode = status ?? 1;
  });
}

/** What a run without a report counts is a failure. */
function countsOf(report: string): Counts {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}
