/**
 * Times the command as its users do, from the start of the process to its end: the list of generated clusters with twice as many policies as workloads, beside the
 * bare start of Node and what js-yaml alone takes to read the files. Compile before.
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
  const cluster = written(1000);
  console.log('                         least   median   output');
  time('node --eval 0', ['--eval', '0']);
  time('--version', [COMMAND, '--version']);
  time('js-yaml alone', [READING, cluster]);
  time('list', [COMMAND, 'list', cluster]);
  time('list --by class', [COMMAND, 'list', cluster, '--by', 'class']);
  time('list -o json', [COMMAND, 'list', cluster, '-o', 'json']);
  time('list -o svg', [COMMAND, 'list', cluster, '-o', 'svg']);
  time('lint', [COMMAND, 'lint', cluster]);
  growth();
} finally {
  rmSync(folder, { recursive: true });
}

/** A folder with the manifests of a cluster of so many workloads. */
function written(workloads: number): string {
  const cluster = join(folder, String(workloads));
  const writing = [require.resolve('ts-node/dist/bin.js'), '--transpile-only', '--project', join(PROJECT, 'test', 'tsconfig.json'), join(__dirname, 'write-cluster.ts')];
  const { stdout } = spawnSync(process.execPath, [...writing, cluster, String(workloads), String(2 * workloads)], { encoding: 'utf8' });
  console.log(stdout.trim());
  return cluster;
}

/** The list beside what js-yaml alone takes, one after the other, at four sizes. */
function growth(): void {
  for (const workloads of [1000, 2500, 5000, 10_000]) {
    const cluster = written(workloads);
    const ratios = Array.from({ length: RUNS }, () => {
      const alone = once([READING, cluster]);
      return once([COMMAND, 'list', cluster]) / alone;
    }).sort((a, b) => a - b);
    console.log(`list: ${ratios[Math.floor(RUNS / 2)].toFixed(2)} times what js-yaml alone takes [${ratios[0].toFixed(2)}-${ratios[RUNS - 1].toFixed(2)}]`);
  }
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
