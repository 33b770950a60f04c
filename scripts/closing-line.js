// Adds up what the test commands counted, and closes with one line. It fails where one of them failed, by its status or by its counts.
//
//   node scripts/closing-line.js <status of npm test> <of test:languages> <of test:cluster> <of test:page>
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const COUNTED = [
  { file: '.jest-results.json', counts: (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests + r.numRuntimeErrorTestSuites, skipped: r.numPendingTests + r.numTodoTests }) },
  { file: '.language-results.json', counts: (r) => r },
  { file: '.cluster-results.json', counts: (r) => r },
  { file: '.page-results.json', counts: (r) => r },
];

const all = COUNTED.map(({ file, counts }, index) => {
  const path = join(__dirname, '..', file);
  const { passed, failed, skipped } = existsSync(path) ? counts(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 };
  // A command may fail beside its tests: in lint, or because it did not compile.
  return { passed, failed: failed === 0 && process.argv[index + 2] !== '0' ? 1 : failed, skipped };
});
const sum = (field) => all.reduce((total, counts) => total + counts[field], 0);

console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
