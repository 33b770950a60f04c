import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { APPS } from './apps';
import { call, inFolderOfItsOwn } from '../cli/io';
import { runText } from '../docs/said';
import { EXAMPLES, synthesize } from '../examples/synth';
import { provideCompiledLibrary } from '../support/compiled-library';

beforeAll(() => provideCompiledLibrary(), 120_000);

const folder = inFolderOfItsOwn();

/** What of the suggestions is seen in a list: pairs of workloads, and what leads in. */
async function suggested(...paths: readonly string[]): Promise<string[]> {
  const { stdout } = await call(['suggest', ...paths, '-o', 'json']);
  const all = JSON.parse(stdout) as { src: string; dst: string; conn: string; grade: string }[];
  return all.filter(({ src, dst, grade }) => grade === 'certain' && src !== dst && dst !== '{cluster-dns}').map(({ src, dst, conn }) => `${src} => ${dst} : ${conn}`).sort();
}

/** What is open; one line for all ranges of addresses between the same ends. Pods that come with the cluster are not closed. */
async function listed(...paths: readonly string[]): Promise<string[]> {
  const { stdout, stderr, code } = await call(['list', ...paths]);
  expect([code, stderr.split('\n').filter((line) => line.startsWith('problem'))]).toEqual([0, []]);
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('kube-system/') && !line.includes('[External] => kube-system/')).sort();
}

async function findingsOf(...paths: readonly string[]): Promise<string[]> {
  const { stdout } = await call(['lint', ...paths, '-o', 'json']);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; object: string; text: string }[] };
  return findings.map(({ rule, object, text }) => `${rule} ${object} ${text}`).sort();
}

/** Runs an app as `cdk8s synth` would, into a folder. */
function synth(program: string, outdir: string): string {
  const { CDK8S_OUTDIR: before, CDK8S_NETPOL_FINDINGS: findings } = process.env;
  const { write } = process.stderr;
  let said = '';
  process.env.CDK8S_OUTDIR = outdir;
  delete process.env.CDK8S_NETPOL_FINDINGS;
  process.stderr.write = (text) => {
    said += String(text);
    return true;
  };
  try {
    runText(program, () => undefined);
  } finally {
    process.stderr.write = write;
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    if (findings !== undefined) process.env.CDK8S_NETPOL_FINDINGS = findings;
  }
  return said;
}

/** What an example writes, without its policies. */
function manifestsOf(example: string): string {
  const { manifests } = synthesize(join(EXAMPLES, example));
  return manifests.filter((manifest) => !(manifest as { kind: string }).kind.endsWith('NetworkPolicy')).map((manifest) => JSON.stringify(manifest)).join('\n---\n');
}

const cases: readonly (readonly [string, () => string])[] = [
  ...Object.entries(APPS).map(([name, objects]) => [name, () => objects.join('\n---\n')] as const),
  ...['three-tier-shop', 'adopted-charts'].map((name) => [`the example ${name}`, () => manifestsOf(name)] as const),
];

describe.each(cases)('%s', (_, manifests) => {
  let texts: string;
  beforeAll(() => { texts = manifests(); }, 180_000);
  beforeEach(() => folder.write({ 'app.yaml': `${texts}\n` }));

  test('is opened by the policies of "-o yaml" just as it is suggested, without a finding', async () => {
    const { stdout } = await call(['suggest', 'app.yaml', '-o', 'yaml']);
    folder.write({ 'policies.yaml': stdout });
    expect(await listed('app.yaml', 'policies.yaml')).toEqual(await suggested('app.yaml'));
    const before = await findingsOf('app.yaml');
    expect((await findingsOf('app.yaml', 'policies.yaml')).filter((finding) => !before.includes(finding))).toEqual([]);
    expect((await call(['suggest', 'app.yaml', 'policies.yaml', '--missing'])).stdout).toBe('');
    expect(await unexplained('app.yaml', 'policies.yaml')).toEqual([]);
  });

  test('is opened by the app of "-o ts" just as it is suggested, without a warning or a finding', async () => {
    const { stdout: program } = await call(['suggest', 'app.yaml', '-o', 'ts']);
    const outdir = mkdtempSync(join(tmpdir(), 'suggested-'));
    try {
      const said = synth(program, outdir);
      const warnings = said.split('\n').filter((line) => line !== '');
      writeFileSync(join(process.cwd(), 'dist.yaml'), readdirSync(outdir).map((name) => readFileSync(join(outdir, name), 'utf8')).join('\n---\n'));
      expect(await listed('dist.yaml')).toEqual(await suggested('app.yaml'));
      const before = await findingsOf('app.yaml');
      expect((await findingsOf('dist.yaml')).filter((finding) => !before.includes(finding))).toEqual([]);
      expect(warnings).toEqual([]);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test('is as "-o expectations" expects it', async () => {
    const [{ stdout: policies }, { stdout: expectations }] = [await call(['suggest', 'app.yaml', '-o', 'yaml']), await call(['suggest', 'app.yaml', '-o', 'expectations'])];
    folder.write({ 'policies.yaml': policies, 'expectations.yaml': expectations });
    const asked = expectations.split('\n').filter((line) => /^ {2}[^#]/.test(line)).length;
    const { code, stdout } = await call(['check', 'app.yaml', 'policies.yaml', '--expect', 'expectations.yaml']);
    if (asked > 0) expect([code, stdout]).toEqual([0, asked === 1 ? '1 expectation holds\n' : `${asked} expectations hold\n`]);
    else expect(stdout).toBe('0 expectations hold\n');
  });
});

async function unexplained(...paths: readonly string[]): Promise<string[]> {
  const { stdout } = await call(['suggest', ...paths, '--unexplained']);
  return stdout.split('\n').filter((line) => line !== '' && !line.includes('kube-system/'));
}
