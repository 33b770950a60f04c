import { failureOf, Missing } from '../../scripts/process/failure';
import { node, run } from '../../scripts/process/run';
import { versionOf } from '../../scripts/process/version';

const PROGRAM = 'console.log("out"); console.error("err"); process.exit(Number(process.env.STATUS))';

describe('a program', () => {
  test('that ends well tells what it printed', async () => {
    await expect(node('--eval', [PROGRAM], { env: { STATUS: '0' } })).resolves.toEqual({ status: 0, stdout: 'out\n', stderr: 'err\n', output: 'out\nerr\n' });
  });

  test('that fails is an error with what it printed, but where that is asked for', async () => {
    const failing = { env: { STATUS: '3' } };
    await expect(node('--eval', [PROGRAM], failing)).rejects.toThrow(/ ended with 3:\nout\nerr$/);
    await expect(node('--eval', [PROGRAM], { ...failing, fails: true })).resolves.toMatchObject({ status: 3, stdout: 'out\n' });
  });

  test('that a signal ends has failed', async () => {
    await expect(node('--eval', ['process.kill(process.pid, "SIGKILL")'])).rejects.toThrow('ended with SIGKILL');
  });

  test('keeps the variables of this process, but those that are taken away', async () => {
    process.env.KEPT_OR_NOT = 'kept';
    try {
      const kept = ['console.log(process.env.KEPT_OR_NOT)'];
      expect((await node('--eval', kept)).stdout).toBe('kept\n');
      expect((await node('--eval', kept, { env: { KEPT_OR_NOT: undefined } })).stdout).toBe('undefined\n');
    } finally {
      delete process.env.KEPT_OR_NOT;
    }
  });

  test('that is not there is missing, which is no failure of what is tried', async () => {
    const error: unknown = await run('no-such-program', [], { fails: true }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(Missing);
    expect((error as Missing).message).toBe('there is no "no-such-program"');
  });
});

test.each([
  ['pip', 'Failed to establish a new connection: [Errno 111]', 'a registry cannot be reached (Failed to establish a new connection)'],
  ['go', 'dial tcp: lookup proxy.golang.org: no such host', 'a registry cannot be reached (no such host)'],
])('a registry that %s cannot reach is missing', (_, output, expected) => {
  const failure = failureOf('it ended', output);
  expect(failure).toBeInstanceOf(Missing);
  expect(failure.message).toBe(expected);
});

test('what else goes wrong is not missing', () => {
  expect(failureOf('it ended', 'SyntaxError')).not.toBeInstanceOf(Missing);
});

describe('the version of a toolchain', () => {
  const tell = (version: string) => ['--eval', `console.log("tool ${version}")`];
  const versionIs = async (version: string, least: string) => versionOf(process.execPath, tell(version), /tool (\d[\d.]*)/, least);

  test.each([['3.10', '3.10'], ['3.10.1', '3.10'], ['4.0', '3.10'], ['17', '17']])('%s is enough for %s', async (version, least) => {
    await expect(versionIs(version, least)).resolves.toBe(version);
  });

  test.each([['3.9', '3.10'], ['3.9.99', '3.10'], ['3', '3.10'], ['11.0.2', '17']])('%s is too old for %s', async (version, least) => {
    await expect(versionIs(version, least)).rejects.toThrow(`is ${version}, but ${least} or later is needed`);
  });

  test('that is not told is missing', async () => {
    await expect(versionIs('x', '1')).rejects.toThrow(Missing);
  });
});
