import { readFileSync } from 'fs';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { Cluster } from './support/cluster';
import { ADMIN_NETWORK_POLICIES, CLUSTER_NETWORK_POLICY } from './support/programs';
import { engine } from '../analysis/engine';
import { clusters } from '../analysis/generated/generated-clusters';
import { scenarios } from '../scenarios/scenario';
import { Manifest } from '../support/kubernetes-rules/manifest';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
  for (const definition of [CLUSTER_NETWORK_POLICY, ...ADMIN_NETWORK_POLICIES]) await cluster.define(parse(readFileSync(definition, 'utf8')));
}, 120_000);
afterAll(async () => cluster?.end());

const written = scenarios().map(({ file, manifests }) => [file, clusterPoliciesIn(manifests)] as const).filter(([, policies]) => policies.length > 0);

test.each(written)('%s has policies that the server judges as the analysis does', async (_, policies) => {
  expect(await judgedByServer(policies)).toEqual(judgedByAnalysis(policies));
});

test('random clusters have policies that the server judges as the analysis does', async () => {
  const policies = fc.sample(clusters, { numRuns: 1_500, seed: 2 }).flatMap(({ manifests }) => clusterPoliciesIn(manifests));
  const judged = judgedByAnalysis(policies);
  expect(judged.filter(({ isTaken }) => isTaken).length).toBeGreaterThan(300);
  expect(await judgedByServer(policies)).toEqual(judged);
}, 120_000);

interface Judged {
  readonly policy: object;
  readonly isTaken: boolean;
}

/** Those of the versions that are published. */
function clusterPoliciesIn(manifests: readonly object[]): Manifest[] {
  return (manifests as Manifest[]).filter(({ apiVersion }) => ['policy.networking.k8s.io/v1alpha1', 'policy.networking.k8s.io/v1alpha2'].includes(apiVersion ?? ''));
}

function judgedByAnalysis(policies: readonly object[]): Judged[] {
  return policies.map((policy) => ({ policy, isTaken: engine([policy]).refused.length === 0 }));
}

async function judgedByServer(policies: readonly object[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const policy of policies) judged.push({ policy, isTaken: await cluster.refusal(policy) === undefined });
  return judged;
}
