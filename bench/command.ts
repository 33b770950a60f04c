/**
 * Times the command as its users do, from the start of the process to its end: the list of a generated cluster of 1,000 workloads with
 * 2,000 policies, beside the bare start of Node; and the suggestions for one whose workloads have 20 variables each and read 500 ConfigMaps. Compile before.
 *
 * The least of the runs tells most on a machine that others use too.
 */
import { spawnSync } from 'child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const RUNS = 7;
const PROJECT = resolve(__dirname, '..');
const COMMAND = join(PROJECT, 'bin', 'cdk8s-netpol');

const folder = mkdtempSync(join(tmpdir(), 'bench-command-'));
try {
  const cluster = join(folder, 'cluster');
  console.log(write(cluster));

  console.log('                         least   median   output');
  time('node --eval 0', ['--eval', '0']);
  time('--version', [COMMAND, '--version']);
  time('list', [COMMAND, 'list', cluster]);
  time('list --by class', [COMMAND, 'list', cluster, '--by', 'class']);
  time('list -o json', [COMMAND, 'list', cluster, '-o', 'json']);
  time('list -o svg', [COMMAND, 'list', cluster, '-o', 'svg']);
  time('lint', [COMMAND, 'lint', cluster]);

  const configured = join(folder, 'configured');
  console.log(`\n${write(configured, '--configured')}`);
  time('list', [COMMAND, 'list', configured]);
  time('suggest', [COMMAND, 'suggest', configured]);
  time('suggest --missing', [COMMAND, 'suggest', configured, '--missing']);
  time('suggest -o yaml', [COMMAND, 'suggest', configured, '-o', 'yaml']);
} finally {
  rmSync(folder, { recursive: true });
}

/** Writes a cluster, and gives back what it is. */
function write(cluster: string, ...more: readonly string[]): string {
  const tsNode = require.resolve('ts-node/dist/bin.js');
  const program = join(__dirname, 'write-cluster.ts');
  const options = ['--transpile-only', '--project', join(PROJECT, 'test', 'tsconfig.json')];
  return spawnSync(process.execPath, [tsNode, ...options, program, cluster, '1000', '2000', ...more], { encoding: 'utf8' }).stdout.trim();
}

function time(name: string, args: readonly string[]): void {
  const output = join(folder, 'output');
  const times = Array.from({ length: RUNS }, () => {
    const descriptor = openSync(output, 'w');
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', descriptor, 'pipe'], encoding: 'utf8' });
    const milliseconds = performance.now() - start;
    closeSync(descriptor);
    if (status === null || status > 1) throw new Error(`${name} ended with ${status}: ${stderr}`);
    return milliseconds;
  }).sort((a, b) => a - b);
  const [least, median] = [times[0], times[Math.floor(RUNS / 2)]];
  console.log(`${name.padEnd(20)} ${`${least.toFixed(0)} ms`.padStart(9)} ${`${median.toFixed(0)} ms`.padStart(8)} ${`${(statSync(output).size / 1024).toFixed(0)} kB`.padStart(8)}`);
}
