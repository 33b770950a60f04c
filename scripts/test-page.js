// Tries the page in a real Chromium.
//
//   npm run test:page                   all
//   npm run test:page -- page/answers   one file of tests
//
// Where there is no browser, the tests are counted as skipped. The counts are left in .page-results.json.
const { spawnSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { findBrowser } = require('./page/browser');
const { countsOfJest } = require('./reports/reports');
const { Missing } = require('./process/run');

const root = join(__dirname, '..');

async function main() {
  const env = { ...process.env };
  delete env.PAGE_BROWSER;
  try {
    const browser = await findBrowser();
    Object.assign(env, browser.env, { PAGE_BROWSER: browser.path });
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`skipped: the page cannot be tried, because ${error.message}.`);
  }
  const report = join(root, 'node_modules', `.page-${process.pid}.json`);
  const jest = [require.resolve('jest/bin/jest'), '--config', join(root, 'test', 'page', 'jest.config.json'), '--ci', '--json', `--outputFile=${report}`];
  const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(join(root, '.page-results.json'), JSON.stringify(countsOfJest(report)));
  process.exitCode = status ?? 1;
}

main();
