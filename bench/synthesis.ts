/**
 * Compares the synthesis of the same app written with this library, with raw ApiObjects and with cdk8s-plus-34.
 *
 * Every figure is the median of runs in turn, each in a process of its own, because a machine's speed drifts: quote the ratios.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { mesh, ring, Scenario } from './scenarios';

interface Figures {
  readonly seconds: number;
  readonly objects: number;
  readonly policies: number;
  readonly bytes: number;
  readonly memory: number;
}

/** This library without its proof and findings. */
const UNPROVED = 'without proof';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const RUNS = 5;
try {
  console.log('Synthesis, in ratios to this library (1.00): more than 1 is slower or larger.\n');
  console.log(row('app', 'library', 'time', 'objects', 'bytes', 'memory', '', 'seconds', 'policies'));
  compare('ring', ring(1000, 3), RUNS);
  for (const size of [60, 120, 240]) compare('mesh', mesh(size), size === 240 ? 1 : RUNS);
  growth();
  console.log(`\nfirst use: ${requireCost().toFixed(1)} ms more than cdk8s alone`);
  console.log(`package: ${(unpackedSize() / 1e6).toFixed(2)} MB unpacked`);
} finally {
  rmSync(folder, { recursive: true });
}

function compare(shape: string, scenario: Scenario, runs: number): void {
  const libraries = ['cdk8s-netpol', UNPROVED, 'raw', 'cdk8s-plus-34'];
  const size = String(scenario.deployments);
  const manifests = join(folder, `${shape}-${size}.json`);
  const results = new Map<string, Figures[]>(libraries.map((library) => [library, []]));
  for (let run = 0; run < runs; run++) {
    for (const library of libraries) results.get(library)!.push(once(library, shape, size, manifests));
  }
  const own = median(results.get('cdk8s-netpol')!);
  for (const library of libraries) {
    const figures = median(results.get(library)!);
    const ratio = (of: keyof Figures) => (figures[of] / own[of]).toFixed(2);
    console.log(row(scenario.name, library, ratio('seconds'), ratio('objects'), ratio('bytes'), ratio('memory'), '', figures.seconds.toFixed(2), String(figures.policies)));
  }
}

/** Time for each declared connection as apps grow: it stays the same where the cost is linear. */
function growth(): void {
  console.log('\nGrowth of this library: deployments with 3 connections each');
  for (const size of [500, 1000, 2000, 4000]) {
    const { seconds } = median([1, 2, 3].map(() => once('cdk8s-netpol', 'ring', String(size))));
    console.log(`${String(size).padStart(6)} deployments ${seconds.toFixed(2).padStart(6)} s  ${((seconds / (size * 3)) * 1e6).toFixed(0).padStart(5)} µs a connection`);
  }
}

function once(library: string, ...args: string[]): Figures {
  const command = ['--transpile-only', '--project', join(__dirname, '..', 'test', 'tsconfig.json'), join(__dirname, 'run-one.ts'), library === UNPROVED ? 'cdk8s-netpol' : library, ...args];
  const output = execFileSync(process.execPath, ['--max-old-space-size=8192', require.resolve('ts-node/dist/bin'), ...command], {
    env: { ...process.env, ...(library === UNPROVED && { CDK8S_NETPOL_PROOF: 'off', CDK8S_NETPOL_FINDINGS: 'off' }) },
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.toString());
}

/** What it takes to load the library and its first class, which loads what the class needs. */
function requireCost(): number {
  const milliseconds = (module: string) => median(Array.from({ length: 9 }, () => ({
    seconds: Number(execFileSync(process.execPath, ['-e',
      `const start = process.hrtime.bigint(); const { App, Deployment } = require(${JSON.stringify(module)}); console.log(Number(process.hrtime.bigint() - start) / 1e6)`])),
  }))).seconds;
  return milliseconds(join(__dirname, '..', 'lib')) - milliseconds(require.resolve('cdk8s'));
}

function unpackedSize(): number {
  const [{ unpackedSize: size }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: join(__dirname, '..'), stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  return size;
}

function median<T extends { seconds: number }>(runs: T[]): T {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];
}

function row(...cells: string[]): string {
  const widths = [36, 14, 6, 8, 6, 7, 1, 8, 9];
  return cells.map((cell, index) => (index < 2 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join(' ');
}
