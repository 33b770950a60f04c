import { readFileSync } from 'fs';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { Checker } from './support/checker';
import { Cluster } from './support/cluster';
import { ADMIN_NETWORK_POLICIES, CLUSTER_NETWORK_POLICY } from './support/programs';
import { engine } from '../analysis/engine';
import { ADMIN_POLICIES_REFUSED, ADMIN_POLICIES_TAKEN, CLUSTER_POLICIES_REFUSED, CLUSTER_POLICIES_TAKEN, REFUSED, TAKEN } from '../analysis/engine/refused-policies';
import { clusters } from '../analysis/generated/generated-clusters';
import { Manifest } from '../support/kubernetes-rules/manifest';

/** The analysis reads what clusters of any age hold. Before 1.36, a block with host bits was taken, with a warning. */
const TAKEN_ONCE = /"(10\.1\.2\.3\/8|10\.1\.2\.3\/9)"/;

let cluster: Cluster;
let checkers: { readonly [version: string]: Checker };
beforeAll(async () => {
  cluster = await Cluster.start();
  for (const definition of [CLUSTER_NETWORK_POLICY, ...ADMIN_NETWORK_POLICIES]) await cluster.define(parse(readFileSync(definition, 'utf8')));
  checkers = { 1.33: new Checker('1.33'), 1.36: new Checker('1.36') };
}, 120_000);
afterAll(async () => {
  await cluster?.end();
  await Promise.all(Object.values(checkers ?? {}).map(async (checker) => checker.close()));
});

describe('what the analysis takes for a policy that the server', () => {
  test.each(TAKEN)('takes: $what', async ({ what, manifest }) => {
    expect(await verdicts(manifest)).toEqual({ 1.33: true, 1.36: !TAKEN_ONCE.test(what) });
  });

  test.each(REFUSED)('refuses: $what', async ({ manifest }) => {
    expect(await verdicts(manifest)).toEqual({ 1.33: false, 1.36: false });
  });

  test.each(['010.0.0.0/8', '10.0.0.0/08', '::ffff:10.0.0.0/104', '::ffff:a00:0/104'])('refuses since 1.36: a block %s', async (cidr) => {
    const manifest = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'policy' }, spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr } }] }] } };
    expect(await verdicts(manifest)).toEqual({ 1.33: true, 1.36: false });
    expect(engine([manifest]).refused).toEqual(['default/policy']);
  });

  test.each([...CLUSTER_POLICIES_TAKEN, ...ADMIN_POLICIES_TAKEN])('takes: $what', async ({ manifest }) => {
    expect(await cluster.refusal(manifest)).toBeUndefined();
  });

  test.each([...CLUSTER_POLICIES_REFUSED, ...ADMIN_POLICIES_REFUSED])('refuses: $what', async ({ manifest }) => {
    expect(await cluster.refusal(manifest)).toEqual(expect.any(String));
  });
});

test('the policies of random clusters are judged by the analysis as by the oldest of these versions', async () => {
  const policies = fc.sample(clusters, { numRuns: 1_500, seed: 2 }).flatMap(({ manifests }) => manifests as Manifest[])
    .filter(({ apiVersion, kind }) => apiVersion === 'networking.k8s.io/v1' && kind === 'NetworkPolicy');
  expect(policies.length).toBeGreaterThan(1_000);
  const refused = (await checkers[1.33].refused(policies)).map(({ object }) => object);
  expect(policies.filter((policy) => engine([policy]).refused.length > 0)).toEqual(refused);
  expect(refused.length).toBeGreaterThan(100);
}, 120_000);

/** Which versions take it. The server, which is of the newest, must say what its checker says. */
async function verdicts(manifest: object): Promise<{ [version: string]: boolean }> {
  const judged = await Promise.all(Object.entries(checkers).map(async ([version, checker]) => [version, await checker.judge(manifest)] as const));
  const verdict = Object.fromEntries(judged.map(([version, { problems }]) => [version, problems.length === 0]));
  expect(await cluster.refusal(manifest) === undefined).toBe(verdict[1.36]);
  return verdict;
}
