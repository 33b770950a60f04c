/**
 * Times the command as its users do, from the start of the process to its end: the list of generated clusters with twice as many policies as workloads, beside the
 * bare start of Node and what js-yaml alone takes to read the files; and the suggestions for a cluster whose workloads have 20 variables each and read 500 ConfigMaps.
 * Compile before.
 *
 * The least of the runs tells most on a machine that others use too.
 */
import { spawnSync } from 'child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const PROJECT = resolve(__dirname, '..');
/** Reads all files with js-yaml, and does nothing with them. */
const READING = join(__dirname, 'read-alone.js');
const COMMAND = join(PROJECT, 'bin', 'cdk8s-netpol');

const folder = mkdtempSync(join(tmpdir(), 'bench-command-'));
try {
  const cluster = written('cluster', 1000);
  console.log('                         least   median   output');
  time('node --eval 0', ['--eval', '0']);
  time('--version', [COMMAND, '--version']);
  time('js-yaml alone', [READING, cluster]);
  time('list', [COMMAND, 'list', cluster]);
  time('list --by class', [COMMAND, 'list', cluster, '--by', 'class']);
  time('list -o json', [COMMAND, 'list', cluster, '-o', 'json']);
  time('list -o svg', [COMMAND, 'list', cluster, '-o', 'svg']);
  time('lint', [COMMAND, 'lint', cluster]);

  const configured = written('configured', 1000, '--configured');
  time('list', [COMMAND, 'list', configured]);
  time('suggest', [COMMAND, 'suggest', configured]);
  time('suggest --missing', [COMMAND, 'suggest', configured, '--missing']);
  time('suggest -o yaml', [COMMAND, 'suggest', configured, '-o', 'yaml']);

  [1000, 2500, 5000, 10_000].forEach(growth);
} finally {
  rmSync(folder, { recursive: true });
}

/** A folder with the manifests of a cluster of so many workloads, and twice as many policies. */
function written(name: string, workloads: number, ...more: readonly string[]): string {
  const cluster = join(folder, name);
  const tsNode = require.resolve('ts-node/dist/bin.js');
  const options = ['--transpile-only', '--project', join(PROJECT, 'test', 'tsconfig.json')];
  const args = [tsNode, ...options, join(__dirname, 'write-cluster.ts'), cluster, String(workloads), String(2 * workloads), ...more];
  console.log(`\n${spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim()}`);
  return cluster;
}

/** The list beside what js-yaml alone takes, one after the other. */
function growth(workloads: number): void {
  const cluster = written(String(workloads), workloads);
  const ratios = Array.from({ length: RUNS }, () => {
    const alone = once([READING, cluster]);
    return once([COMMAND, 'list', cluster]) / alone;
  }).sort((a, b) => a - b);
  console.log(`list: ${ratios[Math.floor(RUNS / 2)].toFixed(2)} times what js-yaml alone takes [${ratios[0].toFixed(2)}-${ratios[RUNS - 1].toFixed(2)}]`);
}

function time(name: string, args: readonly string[]): void {
  const times = Array.from({ length: RUNS }, () => once(args)).sort((a, b) => a - b);
  const [least, median] = [times[0], times[Math.floor(RUNS / 2)]];
  const size = statSync(join(folder, 'output')).size / 1024;
  console.log(`${name.padEnd(20)} ${`${least.toFixed(0)} ms`.padStart(9)} ${`${median.toFixed(0)} ms`.padStart(8)} ${`${size.toFixed(0)} kB`.padStart(8)}`);
}

/** Milliseconds from the start of a process to its end. */
function once(args: readonly string[]): number {
  const descriptor = openSync(join(folder, 'output'), 'w');
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', descriptor, 'pipe'], encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  closeSync(descriptor);
  if (status === null || status > 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return milliseconds;
}
