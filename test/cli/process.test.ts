import { spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { inFolderOfItsOwn } from './io';
import { cluster } from '../../bench/clusters';
import { provideCompiledLibrary } from '../support/compiled-library';

const COMMAND = resolve(__dirname, '..', '..', 'bin', 'cdk8s-netpol');
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { spec: { containers: [{ name: main, image: x }] } } }
`;
const LINES = `0.0.0.0-255.255.255.255[External] => default/web[Deployment] : All Connections
default/web[Deployment] => 0.0.0.0-255.255.255.255[External] : All Connections
`;

beforeAll(provideCompiledLibrary, 300_000);

const folder = inFolderOfItsOwn();
const start = (args: readonly string[], input?: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
};
const shell = (line: string) => {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line.replaceAll('$0', `"${process.execPath}" "${COMMAND}"`)], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('the program', () => {
  test('is named in the package', () => {
    const project = resolve(__dirname, '..', '..');
    const { bin } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { bin: { [name: string]: string } };
    expect(join(project, bin['cdk8s-netpol'])).toBe(COMMAND);
  });

  test('reads standard input, and writes the result to standard output', () => {
    expect(start(['list', '-'], DEPLOYMENT)).toEqual({ status: 0, stdout: LINES, stderr: '' });
  });

  test('reads from a pipe', () => {
    folder.write({ 'web.yaml': DEPLOYMENT });
    expect(shell('cat web.yaml | $0 list -')).toEqual({ status: 0, stdout: LINES, stderr: '' });
  });

  test('ends with 2 where nothing comes in', () => {
    expect(start(['list', '-'], '')).toEqual({ status: 2, stdout: '', stderr: 'problem: (standard input): has no manifest in it\n' });
  });

  test.each([
    [0, ['list', 'web.yaml']],
    [1, ['diff', 'web.yaml', 'other.yaml']],
    [2, ['list', 'gone.yaml']],
    [2, ['lst']],
  ])('ends with %i for: %j', (status, args) => {
    folder.write({ 'web.yaml': DEPLOYMENT, 'other.yaml': DEPLOYMENT.replace('web', 'other') });
    expect(start(args).status).toBe(status);
  });

  test('does not mind that who reads its result goes away', () => {
    writeFileSync('big.json', cluster({ workloads: 300 }).map((manifest) => JSON.stringify(manifest)).join('\n'));
    const { status, stdout, stderr } = shell('set -o pipefail; $0 list big.json | head -1');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[^\n]* => [^\n]*\n$/);
  });

  test('writes no color into a pipe', () => {
    expect(start(['list', '-'], DEPLOYMENT).stdout).not.toContain('\u001b');
  });

  test('writes all of a long result into a slow pipe', async () => {
    writeFileSync('big.json', cluster({ workloads: 300 }).map((manifest) => JSON.stringify(manifest)).join('\n'));
    const { stdout: all } = start(['list', 'big.json']);
    const child = spawn(process.execPath, [COMMAND, 'list', 'big.json']);
    const parts: Buffer[] = [];
    for await (const part of child.stdout) {
      parts.push(part as Buffer);
      await new Promise((done) => setTimeout(done, 20));
    }
    if (child.exitCode === null) await once(child, 'exit');
    expect(all.length).toBeGreaterThan(65_536);
    expect(Buffer.concat(parts).toString()).toBe(all);
  });
});
