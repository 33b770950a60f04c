/**
 * Compares the synthesis of the same app written with raw ApiObjects, with this library and with cdk8s-plus-34, and tells where the time goes.
 *
 * Every figure is the median of runs in turn, each in a process of its own, because a machine's speed drifts: quote the ratios. Time on the processor is the steadier
 * one where others use the machine too; it counts what the compiler and the garbage collector do beside the program.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { mesh, ring, Scenario } from './scenarios';
import { Stages, STAGES } from './stages';

interface Figures {
  readonly seconds: number;
  /** Seconds on the processor. */
  readonly cpu: number;
  readonly objects: number;
  readonly policies: number;
  readonly bytes: number;
  readonly memory: number;
  readonly stages?: Stages;
}

/** This library without its proof and findings. */
const UNPROVED = 'without proof';

const LIBRARIES = ['raw', 'cdk8s-netpol', UNPROVED, 'cdk8s-plus-34'];

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const MIDDLE = Math.floor(RUNS / 2);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  console.log('Synthesis, in ratios to raw ApiObjects (1.00): more than 1 is slower or larger. In brackets the least and the most of the runs.\n');
  console.log(row('app', 'library', 'time', 'processor', 'objects', 'bytes', 'memory', 'seconds', 'policies'));
  compare('ring', ring(1000, 3));
  for (const size of [60, 120, 240]) compare('mesh', mesh(size));
  growth();
  console.log(`\nfirst use: ${requireCost().toFixed(1)} ms more than cdk8s alone`);
  console.log(`package: ${(unpackedSize() / 1e6).toFixed(2)} MB unpacked`);
} finally {
  rmSync(folder, { recursive: true });
}

function compare(shape: string, scenario: Scenario): void {
  const size = String(scenario.deployments);
  const manifests = join(folder, `${shape}-${size}.json`);
  once('cdk8s-netpol', shape, size, manifests);
  const runs = Array.from({ length: RUNS }, () => new Map(LIBRARIES.map((library) => [library, once(library, shape, size, manifests)])));
  for (const library of LIBRARIES) {
    const ratio = (of: 'seconds' | 'cpu' | 'objects' | 'bytes' | 'memory') => (
      sorted(runs.map((run) => run.get(library)![of] / run.get('raw')![of])).map((value) => value.toFixed(2)));
    const text = (of: 'seconds' | 'cpu') => `${ratio(of)[MIDDLE]} [${ratio(of)[0]}-${ratio(of)[RUNS - 1]}]`;
    const { seconds, policies } = median(runs.map((run) => run.get(library)!));
    console.log(row(scenario.name, library, text('seconds'), text('cpu'), ratio('objects')[MIDDLE], ratio('bytes')[MIDDLE], ratio('memory')[MIDDLE],
      seconds.toFixed(2), String(policies)));
  }
  showStages(shape, size, manifests);
}

/** Where the time goes, in milliseconds: sampling takes some of it. */
function showStages(shape: string, size: string, manifests: string): void {
  for (const library of ['raw', 'cdk8s-netpol']) {
    const all = [1, 2, 3].map(() => once(library, '--stages', shape, size, manifests).stages!);
    const middle = (stage: typeof STAGES[number]) => sorted(all.map((one) => one[stage]))[1];
    console.log(`  ${library.padEnd(12)} ${STAGES.map((stage) => `${stage} ${(middle(stage) * 1000).toFixed(0)}`).join(', ')} ms`);
  }
}

/** Time for each declared connection as apps grow: it stays the same where the cost is linear. */
function growth(): void {
  console.log('\nGrowth of this library: deployments with 3 connections each');
  for (const size of [1000, 2000, 5000, 10000]) {
    const { cpu, seconds, memory } = median([1, 2, 3].map(() => once('cdk8s-netpol', 'ring', String(size))));
    console.log(`${String(size).padStart(6)} deployments ${seconds.toFixed(2).padStart(6)} s, on the processor ${cpu.toFixed(2).padStart(6)} s, `
      + `${((cpu / (size * 3)) * 1e6).toFixed(0).padStart(5)} µs a connection, ${memory.toFixed(0)} MB`);
  }
}

function once(library: string, ...args: string[]): Figures {
  const [stages, rest] = args[0] === '--stages' ? ['1', args.slice(1)] : [undefined, args];
  const command = ['--transpile-only', '--project', join(__dirname, '..', 'test', 'tsconfig.json'), join(__dirname, 'run-one.ts'),
    library === UNPROVED ? 'cdk8s-netpol' : library, ...rest];
  const output = execFileSync(process.execPath, ['--max-old-space-size=8192', require.resolve('ts-node/dist/bin'), ...command], {
    env: {
      ...process.env,
      ...(stages && { BENCH_STAGES: stages }),
      ...(library === UNPROVED && { CDK8S_NETPOL_PROOF: 'off', CDK8S_NETPOL_FINDINGS: 'off' }),
    },
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

function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}

function row(...cells: string[]): string {
  const widths = [36, 14, 17, 17, 8, 6, 7, 8, 9];
  return cells.map((cell, index) => (index < 2 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join(' ');
}
