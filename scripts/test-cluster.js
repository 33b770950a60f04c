// Builds an API server of Kubernetes, and runs the tests that ask it. What was built of the same sources before is taken from the cache.
//
//   npm run test:cluster                    all
//   npm run test:cluster -- cluster/applied one file of tests
//
// Where there is no Go, or its modules cannot be had, the tests are counted as skipped. The counts are left in .cluster-results.json.
const { spawnSync } = require('node:child_process');
const { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
require('./link-package');
const { cached, cacheFolder, keyOf } = require('./cache/cache');
const { Missing, run, version } = require('./process/run');
const { countsOfJest } = require('./reports/reports');

const root = join(__dirname, '..');
const sources = join(root, 'test', 'cluster');
const PROGRAMS = ['./server', './checker'];
const POLICY_API = 'sigs.k8s.io/network-policy-api';
/** The version that the module asks for has ClusterNetworkPolicy alone; this is the last one that has its predecessors. */
const OLD_POLICY_API = 'sigs.k8s.io/network-policy-api@v0.1.5';
const DEFINITIONS = [
  { of: POLICY_API, channel: 'standard', kinds: ['clusternetworkpolicies'] },
  { of: POLICY_API, channel: 'experimental', kinds: ['clusternetworkpolicies'] },
  { of: OLD_POLICY_API, channel: 'experimental', kinds: ['adminnetworkpolicies', 'baselineadminnetworkpolicies'] },
];

async function main() {
  const env = { ...process.env };
  delete env.CLUSTER_PROGRAMS;
  try {
    env.CLUSTER_PROGRAMS = await programs();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`skipped: there is no API server to ask, because ${error.message}.`);
  }
  const report = join(cacheFolder(), `cluster-${process.pid}.json`);
  const jest = [require.resolve('jest/bin/jest'), '--config', join(sources, 'jest.config.json'), '--ci', '--json', `--outputFile=${report}`];
  const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(join(root, '.cluster-results.json'), JSON.stringify(countsOfJest(report)));
  rmSync(report, { force: true });
  process.exitCode = status ?? 1;
}

/** The folder with the programs, built once for these sources. */
async function programs() {
  // In the folder of the module, Go fetches the version that the module asks for, where it may.
  const { output } = await run('go', ['version'], { cwd: sources }).catch((error) => { throw new Missing(error.message.trim()); });
  await version('go', ['version'], /go(\d[\d.]*)/, '1.26');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(go|mod|sum)$/.test(file)).sort();
  return cached('cluster', keyOf(output, JSON.stringify(DEFINITIONS), ...files.map((file) => readFileSync(join(sources, file), 'utf8'))), async (folder) => {
    // What cannot be had is no fault of ours.
    await run('go', ['list', '-deps', ...PROGRAMS], { cwd: sources }).catch((error) => { throw new Missing(`its modules cannot be had (${lastLine(error)})`); });
    console.log('An API server is being built. This takes some minutes, once.');
    await run('go', ['build', '-ldflags=-s -w', '-o', folder, ...PROGRAMS], { cwd: sources, env: { CGO_ENABLED: '0' } });
    for (const { of, channel, kinds } of DEFINITIONS) {
      const { stdout } = await run('go', ['mod', 'download', '-json', of], { cwd: sources }).catch((error) => { throw new Missing(`its modules cannot be had (${lastLine(error)})`); });
      const published = join(JSON.parse(stdout).Dir, 'config', 'crd', channel);
      for (const kind of kinds) copyFileSync(join(published, `policy.networking.k8s.io_${kind}.yaml`), join(folder, `${channel}-${kind}.yaml`));
    }
  });
}

function lastLine({ message }) {
  return message.trim().split('\n').at(-1);
}

main();
