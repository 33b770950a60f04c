import { Command } from '../command';
import { MANIFESTS, READING, readingOf } from './shared-options';
import { bytesOfFile, bytesOfStream, STANDARD_INPUT } from '../../manifests/files/bytes';
import { textOf } from '../../manifests/text';
import { read, UnusableInput } from '../../manifests/unusable-input';
import { Checker } from '../expectations/check-expectations';
import { failureText } from '../expectations/failure-text';
import { ExpectationsRead, readExpectations } from '../expectations/read-expectations';
import { UsageError } from '../usage-error';

const FORMAT = `Expectations
  One a line, in a file of YAML:

    namespace: shop              # where names without one are looked for; if not given, in all
    expect: |
      web -> redis: tcp/6379     # web reaches redis on that port, and perhaps on others
      web -> api: only tcp/8080  # on that port and no other
      api -> redis               # on any port
      !web -> db                 # on none
      !* -> db: tcp/22           # no workload of the namespace on that one
      monitoring/* -> */*: tcp/9090-9099, udp/161
      !web -> 169.254.169.254    # an address, or a block of addresses: all of it
      0.0.0.0/0 -> web: tcp      # all ports of TCP

  * is any text and ? any character of a name. An expectation that means no workload fails.`;

export const check: Command = {
  name: 'check',
  summary: 'whether manifests do what a file expects of them',
  operands: MANIFESTS,
  options: [
    { name: 'expect', value: 'FILE', required: true, text: 'the file with the expectations, or - for standard input' },
    ...READING,
  ],
  details: FORMAT,
  examples: [{ line: '$0 check dist/ --expect expectations.yaml', does: 'Whether who should talk to whom can, and nobody else' }],
  run: (given, session) => {
    const file = given.value('expect');
    if (file === '-' && given.paths.includes('-')) throw new UsageError('Only one of --expect and PATH… can be standard input.');
    const { expectations, problems } = expectationsIn(file);
    session.report(problems.map(({ line, message }) => ({ source: { file, ...(line && { line }) }, text: message })));
    const checker = new Checker(session.analyze(given.paths, { ...readingOf(given), needsRendered: true }));
    const failures = expectations.flatMap((expectation) => checker.failure(expectation) ?? []);
    const summary = failures.length === 0 ? held(expectations.length) : `${failures.length} of ${expectations.length} expectations failed`;
    return { text: [...failures.map((failure) => failureText(failure, file, session.style)), `${summary}\n`], found: failures.length > 0 };
  },
};

function expectationsIn(file: string): ExpectationsRead {
  const text = read(() => textOf(file === '-' ? bytesOfStream(STANDARD_INPUT) : bytesOfFile(file)));
  return text instanceof UnusableInput ? { expectations: [], problems: [text] } : readExpectations(text);
}

function held(count: number): string {
  return count === 1 ? '1 expectation holds' : `${count} expectations hold`;
}
