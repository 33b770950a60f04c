import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ClusterNetworkPolicy, ClusterNetworkPolicyAction, ClusterNetworkPolicyProps, ClusterNetworkPolicyTier, DefaultDeny, Deployment,
  LabelSelector, Namespace, Namespaces, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkProtocol, Pods, Reachability, WellKnownPeer,
} from '../../src';
import { AddressSet } from '../../src/analysis/sets/address-set';
import { remainingBlocks } from '../../src/policies/remaining-blocks';
import { isAcceptedClusterPolicy } from '../analysis/reference/accepted-cluster-network-policy';
import { Manifest } from '../support/kubernetes-rules/manifest';

const { ADMIN, BASELINE } = ClusterNetworkPolicyTier;
const { ACCEPT, DENY, PASS } = ClusterNetworkPolicyAction;

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const platform = new Chart(app, 'platform', { namespace: 'platform' });
  const [web, db] = ['web', 'db'].map((name) => new Deployment(chart, name, { metadata: { name }, containers: [{ image: name, portNumber: 80 }] }));
  return { app, chart, platform, web, db, all: Namespaces.all(platform, 'All') };
}

function clusterPolicies(app: App): any[] {
  const found = app.charts.flatMap((chart) => Testing.synth(chart)).filter(({ kind }) => kind === 'ClusterNetworkPolicy') as Manifest[];
  expect(found.filter((policy) => !isAcceptedClusterPolicy(policy))).toEqual([]);
  return found;
}

describe('a ClusterNetworkPolicy', () => {
  let stderr: jest.SpyInstance;
  beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterEach(() => stderr.mockRestore());

  test('writes what it was told, in the order in which it was said, and in no namespace', () => {
    const { app, platform, web, all } = shop();
    const policy = new ClusterNetworkPolicy(platform, 'Policy', {
      metadata: { name: 'some' },
      tier: ADMIN,
      priority: 5,
      subject: Namespaces.select(platform, 'Teams', { names: ['shop', 'data'], labels: { team: 'yes' } }),
      ingress: [{ action: PASS, name: 'teams', peers: [web] }],
      egress: [{
        action: ACCEPT,
        peers: [NetworkPolicyIpBlock.ipv4('10.0.0.0/8', ['10.128.0.0/9']), all, new Namespace(platform, 'Ns', { metadata: { name: 'ns' } })],
        ports: [NetworkPolicyPort.allTcp(), NetworkPolicyPort.udpRange(53, 53), NetworkPolicyPort.sctpRange(1, 2)],
      }],
    });
    policy.addEgressRule({ action: DENY, peers: [Pods.select(platform, 'Pods', { labels: { app: 'x' }, namespaces: all })], ports: [NetworkPolicyPort.named('http')] });
    policy.addEgressRule({ action: ACCEPT, nodes: LabelSelector.of(), domainNames: ['*.example.com'] });
    expect(clusterPolicies(app)).toEqual([{
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'some' },
      spec: {
        tier: 'Admin',
        priority: 5,
        subject: { namespaces: { matchLabels: { team: 'yes' }, matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'data'] }] } },
        ingress: [{
          name: 'teams',
          action: 'Pass',
          from: [{ pods: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: { matchLabels: expect.any(Object) as object } } }],
        }],
        egress: [
          {
            action: 'Accept',
            to: [{ namespaces: {} }, { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'ns' } } }, { networks: ['10.0.0.0/9'] }],
            protocols: [
              { tcp: { destinationPort: { range: { start: 1, end: 65535 } } } },
              { udp: { destinationPort: { number: 53 } } },
              { sctp: { destinationPort: { range: { start: 1, end: 2 } } } },
            ],
          },
          { action: 'Deny', to: [{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } } }], protocols: [{ destinationNamedPort: 'http' }] },
          { action: 'Accept', to: [{ nodes: {} }, { domainNames: ['*.example.com'] }] },
        ],
      },
    }]);
  });

  test('decides in the order of its rules', () => {
    const { app, platform, web, db, all } = shop();
    const policy = new ClusterNetworkPolicy(platform, 'Policy', { tier: ADMIN, priority: 5, subject: db });
    policy.addIngressRule({ action: ACCEPT, peers: [web], ports: [NetworkPolicyPort.tcp(80)] });
    policy.addIngressRule({ action: DENY, peers: [all] });
    const reachability = Reachability.ofApp(app);
    expect(reachability.between('shop/web', 'shop/db')).toBe('TCP 80');
    expect(reachability.between('shop/db', 'shop/web')).toBe('All Connections');
  });

  const networks = (count: number) => Array.from({ length: count }, (_, index) => NetworkPolicyIpBlock.ipv4(`10.${Math.floor(index / 256)}.${index % 256}.0/24`));

  test('puts up to 25 networks into one peer, and the rest into others', () => {
    const { app, platform, all } = shop();
    new ClusterNetworkPolicy(platform, 'Policy', { tier: ADMIN, priority: 5, subject: all, egress: [{ action: DENY, peers: networks(60) }] });
    expect(clusterPolicies(app)[0].spec.egress[0].to.map((peer: { networks: string[] }) => peer.networks.length)).toEqual([25, 25, 10]);
  });

  type Made = ReturnType<typeof shop>;
  const rule = (fields: object) => ({ egress: [{ action: ACCEPT, ...fields }] });
  const many = <T>(value: T) => Array.from({ length: 26 }, () => value);

  test.each<[string, (made: Made) => object, string]>([
    ['no tier', () => ({ tier: undefined }), '"tier" is not given'],
    ['a tier that is none', () => ({ tier: 'NetworkPolicy' }), '"tier" is "NetworkPolicy"'],
    ['no priority', () => ({ priority: undefined }), '"priority" is not given'],
    ['a priority beyond the last', () => ({ priority: 1001 }), '"priority" is 1001, but must be a whole number from 0 to 1000'],
    ['a priority between two', () => ({ priority: 1.5 }), '"priority" is 1.5'],
    ['no subject', () => ({ subject: undefined }), '"subject" is not given'],
    ['addresses as subject', () => ({ subject: NetworkPolicyIpBlock.anyIpv4() }), '"subject" is 0.0.0.0/0, but a policy is about pods'],
    ['pods without namespaces as subject', ({ platform }) => ({ subject: Pods.all(platform, 'P') }), 'platform/P names no namespace, and a policy of the whole cluster lies in none'],
    ['pods without namespaces as peer', ({ platform }) => rule({ peers: [Pods.all(platform, 'P')] }), 'platform/P names no namespace'],
    ['a namespace of its own', () => ({ metadata: { namespace: 'shop' } }), 'lies in no namespace'],
    ['a field that does not exist', () => ({ podSelector: {} }), 'has a field "podSelector" that does not exist'],
    ['no action', ({ all }) => ({ egress: [{ peers: [all] }] }), '"egress[0].action" is not given'],
    ['the action of another API', ({ all }) => ({ egress: [{ action: 'Allow', peers: [all] }] }), '"egress[0].action" is "Allow"'],
    ['no peers', () => rule({}), '"egress[0]" names no other end'],
    ['an empty list of peers', () => rule({ peers: [] }), '"egress[0].peers" is an empty list'],
    ['too many peers', ({ all }) => rule({ peers: many(all) }), 'has 26 peers, but at most 25 are allowed'],
    ['a block of which too much remains', () => rule({ peers: networks(626) }), 'has 626 networks, where exceptions are what remains of their blocks, which are 26 peers'],
    ['addresses in ingress', () => ({ ingress: [{ action: DENY, peers: [NetworkPolicyIpBlock.anyIpv4()] }] }), 'the ingress rules of a ClusterNetworkPolicy know only pods'],
    ['nodes in ingress', ({ all }) => ({ ingress: [{ action: DENY, peers: [all], nodes: LabelSelector.of() }] }), 'has a field "nodes" that does not exist'],
    ['an empty list of ports', ({ all }) => rule({ peers: [all], ports: [] }), '"egress[0].ports" is an empty list'],
    ['too many ports', ({ all }) => rule({ peers: [all], ports: many(NetworkPolicyPort.tcp(1)) }), '"egress[0].ports" has 26 ports'],
    ['a named port beside addresses', () => rule({ peers: [NetworkPolicyIpBlock.anyIpv4()], ports: [NetworkPolicyPort.named('http')] }), 'names the port "http" beside addresses'],
    ['a named port beside nodes', () => rule({ nodes: LabelSelector.of(), ports: [NetworkPolicyPort.named('http')] }), 'names the port "http" beside addresses'],
    ['a named port of UDP', ({ all }) => rule({ peers: [all], ports: [NetworkPolicyPort.named('dns', NetworkProtocol.UDP)] }), 'has the port "dns" of UDP'],
    ['domains that are denied', () => ({ egress: [{ action: DENY, domainNames: ['example.com'] }] }), 'only ACCEPT can name domains'],
    ['a domain that is none', () => rule({ domainNames: ['localhost'] }), '"egress[0].domainNames[0]" is "localhost"'],
    ['too many domains', () => rule({ domainNames: many('example.com') }), 'has 26 names'],
    ['a long name', ({ all }) => rule({ name: 'x'.repeat(101), peers: [all] }), '"egress[0].name" has 101 characters'],
    ['too many rules', ({ all }) => ({ egress: many({ action: DENY, peers: [all] }) }), 'has 25 egress rules already'],
  ])('refuses %s where it is given', (_, props, message) => {
    const made = shop();
    const given = { tier: ADMIN, priority: 1, subject: made.all, ...props(made) } as unknown as ClusterNetworkPolicyProps;
    expect(() => new ClusterNetworkPolicy(made.platform, 'Policy', given)).toThrow(message);
  });

  test('refuses a connection that an Admin rule denies, and says who wrote it and what would mend it', () => {
    const { app, platform, web, db, all, chart } = shop();
    new ClusterNetworkPolicy(chart, 'Closed', { metadata: { name: 'closed' }, tier: ADMIN, priority: 5, subject: db, ingress: [{ name: 'nobody', action: DENY, peers: [all] }] });
    web.connections.allowTo(db);
    expect(() => app.synthYaml()).toThrow(/connections\.allowTo\(shop\/db\).* does not hold: shop\/web cannot connect to shop\/db on TCP 80/s);
    expect(() => app.synthYaml()).toThrow('Ingress rule #1 "nobody" of closed (Admin tier, priority 5) denies it.');
    expect(() => app.synthYaml()).toThrow('ClusterNetworkPolicy closed, written by shop/Closed');
    expect(() => app.synthYaml()).toThrow('put a rule with action Accept for TCP 80 from shop/web before it');
    expect(platform.node.path).toBe('platform');
  });

  test('warns of two of one tier and priority that disagree', () => {
    const { app, platform, web, db, all } = shop();
    new ClusterNetworkPolicy(platform, 'One', { metadata: { name: 'one' }, tier: BASELINE, priority: 5, subject: db, ingress: [{ action: DENY, peers: [all] }] });
    new ClusterNetworkPolicy(platform, 'Two', { metadata: { name: 'two' }, tier: BASELINE, priority: 5, subject: db, ingress: [{ action: ACCEPT, peers: [web] }] });
    delete process.env.CDK8S_NETPOL_FINDINGS;
    app.synthYaml();
    expect(stderr.mock.calls.join('\n')).toContain('[equal-priority]');
  });
});

describe('DefaultDeny.forCluster', () => {
  test('closes every namespace but those that the whole cluster needs, and leaves DNS and what teams open', () => {
    const { app, platform, chart, web, db } = shop();
    const dns = new Chart(app, 'dns', { namespace: 'kube-system' });
    new Deployment(dns, 'dns', { metadata: { name: 'dns' }, podMetadata: { labels: { 'k8s-app': 'kube-dns' } }, containers: [{ image: 'dns', portNumber: 53 }] });
    const closed = DefaultDeny.forCluster(platform, { dns: WellKnownPeer.clusterDns() });
    web.connections.allowTo(db);
    expect([closed.tier, closed.priority, closed.name]).toEqual([BASELINE, 1000, 'default-deny']);
    const reachability = Reachability.ofApp(app);
    expect(reachability.between('shop/web', 'shop/db')).toBe('TCP 80');
    expect(reachability.between('shop/db', 'shop/web')).toBe('No Connections');
    expect(reachability.between('shop/db', '203.0.113.7')).toBe('No Connections');
    expect(reachability.between('shop/db', '2001:db8::1')).toBe('No Connections');
    expect(reachability.between('shop/db', 'kube-system/dns')).toBe('TCP 53,UDP 53');
    expect(reachability.between('kube-system/dns', '203.0.113.7')).toBe('All Connections');
    expect(clusterPolicies(app)[0].spec.subject).toEqual({ namespaces: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }] } });
    expect(chart.node.path).toBe('shop');
  });

  test('closes what is named, kube-system too, in the directions that are asked for', () => {
    const { app, platform } = shop();
    const namespaces = Namespaces.select(platform, 'These', { names: ['kube-system', 'shop'] });
    DefaultDeny.forCluster(platform, { namespaces, except: ['shop'], egress: false, priority: 7, metadata: { name: 'closed' } });
    expect(clusterPolicies(app)[0]).toMatchObject({
      metadata: { name: 'closed' },
      spec: {
        priority: 7,
        subject: {
          namespaces: {
            matchExpressions: [
              { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop'] }, { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['kube-system', 'shop'] },
            ],
          },
        },
        ingress: [{ name: 'default-deny', action: 'Deny', from: [{ namespaces: {} }] }],
      },
    });
    expect(clusterPolicies(app)[0].spec.egress).toBeUndefined();
  });

  test.each([
    [{ ingress: false, egress: false }, '"ingress" and "egress" are both false'],
    [{ priority: -1 }, '"priority" is -1'],
    [{ namespaces: 'shop' as never }, '"namespaces" is "shop"'],
  ])('refuses %j', (options, message) => {
    expect(() => DefaultDeny.forCluster(shop().platform, options)).toThrow(message);
  });
});

describe('what remains of a block', () => {
  test.each([
    ['10.0.0.0/8', ['10.128.0.0/9'], ['10.0.0.0/9']],
    ['10.0.0.0/8', [], ['10.0.0.0/8']],
    ['0.0.0.0/0', ['0.0.0.0/1', '128.0.0.0/1'], []],
    ['2001:db8::/32', ['2001:db8:8000::/33'], ['2001:db8::/33']],
  ])('%s without %j is %j', (cidr, except, rest) => {
    expect(remainingBlocks(cidr, except)).toEqual(rest);
  });

  test('holds every address of the block but those of the exceptions', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inner = fc.tuple(fc.integer({ min: 9, max: 32 }), byte, byte, byte).map(([prefix, ...bytes]) => NetworkPolicyIpBlock.ipv4(`10.${bytes.join('.')}/${prefix}`).cidr);
    fc.assert(fc.property(fc.array(inner, { maxLength: 5 }), (except) => {
      const rest = remainingBlocks('10.0.0.0/8', except).map((cidr) => AddressSet.ofBlock(cidr)!);
      const expected = except.reduce((left, cidr) => left.subtract(AddressSet.ofBlock(cidr)!), AddressSet.ofBlock('10.0.0.0/8')!);
      expect(rest.reduce((all, one) => all.union(one), AddressSet.NONE).equals(expected)).toBe(true);
      rest.forEach((one, index) => rest.slice(index + 1).forEach((other) => expect(one.subtract(other).equals(one)).toBe(true)));
    }));
  });
});
