import { TestStatus, ToldTest } from './told-test';

interface Event {
  readonly Test?: string;
  readonly Action: string;
  readonly Output?: string;
}

const STATUSES: { readonly [action: string]: TestStatus } = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** The tests in what `go test -json` printed. */
export function testsOfGo(output: string): ToldTest[] {
  const events = output.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Event);
  return events.flatMap(({ Test: name, Action: action }) => (name !== undefined && action in STATUSES ? [{
    name,
    status: STATUSES[action],
    text: events.filter((event) => event.Test === name && event.Action === 'output').map((event) => event.Output).join('').trim(),
  }] : []));
}
