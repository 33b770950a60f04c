// Tries the page in a real Chromium.
//
//   npm run test:page                   all
//   npm run test:page -- page/answers   one file of tests
//
// Where there is no browser, the tests are counted as skipped. The counts are left in .page-results.json.
import { join } from 'node:path';
import { findBrowser } from './page/browser';
import { Missing } from './process/failure';
import { step } from './process/step';
import { ROOT } from './project/root';
import { runJest } from './reports/jest';

step(async () => runJest({ folder: join(ROOT, 'test', 'page'), counts: '.page-results.json', env: await browserVariables() }));

async function browserVariables(): Promise<NodeJS.ProcessEnv> {
  try {
    const { path, env } = await findBrowser();
    return { ...env, PAGE_BROWSER: path };
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`skipped: the page cannot be tried, because ${error.message}.`);
    return { PAGE_BROWSER: undefined };
  }
}
