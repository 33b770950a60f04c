import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Cluster, Stored } from './support/cluster';
import { changedFields } from './support/differences';
import { CLUSTER_NETWORK_POLICY } from './support/programs';
import { examples, snippets } from './support/written-by-us';
import { PROJECT } from '../examples/synth';
import { Manifest } from '../support/kubernetes-rules/manifest';

const COMMAND = join(PROJECT, 'bin', 'cdk8s-netpol');
const ALWAYS_THERE = ['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));

/** What the page of live clusters asks for: `kubectl get pods,deploy,… -A -o json`. */
const ASKED_FOR = [
  ['v1', 'Pod'], ['v1', 'ReplicationController'], ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'],
  ['batch/v1', 'Job'], ['batch/v1', 'CronJob'], ['v1', 'Namespace'], ['v1', 'Service'], ['networking.k8s.io/v1', 'Ingress'], ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy'],
] as const;

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
  await cluster.define(parse(readFileSync(CLUSTER_NETWORK_POLICY, 'utf8')));
}, 120_000);
afterAll(async () => cluster?.end());

describe.each([...examples(), ...snippets()])('%s', (_, write) => {
  let manifests: Manifest[];
  beforeAll(async () => {
    const all = inOrder(write());
    const known = await Promise.all(all.map(async (manifest) => cluster.knows(manifest)));
    manifests = all.filter((__, index) => known[index]);
    await cluster.makeNamespaces(manifests);
  });
  afterAll(async () => cluster.remove(manifests));

  test('is applied as it is, is there unchanged, and is not changed by a second time', async () => {
    const versions = [];
    for (const manifest of manifests) versions.push((await cluster.apply(manifest)).metadata.resourceVersion);

    const stored: Stored[] = [];
    for (const manifest of manifests) stored.push(await cluster.read(manifest));
    expect(manifests.flatMap((manifest, index) => changedFields(manifest, stored[index], `${manifest.kind} ${manifest.metadata!.name}`))).toEqual([]);
    const isPolicy = ({ kind }: Manifest) => kind === 'NetworkPolicy';
    expect(stored.filter(isPolicy).map(({ spec }) => spec)).toEqual(manifests.filter(isPolicy).map(({ spec }) => spec));

    for (const again of ['apply', 'merge'] as const) {
      const after = [];
      for (const manifest of manifests) after.push((await cluster[again](manifest)).metadata.resourceVersion);
      expect(after).toEqual(versions);
    }
  });

  test('means in the cluster what it means in its files', async () => {
    const asked = list([await cluster.list(ASKED_FOR)]);
    expect(asked).toEqual(list([...ALWAYS_THERE, ...manifests]));
    expect(asked.status).toBe(0);
  });
});

/** What the command says to objects on its standard input. */
function list(objects: readonly object[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const input = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'list', '-'], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Namespaces come before what lies in them. */
function inOrder(manifests: readonly Manifest[]): Manifest[] {
  const isNamespace = ({ kind }: Manifest) => kind === 'Namespace';
  return [...manifests.filter(isNamespace), ...manifests.filter((manifest) => !isNamespace(manifest))];
}
