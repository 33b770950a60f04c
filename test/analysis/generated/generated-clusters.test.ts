import * as fc from 'fast-check';
import { disagreements, pairsOf } from '../disagreements';
import { clusters } from './generated-clusters';
import { Reference } from '../reference/reference';

/** A comparison that finds nothing is worth as much as the clusters that it is made on. */
const SAMPLE = fc.sample(clusters, { numRuns: 400, seed: 4 });
const TEXT = JSON.stringify(SAMPLE);

describe('generated clusters', () => {
  test.each([
    '"CronJob"', '"ReplicationController"', '"podIPs"', '"hostIP"', '"Succeeded"', '"hostNetwork":true', '"restartPolicy":"Always"', '"ghost"', '"NotIn"', '"DoesNotExist"', '"endPort"', '"except"',
    '"SCTP"', '"from":[]', '"to":[]', '"ports":[]', '"ports":[{}]', '"ingress":[]', '"egress":[]', '"ingress":[{}]', '"policyTypes":[]', '"podSelector":{}', '"Pass"', '"Baseline"', '"networks"',
    '"destinationNamedPort"', '"range"', '"sctp":{', 'policy.networking.k8s.io/v1beta1', '"ingress":[null', '"ports":[null', '"job-name"',
    '"AdminNetworkPolicy"', '"BaselineAdminNetworkPolicy"', '"portNumber"', '"portRange"', '"namedPort"', '"nodes"', '"10.0.0.0"]', '"ICMP"',
  ])('hold %s', (feature) => {
    expect(TEXT.includes(feature)).toBe(true);
  });

  test('are open and closed', () => {
    const answers = SAMPLE.flatMap((cluster) => {
      const reference = new Reference(cluster.manifests);
      return pairsOf(reference, cluster).map(([from, to]) => reference.reaches(from, to, 'TCP', 80));
    });
    const share = answers.filter((open) => open).length / answers.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
  });

  test('hold a policy that is refused now and then', () => {
    const withRefused = SAMPLE.filter(({ manifests }) => new Reference(manifests).refused.length > 0);
    expect(withRefused.length).toBeGreaterThan(30);
    expect(withRefused.length).toBeLessThan(250);
  });
});

type Mutation = (manifest: any) => object[];

/** Misreadings, each made by changing the manifests before they are read rightly. */
const MISREADINGS: [string, Mutation][] = [
  ['overlooks cluster policies', (m) => m.kind === 'ClusterNetworkPolicy' ? [] : [m]],
  ['takes Pass for Accept', replacing('"Pass"', '"Accept"')],
  ['takes Pass for Deny', replacing('"Pass"', '"Deny"')],
  ['lets the highest priority decide', onClusterPolicies((spec) => ({ ...spec, priority: 1000 - spec.priority }))],
  ['lets the last rule decide', onClusterPolicies((spec) => ({ ...spec, ingress: spec.ingress?.reverse(), egress: spec.egress?.reverse() }))],
  ['asks Baseline before NetworkPolicy', onClusterPolicies((spec) => ({ ...spec, tier: 'Admin', priority: spec.tier === 'Admin' ? 0 : 1 }))],
  ['takes all of IPv4 for a smaller network', replacing('"networks":["0.0.0.0/0"', '"networks":["0.0.0.0/1","128.0.0.0/1"')],
  ['overlooks admin policies', (m) => m.kind === 'AdminNetworkPolicy' ? [] : [m]],
  ['overlooks the baseline admin policy', (m) => m.kind === 'BaselineAdminNetworkPolicy' ? [] : [m]],
  ['takes the ports of admin policies for others', replacing('"start":1,', '"start":8080,')],
  ['takes UDP of admin policies for TCP', replacing('"protocol":"UDP","port":', '"protocol":"TCP","port":')],
  ['counts init containers that end', replacing('"name":"ended"', '"name":"ended","restartPolicy":"Always"')],
  ['overlooks sidecars', replacing('"restartPolicy":"Always"', '"restartPolicy":"Never"')],
  ['overlooks exceptions', replacing('"except"', '"unknown"')],
  ['overlooks addresses of pods', (m) => [{ ...m, status: { ...m.status, podIP: undefined, podIPs: undefined } }]],
  ['overlooks nodes', replacing('"hostIP"', '"unknown"')],
  ['overlooks the network of the node', replacing('"hostNetwork":true', '"hostNetwork":false')],
  ['overlooks the ends of ranges', replacing('"endPort"', '"unknown"')],
  ['takes NotIn for In', replacing('"NotIn"', '"In"')],
  ['takes DoesNotExist for Exists', replacing('"DoesNotExist"', '"Exists"')],
  ['overlooks types', replacing('"policyTypes"', '"unknown"')],
  ['takes an empty list of peers for nobody', replacing('"from":[]', '"from":[{"podSelector":{"matchLabels":{"no":"body"}}}]')],
  ['puts all policies into one namespace', (m) => [m.kind === 'NetworkPolicy' ? { ...m, metadata: { name: m.metadata.name } } : m]],
  ['takes a rule that is null for none', (m) => [m.kind === 'NetworkPolicy' ? { ...m, spec: { ...m.spec, ingress: m.spec.ingress?.filter(Boolean) } } : m]],
  ['takes a label that is null for none', replacing(':null', ':"some"')],
  ['overlooks the name of a Job', (m) => [m.kind === 'Job' ? { ...m, spec: { ...m.spec, manualSelector: true } } : m]],
  ['overlooks the labels of namespaces', (m) => m.kind === 'Namespace' ? [] : [m]],
];

test.each(MISREADINGS)('generated clusters tell a reading apart that %s', (_, misread) => {
  expect(SAMPLE.some((cluster) => {
    const misreading = new Reference(cluster.manifests.flatMap((manifest) => misread(copyOf(manifest))));
    return disagreements(new Reference(cluster.manifests), misreading, cluster).length > 0;
  })).toBe(true);
});

function copyOf(manifest: object): object {
  return JSON.parse(JSON.stringify(manifest)) as object;
}

function replacing(text: string, by: string): Mutation {
  return (manifest) => [JSON.parse(JSON.stringify(manifest).replaceAll(text, by)) as object];
}

function onClusterPolicies(change: (spec: any) => object): Mutation {
  return (manifest) => [manifest.kind === 'ClusterNetworkPolicy' ? { ...manifest, spec: change(manifest.spec) } : manifest];
}
