// What became of each test, by the reports of test runners.
const { existsSync, readFileSync } = require('node:fs');
const { failure } = require('../process/run');

/** By JUnit's XML, which pytest writes too. Each test is `{ name, status, text }`. */
function reportedByJUnit(files, output, nameOf) {
  const found = files.filter((file) => existsSync(file)).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)]);
  if (found.length === 0) throw failure('no test ran', output);
  return found.map(([, attributes, content = '']) => {
    const [, kind] = /<(failure|error|skipped)\b/.exec(content) ?? [];
    const status = kind === undefined ? 'passed' : kind === 'skipped' ? 'skipped' : 'failed';
    return { name: nameOf(/\bname="([^"]*)"/.exec(attributes)[1]), status, text: unescaped(content) };
  });
}

function unescaped(xml) {
  const words = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml.replace(/<!\[CDATA\[|\]\]>|<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replace(/&(lt|gt|quot|apos|amp);/g, (_, word) => words[word]).trim();
}

/** By `go test -json`. */
function reportedByGo(output, nameOf) {
  const events = output.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)).filter(({ Test }) => Test);
  const statuses = { pass: 'passed', fail: 'failed', skip: 'skipped' };
  const ended = events.filter(({ Action }) => Action in statuses);
  if (ended.length === 0) throw failure('no test ran', output);
  return ended.map(({ Test, Action }) => ({
    name: nameOf(Test),
    status: statuses[Action],
    text: events.filter((event) => event.Test === Test && event.Action === 'output').map((event) => event.Output).join('').trim(),
  }));
}

/** How many tests passed, failed and were skipped, by the report of jest. */
function countsOfJest(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
}

module.exports = { countsOfJest, reportedByGo, reportedByJUnit };
