import * as fc from 'fast-check';
import { Checker } from './support/checker';
import { examples, snippets } from './support/written-by-us';
import * as ours from '../../src';
import { COMPARED } from '../moving/compared';
import { write } from '../moving/write';
import { Manifest } from '../support/kubernetes-rules/manifest';
import { BuiltApp } from '../verification/proof/declared-apps/built-app';
import { AppDescription } from '../verification/proof/declared-apps/description';
import { apps } from '../verification/proof/declared-apps/generated-apps';

/** Kinds in the documentation that Kubernetes does not have. */
const OF_OTHERS = ['ClusterNetworkPolicy', 'Kafka'];
const RANDOM_APPS = 1_500;

const VERSIONS = ['1.36', '1.33'];

let checkers: readonly Checker[];
beforeAll(() => { checkers = VERSIONS.map((version) => new Checker(version)); });
afterAll(async () => { await Promise.all(checkers.map(async (checker) => checker.close())); });

test.each([...examples(), ...snippets()])('%s writes what a cluster takes', async (_, manifestsOf) => {
  expect(await refused(manifestsOf().filter(({ kind }) => !OF_OTHERS.includes(kind)))).toEqual([]);
});

test('random apps write what a cluster takes', async () => {
  const manifests = fc.sample(apps, { numRuns: RANDOM_APPS, seed: 36 }).flatMap((description) => written(description));
  expect(manifests.length).toBeGreaterThan(5_000);
  expect(await refused(manifests)).toEqual([]);
}, 300_000);

test.each(COMPARED)('the programs of %s that are compared with cdk8s-plus write what a cluster takes', async (_, program) => {
  const manifests = fc.sample(program, { numRuns: 50, seed: 36 }).flatMap((one) => write(ours, one));
  expect(await refused(manifests)).toEqual([]);
}, 60_000);

test.each<[string, unknown, string]>([
  ['a field that does not exist', { spec: { podSelector: {}, ingres: [] } }, 'unknown field "spec.ingres"'],
  ['a value of the wrong type', { spec: { podSelector: {}, ingress: [{ ports: [{ port: true }] }] } }, 'cannot unmarshal'],
  ['a port that cannot be', { spec: { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] } }, 'spec.ingress[0].ports[0].port: Invalid value: 0'],
  ['a name that is none', { metadata: { name: 'No Name' } }, 'metadata.name: Invalid value'],
  ['a kind that is none', { kind: 'NetworkPolice' }, 'no kind "NetworkPolice" is registered'],
])('%s would be noticed', async (_, fields, said) => {
  const found = await refused([{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'policy' }, ...fields as object }]);
  expect(found).toEqual(VERSIONS.map((version) => expect.objectContaining({ version, problems: [expect.stringContaining(said)] })));
});

async function refused(manifests: readonly object[]): Promise<object[]> {
  const found = await Promise.all(checkers.map(async (checker) => checker.refused(manifests)));
  return found.flatMap((refusals, index) => refusals.map((refusal) => ({ version: VERSIONS[index], ...refusal })));
}

/** What an app of this library writes by itself, without what others add to it and change in it; nothing where it refuses the app. */
function written(description: AppDescription): Manifest[] {
  process.env.CDK8S_NETPOL_PROOF = 'off';
  const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    return new BuiltApp({ ...description, foreign: [], workloadPatches: [], servicePatches: [], policyPatches: [] }).write() as Manifest[];
  } catch {
    return [];
  } finally {
    warnings.mockRestore();
    delete process.env.CDK8S_NETPOL_PROOF;
  }
}
