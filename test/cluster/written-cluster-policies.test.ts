import { readFileSync } from 'fs';
import { Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { Cluster } from './support/cluster';
import { CLUSTER_NETWORK_POLICY, STANDARD_CLUSTER_NETWORK_POLICY } from './support/programs';
import {
  ClusterNetworkPolicy, ClusterNetworkPolicyAction, ClusterNetworkPolicyEgressRule, ClusterNetworkPolicyTier, DefaultDeny, INetworkPolicyPeer,
  LabelExpression, LabelSelector, Namespaces, NetworkPolicyIpBlock, NetworkPolicyPort, Pods, WellKnownPeer,
} from '../../src';

/** What makes a peer in a chart; it has a new id each time. */
type Make = (chart: Chart, id: string) => INetworkPolicyPeer;

const SELECTIONS: readonly Make[] = [
  (chart, id) => Namespaces.all(chart, id),
  (chart, id) => Namespaces.select(chart, id, { names: ['shop'] }),
  (chart, id) => Namespaces.select(chart, id, { names: ['shop', 'data'], labels: { team: 'a' }, expressions: [LabelExpression.exists('b')] }),
  (chart, id) => Pods.select(chart, id, { labels: { app: 'web' }, namespaces: Namespaces.all(chart, `${id}Namespaces`) }),
  (chart, id) => Pods.select(chart, id, { expressions: [LabelExpression.notIn('app', ['a', 'b'])], namespaces: Namespaces.select(chart, `${id}Namespaces`, { names: ['x'] }) }),
];
const ADDRESSES: readonly Make[] = [
  () => NetworkPolicyIpBlock.anyIpv4(),
  () => NetworkPolicyIpBlock.anyIpv6(),
  () => NetworkPolicyIpBlock.ipv4('10.1.2.3/8', ['10.9.8.7/32']),
  () => NetworkPolicyIpBlock.ipv6('2001:db8::/32', ['2001:db8:1::/48']),
  () => WellKnownPeer.internet(),
  () => WellKnownPeer.cloudMetadata(),
];
const NUMBERS = [
  NetworkPolicyPort.tcp(1), NetworkPolicyPort.udpRange(53, 54), NetworkPolicyPort.tcpRange(80, 80),
  NetworkPolicyPort.allTcp(), NetworkPolicyPort.allUdp(), NetworkPolicyPort.allSctp(),
];

const action = fc.constantFrom(...Object.values(ClusterNetworkPolicyAction));
const rule = (makers: readonly Make[], ports: readonly NetworkPolicyPort[]) => fc.record({
  action,
  name: fc.constantFrom('some', 'A rule, of any name'),
  makers: fc.array(fc.constantFrom(...makers), { minLength: 1, maxLength: 4 }),
  ports: fc.array(fc.constantFrom(...ports), { minLength: 1, maxLength: 3 }),
}, { requiredKeys: ['action', 'makers'] });
const withNames = [...NUMBERS, NetworkPolicyPort.named('http')];
const policy = fc.record({
  tier: fc.constantFrom(...Object.values(ClusterNetworkPolicyTier)),
  priority: fc.integer({ min: 0, max: 1000 }),
  subject: fc.constantFrom(...SELECTIONS),
  ingress: fc.array(rule(SELECTIONS, withNames), { maxLength: 4 }),
  egress: fc.array(fc.oneof(rule(SELECTIONS, withNames), rule([...SELECTIONS, ...ADDRESSES], NUMBERS)), { maxLength: 4 }),
});

/** Random policies, and one that closes the cluster. */
function written(): object[] {
  const chart = new Chart(Testing.app(), 'platform', { namespace: 'platform' });
  let id = 0;
  const peer = (make: Make) => make(chart, `Peer${id++}`);
  for (const { tier, priority, subject, ingress, egress } of fc.sample(policy, { numRuns: 150, seed: 5 })) {
    const rules = (list: typeof egress) => list.map(({ makers, ...one }): ClusterNetworkPolicyEgressRule => ({ ...one, peers: makers.map(peer) }));
    new ClusterNetworkPolicy(chart, `Policy${id++}`, { tier, priority, subject: peer(subject), ingress: rules(ingress), egress: rules(egress) });
  }
  DefaultDeny.forCluster(chart, { dns: WellKnownPeer.clusterDns() });
  return Testing.synth(chart) as object[];
}

function experimental(): object[] {
  const chart = new Chart(Testing.app(), 'platform');
  new ClusterNetworkPolicy(chart, 'Policy', {
    tier: ClusterNetworkPolicyTier.ADMIN,
    priority: 0,
    subject: Namespaces.all(chart, 'All'),
    egress: [{ action: ClusterNetworkPolicyAction.ACCEPT, nodes: LabelSelector.of({ labels: { a: 'b' } }), domainNames: ['example.com', '*.example.com'] }],
  });
  return Testing.synth(chart) as object[];
}

describe.each([['standard', STANDARD_CLUSTER_NETWORK_POLICY, false], ['experimental', CLUSTER_NETWORK_POLICY, true]])('the %s channel of the definition', (_, definition, takesExperimental) => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start();
    await cluster.define(parse(readFileSync(definition, 'utf8')));
  }, 120_000);
  afterAll(async () => cluster?.end());

  test('takes what ClusterNetworkPolicy writes', async () => {
    for (const manifest of written()) expect([manifest, await cluster.refusal(manifest)]).toEqual([manifest, undefined]);
  }, 120_000);

  test('takes nodes and names of domains where it has them', async () => {
    for (const manifest of experimental()) expect(await cluster.refusal(manifest) === undefined).toBe(takesExperimental);
  });
});
