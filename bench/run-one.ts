/**
 * Builds and synthesizes one scenario with one library, in a process of its own, and prints what it took as JSON.
 *
 * With `BENCH_STAGES` it samples where the time goes, which itself takes some.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { build, buildRaw, mesh, ring } from './scenarios';
import { profiled } from './stages';

const [library, shape, size, manifests] = process.argv.slice(2);
const scenario = shape === 'mesh' ? mesh(Number(size)) : ring(Number(size), 3);
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const raw = library === 'raw' ? JSON.parse(readFileSync(manifests, 'utf8')) : [];
const packages: Record<string, string> = { 'cdk8s-netpol': '../lib', 'cdk8s-plus-34': 'cdk8s-plus-34' };
const loaded = library === 'raw' ? undefined : require(packages[library]);

const start = process.hrtime.bigint();
const cpu = process.cpuUsage();
const stages = process.env.BENCH_STAGES ? profiled(run) : undefined;
if (!stages) run();
const { user, system } = process.cpuUsage(cpu);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const memory = process.resourceUsage().maxRSS / 1024;

const files = readdirSync(outdir).map((file) => join(outdir, file));
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
const objects = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split(/^---$/m).length, 0);
if (library === 'cdk8s-netpol' && manifests) {
  const documents = files.flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS()));
  require('fs').writeFileSync(manifests, JSON.stringify(documents));
}
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, objects, bytes, memory, policies: objects - scenario.deployments, stages }));

function run(): void {
  const app = new App({ outdir });
  if (loaded) build(app, scenario, loaded);
  else buildRaw(app, raw);
  app.synth();
}
