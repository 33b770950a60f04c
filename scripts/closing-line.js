// @ts-check
// Adds up what the test commands counted, and closes with one line. It fails where one of them failed, by its status or by its counts.
// It needs nothing but Node, because the line is due where nothing could be installed, too.
//
//   node scripts/closing-line.js <status of npm test> <of test:languages> <of test:cluster> <of test:page>
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 */

/** @param {JestReport} report @returns {Counts} */
function countsOfJest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {Counts} counts */
const asTheyAre = (counts) => counts;

const COUNTED = [
  { file: '.jest-results.json', countsOf: countsOfJest },
  { file: '.language-results.json', countsOf: asTheyAre },
  { file: '.cluster-results.json', countsOf: asTheyAre },
  { file: '.page-results.json', countsOf: asTheyAre },
];

const all = COUNTED.map(({ file, countsOf }, index) => {
  const path = join(__dirname, '..', file);
  const { passed, failed, skipped } = existsSync(path) ? countsOf(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 };
  // A command may fail beside its tests: in lint, or because it did not compile.
  return { passed, failed: failed === 0 && process.argv[index + 2] !== '0' ? 1 : failed, skipped };
});

/** @param {keyof Counts} field */
const sum = (field) => all.reduce((total, counts) => total + counts[field], 0);

console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
