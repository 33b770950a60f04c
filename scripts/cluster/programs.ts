import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../cache/cache';
import { keyOf } from '../cache/key';
import { lastLineOf, Missing } from '../process/failure';
import { Ended, run, RunOptions } from '../process/run';
import { versionOf } from '../process/version';
import { ROOT } from '../project/root';

/** The tests, and the sources of the programs that they ask. */
export const CLUSTER_TESTS = join(ROOT, 'test', 'cluster');

const PROGRAMS = ['./server', './checker'];
const POLICY_API = 'sigs.k8s.io/network-policy-api';
/** The version that the module asks for has ClusterNetworkPolicy alone; this is the last one that has its predecessors. */
const OLD_POLICY_API = 'sigs.k8s.io/network-policy-api@v0.1.5';
const DEFINITIONS = [
  { of: POLICY_API, channel: 'standard', kinds: ['clusternetworkpolicies'] },
  { of: POLICY_API, channel: 'experimental', kinds: ['clusternetworkpolicies'] },
  { of: OLD_POLICY_API, channel: 'experimental', kinds: ['adminnetworkpolicies', 'baselineadminnetworkpolicies'] },
];

/** The folder with an API server, a checker and the definitions of policies, made once for these sources. */
export async function clusterPrograms(): Promise<string> {
  // In the folder of the module, Go fetches the version that the module asks for, where it may.
  const { output } = await go(['version']).catch((error: Error) => { throw new Missing(error.message.trim()); });
  await versionOf('go', ['version'], /go(\d[\d.]*)/, '1.26');
  const files = readdirSync(CLUSTER_TESTS, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(go|mod|sum)$/.test(file)).sort();
  const sources = files.map((file) => readFileSync(join(CLUSTER_TESTS, file), 'utf8'));
  return cached('cluster', keyOf(output, JSON.stringify(DEFINITIONS), ...sources), async (folder) => {
    await modules(['list', '-deps', ...PROGRAMS]);
    console.log('An API server is being built. This takes some minutes, once.');
    await go(['build', '-ldflags=-s -w', '-o', folder, ...PROGRAMS], { env: { CGO_ENABLED: '0' } });
    for (const { of, channel, kinds } of DEFINITIONS) {
      const { stdout } = await modules(['mod', 'download', '-json', of]);
      const published = join((JSON.parse(stdout) as { Dir: string }).Dir, 'config', 'crd', channel);
      for (const kind of kinds) copyFileSync(join(published, `policy.networking.k8s.io_${kind}.yaml`), join(folder, `${channel}-${kind}.yaml`));
    }
  });
}

async function go(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return run('go', args, { ...options, cwd: CLUSTER_TESTS });
}

/** Asks for modules. What cannot be had is no fault of ours. */
async function modules(args: readonly string[]): Promise<Ended> {
  return go(args).catch((error: Error) => { throw new Missing(`its modules cannot be had (${lastLineOf(error)})`); });
}
