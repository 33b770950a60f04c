import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Cluster, Stored } from './support/cluster';
import { changedFields } from './support/differences';
import { CLUSTER_NETWORK_POLICY } from './support/programs';
import { examples, snippets } from './support/written-by-us';
import { engine } from '../analysis/engine';
import { PROJECT } from '../examples/synth';
import { Manifest } from '../support/kubernetes-rules/manifest';

const COMMAND = join(PROJECT, 'bin', 'cdk8s-netpol');
const ALWAYS_THERE = ['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));

/** What the page of live clusters asks for, by the words of `kubectl get`. */
const ASKED_FOR = new Map([
  ['pods', ['v1', 'Pod']], ['deploy', ['apps/v1', 'Deployment']], ['sts', ['apps/v1', 'StatefulSet']], ['ds', ['apps/v1', 'DaemonSet']],
  ['rs', ['apps/v1', 'ReplicaSet']], ['rc', ['v1', 'ReplicationController']], ['jobs', ['batch/v1', 'Job']], ['cj', ['batch/v1', 'CronJob']],
  ['ns', ['v1', 'Namespace']], ['svc', ['v1', 'Service']], ['ing', ['networking.k8s.io/v1', 'Ingress']], ['netpol', ['networking.k8s.io/v1', 'NetworkPolicy']],
  ['clusternetworkpolicies', ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy']],
] as const);

/** Policies that come with an adopted chart. */
const OF_OTHERS = ['orders-postgresql-metrics'];

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
  await cluster.define(parse(readFileSync(CLUSTER_NETWORK_POLICY, 'utf8')));
}, 120_000);
afterAll(async () => cluster?.end());

test('the page of live clusters asks for the kinds that these tests ask for', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'live-cluster.md'), 'utf8');
  const asked = [...page.matchAll(/^kubectl get (\S+) -A/gm)].map(([, words]) => words);
  expect(asked).toEqual(asked.map(() => [...ASKED_FOR.keys()].slice(0, -1).join()));
  expect(asked.length).toBeGreaterThan(1);
});

describe.each([...examples(), ...snippets()])('%s', (_, write) => {
  let manifests: readonly Manifest[];
  let refused: readonly Manifest[];
  beforeAll(async () => {
    const all = write();
    const known = await Promise.all(all.map(async (manifest) => cluster.knows(manifest)));
    const some = inOrder(all.filter((__, index) => known[index]).map(withoutStrayNamespace));
    refused = some.filter(isRefusedByAnalysis);
    manifests = some.filter((manifest) => !refused.includes(manifest));
    await cluster.makeNamespaces(some);
  });
  afterAll(async () => cluster.remove(manifests));

  test('is applied as it is, is there unchanged, and is not changed by a second time', async () => {
    const versions: string[] = [];
    for (const manifest of manifests) versions.push(versionOf(await cluster.apply(manifest)));
    const stored: Stored[] = [];
    for (const manifest of manifests) stored.push(await cluster.read(manifest));
    expect(manifests.flatMap((manifest, index) => changedFields(manifest, stored[index], `${manifest.kind} ${manifest.metadata!.name}`))).toEqual([]);
    expect(stored.filter(isOurPolicy).map(({ spec }) => spec)).toEqual(manifests.filter(isOurPolicy).map(({ spec }) => spec));

    const after: string[] = [];
    for (const manifest of manifests) after.push(versionOf(await cluster.apply(manifest)));
    expect(after).toEqual(versions);
    for (const manifest of refused) expect(await cluster.refusal(manifest)).toEqual(expect.any(String));
  });

  test('means in the cluster what it means in its files', async () => {
    const asked = list([await cluster.list([...ASKED_FOR.values()])]);
    expect(asked).toEqual(list([...ALWAYS_THERE, ...manifests]));
    expect(asked.status).toBe(0);
  });
});

/** What shows that an object was changed. A claim gets another number at its second apply, with nothing changed in it. */
function versionOf(object: Stored): string {
  return object.kind === 'PersistentVolumeClaim' ? JSON.stringify(object.spec) : object.metadata.resourceVersion;
}

/** The server adds nothing to a policy of this library: no default is left to it. */
function isOurPolicy({ kind, metadata }: Manifest): boolean {
  return kind === 'NetworkPolicy' && !OF_OTHERS.includes(metadata!.name!);
}

/** Some pages show a policy that does not exist in the cluster. */
function isRefusedByAnalysis(manifest: Manifest): boolean {
  return engine([manifest]).refused.length > 0;
}

/** What is of the whole cluster lies in no namespace, though cdk8s writes that of its chart. */
function withoutStrayNamespace(manifest: Manifest): Manifest {
  return manifest.kind === 'ClusterNetworkPolicy' ? { ...manifest, metadata: { ...manifest.metadata, namespace: undefined } } : manifest;
}

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
