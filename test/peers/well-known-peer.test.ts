import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  DefaultDeny, Deployment, NetworkPolicy, NetworkPolicyPort, Pod, PodConnectionsIsolation, Reachability, ReachabilityAssertions, WellKnownPeer,
} from '../../src';
import { parseCidr, contains, parseIp } from '../support/cidr';
import { policiesOf } from '../support/who-reaches-whom';

const tcp = (port: number) => NetworkPolicyPort.tcp(port);

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const [web, api] = ['web', 'api'].map((name) => new Deployment(chart, name, { metadata: { name }, containers: [{ image: name, portNumber: 80 }] }));
  return { app, chart, web, api };
}

/** A pod as somebody else runs it in the cluster. */
function running(app: App, namespace: string, labels: { [key: string]: string }, name = 'one'): string {
  const chart = app.node.tryFindChild(namespace) ?? new Chart(app, namespace, { namespace });
  new Pod(chart as Chart, name, { metadata: { name, labels }, containers: [{ image: 'x', portNumber: 53 }] });
  return `${namespace}/${name}`;
}

function between(app: App, from: string, to: string): string {
  return Reachability.ofApp(app).between(from, to);
}

/** Peers that are pods, each where its installation guide puts them. */
const PODS: [string, (options?: any) => WellKnownPeer, string, { [key: string]: string }][] = [
  ['clusterDns', (options) => WellKnownPeer.clusterDns(options), 'kube-system', { 'k8s-app': 'kube-dns' }],
  ['ingressNginx', (options) => WellKnownPeer.ingressNginx(options), 'ingress-nginx',
    { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }],
  ['traefik', (options) => WellKnownPeer.traefik(options), 'traefik', { 'app.kubernetes.io/name': 'traefik' }],
  ['prometheus', (options) => WellKnownPeer.prometheus(options), 'monitoring', { 'app.kubernetes.io/name': 'prometheus' }],
];

describe.each(PODS)('%s', (name, make, namespace, labels) => {
  test('lets the pods in that its guide installs, and nobody else, on the ports that are declared', () => {
    const { app, web } = shop();
    const known = running(app, namespace, { ...labels, 'app.kubernetes.io/instance': 'any' });
    const other = running(app, namespace, { 'app.kubernetes.io/name': 'other' }, 'other');
    const elsewhere = running(app, 'elsewhere', labels);
    web.connections.allowFrom(make());
    expect(between(app, known, 'shop/web')).toBe('TCP 80');
    for (const stranger of [other, elsewhere, 'shop/api', '203.0.113.1']) expect(between(app, stranger, 'shop/web')).toBe('No Connections');
  });

  test('can be connected to as well, and writes no policy for others', () => {
    const { app, web } = shop();
    const known = running(app, namespace, labels);
    const other = running(app, namespace, {}, 'other');
    web.connections.allowTo(make(), { ports: [tcp(53)] });
    expect(between(app, 'shop/web', known)).toBe('TCP 53');
    expect(between(app, 'shop/web', other)).toBe('No Connections');
    expect(between(app, 'shop/api', known)).toBe('All Connections');
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
  });

  test('is found elsewhere where the options say so', () => {
    const { app, web } = shop();
    const there = running(app, 'infra', { app: 'mine' });
    const usual = running(app, namespace, labels);
    web.connections.allowFrom(make({ namespace: 'infra', labels: { app: 'mine' } }));
    expect(between(app, there, 'shop/web')).toBe('TCP 80');
    expect(between(app, usual, 'shop/web')).toBe('No Connections');
  });

  test('keeps what the options do not say', () => {
    const { app, web } = shop();
    const there = running(app, 'infra', labels);
    web.connections.allowFrom(make({ namespace: 'infra', labels: null }));
    expect(between(app, there, 'shop/web')).toBe('TCP 80');
  });

  test('has no policy that could be isolated', () => {
    const { app, web } = shop();
    for (const call of ['allowTo', 'allowFrom'] as const) {
      expect(() => web.connections[call](make(), { isolation: PodConnectionsIsolation.PEER })).toThrow(
        `shop/web: cannot isolate WellKnownPeer.${name}, because its policies are somebody else's. Leave out "isolation", or give PodConnectionsIsolation.POD.`,
      );
    }
    expect(policiesOf(app)).toEqual({});
    expect(make().toPodSelector()).toBeUndefined();
  });

  test('can be the peer of a policy', () => {
    const { app, chart, web } = shop();
    const known = running(app, namespace, labels);
    new NetworkPolicy(chart, 'policy', { selector: web, ingress: { rules: [{ peer: make() }] } });
    expect(between(app, known, 'shop/web')).toBe('All Connections');
    expect(between(app, 'shop/api', 'shop/web')).toBe('No Connections');
  });

  test.each<[string, unknown, string]>([
    ['text as options', 'kube-system', '"options" is "kube-system", but must be an object with named fields.'],
    ['an option that does not exist', { label: {} }, '"options" has a field "label" that does not exist. Its fields are namespace, labels'],
    ['a namespace out of form', { namespace: 'Kube System' }, '"namespace" is "Kube System", but must be at most 63 lower case letters'],
    ['a namespace as a number', { namespace: 5 }, '"namespace" is 5, but must be'],
    ['no labels, which would be every pod', { labels: {} }, '"labels" is {}, which would match everything.'],
    ['labels as text', { labels: 'app=x' }, '"labels" is "app=x", but must be an object with named fields.'],
    ['a label as a number', { labels: { app: 1 } }, '"labels["app"]" is 1'],
  ])('refuses %s', (_, options, said) => {
    expect(() => make(options)).toThrow(new RegExp(`^WellKnownPeer\\.${name}: ${escaped(said)}`));
  });

  test.each([[undefined], [null], [{}]])('takes %j as no options', (options) => {
    expect(make(options).toNetworkPolicyPeerConfig()).toEqual(make().toNetworkPolicyPeerConfig());
  });
});

describe('the cluster\'s DNS', () => {
  test('is asked on port 53 alone, by UDP and TCP, at the servers and at the cache of the node', () => {
    const { app, web } = shop();
    const server = running(app, 'kube-system', { 'k8s-app': 'kube-dns' });
    web.connections.allowTo(WellKnownPeer.clusterDns());
    for (const to of [server, '169.254.20.10']) expect(between(app, 'shop/web', to)).toBe('TCP 53,UDP 53');
    for (const to of ['169.254.20.11', '169.254.169.254', 'shop/api']) expect(between(app, 'shop/web', to)).toBe('No Connections');
    expect(between(app, 'shop/api', server)).toBe('All Connections');
  });

  test('listens elsewhere where the options say so', () => {
    const { app, web } = shop();
    const server = running(app, 'openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' });
    web.connections.allowTo(WellKnownPeer.clusterDns({
      namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [NetworkPolicyPort.udp(5353)], nodeLocalAddress: 'fd00::10',
    }));
    for (const to of [server, 'fd00::10']) expect(between(app, 'shop/web', to)).toBe('UDP 5353');
    expect(between(app, 'shop/web', '169.254.20.10')).toBe('No Connections');
  });

  test('is not asked at the node where the options say so', () => {
    const { app, web } = shop();
    const server = running(app, 'kube-system', { 'k8s-app': 'kube-dns' });
    web.connections.allowTo(WellKnownPeer.clusterDns({ nodeLocal: false }));
    expect(between(app, 'shop/web', server)).toBe('TCP 53,UDP 53');
    expect(between(app, 'shop/web', '169.254.20.10')).toBe('No Connections');
  });

  test('adds up with itself', () => {
    const { app, web } = shop();
    for (let time = 0; time < 3; time++) web.connections.allowTo(WellKnownPeer.clusterDns());
    expect(policiesOf(app)['shop/web'].spec.egress).toHaveLength(1);
    expect(policiesOf(app)['shop/web'].spec.egress[0].to).toHaveLength(2);
  });

  test('that the app runs itself must let its pods in: the proof says that it does not', () => {
    const { app, web } = shop();
    running(app, 'kube-system', { 'k8s-app': 'kube-dns' });
    web.connections.allowTo(WellKnownPeer.clusterDns());
    expect(() => app.synthYaml()).not.toThrow();
    DefaultDeny.forNamespace(app.charts[0], 'kube-system');
    expect(() => app.synthYaml()).toThrow(/kube-system\/one/);
  });

  test.each<[string, unknown, string]>([
    ['no ports', { ports: [] }, '"ports" is an empty list. Kubernetes would read it as all ports: name a port, or leave "ports" out.'],
    ['a port as a number', { ports: [53] }, '"ports[0]" is 53, but must be a NetworkPolicyPort'],
    ['a flag as text', { nodeLocal: 'no' }, '"nodeLocal" is "no", but must be true or false.'],
    ['an address that is none', { nodeLocalAddress: 'localhost' }, '"nodeLocalAddress" is "localhost", but must be an address such as "10.0.0.1", or a block'],
    ['an address for nothing', { nodeLocal: false, nodeLocalAddress: '169.254.20.10' }, '"nodeLocalAddress" is "169.254.20.10", but "nodeLocal" is false. Leave one of them out.'],
  ])('refuses %s', (_, options, said) => {
    expect(() => WellKnownPeer.clusterDns(options as any)).toThrow(`WellKnownPeer.clusterDns: ${said}`);
  });
});

describe('the internet', () => {
  const INTERNET = ['8.8.8.8', '1.1.1.1', '203.0.113.1', '172.15.255.255', '172.32.0.0', '2001:4860:4860::8888', '64:ff9b::808:808'];
  const NOT_INTERNET = [
    '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '169.254.20.10', '168.63.129.16', '100.100.100.200',
    '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', '0.0.0.0', '::1', '::', 'fd00:ec2::254', 'fe80::1', 'ff02::1',
  ];

  test('is every address but private and special ones, those of the metadata services of clouds among them', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.internet(), { ports: [tcp(443)] });
    for (const to of INTERNET) expect([to, between(app, 'shop/web', to)]).toEqual([to, 'TCP 443']);
    for (const to of [...NOT_INTERNET, 'shop/api']) expect([to, between(app, 'shop/web', to)]).toEqual([to, 'No Connections']);
    ReachabilityAssertions.of(Reachability.ofApp(app)).reachesInternetOnlyOn('shop/web', [tcp(443)]);
  });

  test('may connect as well', () => {
    const { app, web } = shop();
    web.connections.allowFrom(WellKnownPeer.internet());
    for (const from of INTERNET) expect(between(app, from, 'shop/web')).toBe('TCP 80');
    for (const from of [...NOT_INTERNET, 'shop/api']) expect(between(app, from, 'shop/web')).toBe('No Connections');
  });

  test('is without IPv6 where that is said', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.internet({ ipv6: false }));
    expect(between(app, 'shop/web', '8.8.8.8')).toBe('All Connections');
    expect(between(app, 'shop/web', '2001:4860:4860::8888')).toBe('No Connections');
  });

  test('leaves out what is excepted, of either family, as blocks and as addresses', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.internet({ except: ['203.0.113.9/24', '2001:db8::/32', '8.8.8.8', '::ffff:1.1.1.1'] }));
    for (const to of ['203.0.113.200', '2001:db8::1', '8.8.8.8', '1.1.1.1']) expect(between(app, 'shop/web', to)).toBe('No Connections');
    for (const to of ['203.0.112.1', '2001:db9::1', '8.8.8.9', '1.1.1.2']) expect(between(app, 'shop/web', to)).toBe('All Connections');
  });

  test('is for every address all of it or nothing of it, by what its blocks say', () => {
    const { peers } = WellKnownPeer.internet().toNetworkPolicyPeerConfig();
    const blocks = peers!.map((peer) => peer.toNetworkPolicyPeerConfig().ipBlock!);
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.internet());
    const reachability = Reachability.ofApp(app);
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6().filter((text) => !text.includes('.'))), (address) => {
      const isIn = (block: string) => contains(parseCidr(block)!, parseIp(address)!);
      const isMeant = blocks.some(({ cidr, except }) => isIn(cidr) && !except.some(isIn));
      expect(reachability.between('shop/web', address)).toBe(isMeant ? 'All Connections' : 'No Connections');
    }));
  });

  test('cannot be isolated', () => {
    const { web } = shop();
    expect(() => web.connections.allowTo(WellKnownPeer.internet(), { isolation: PodConnectionsIsolation.PEER })).toThrow('because an IP block has no policy');
  });

  test.each<[string, unknown, string]>([
    ['an exception as text', { except: '203.0.113.0/24' }, '"except" is "203.0.113.0/24", but must be a list.'],
    ['an exception that is none', { except: ['8.8.8.8', 'example.com'] }, '"except[1]" is "example.com", but must be an address such as "10.0.0.1", or a block'],
    ['an exception with a bad prefix', { except: ['8.8.8.0/33'] }, 'NetworkPolicyIpBlock.ipv4: "cidr" is "8.8.8.0/33", whose prefix length'],
    ['an exception that is null', { except: [null] }, '"except[0]" is null, but is required. Give an address'],
    ['an exception as a number', { except: [8] }, '"except[0]" is 8, but must be an address'],
    ['an exception that leaves nothing', { except: ['8.8.8.8', '::/0'] }, '"except" has ::/0, which leaves nothing. Give a smaller block.'],
    ['an exception of a family that is not meant', { ipv6: false, except: ['2001:db8::/32'] }, '"except" has 2001:db8::/32, but "ipv6" is false. Leave one of them out.'],
    ['a flag as text', { ipv6: 'no' }, '"ipv6" is "no", but must be true or false.'],
    ['an option that does not exist', { excpet: [] }, '"options" has a field "excpet" that does not exist. Its fields are ipv6, except.'],
    ['a list as options', ['8.8.8.8'], '"options" is ["8.8.8.8"], but must be an object with named fields.'],
  ])('refuses %s', (_, options, said) => {
    expect(() => WellKnownPeer.internet(options as any)).toThrow(`WellKnownPeer.internet: ${said}`);
  });
});

describe('the API server', () => {
  test('is at its addresses, on the usual ports', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.apiServer({ addresses: ['172.18.0.2', '10.1.0.0/28', '2001:db8::1', '2001:db8:1::/64'] }));
    for (const to of ['172.18.0.2', '10.1.0.15', '2001:db8::1', '2001:db8:1::9']) expect(between(app, 'shop/web', to)).toBe('TCP 443,6443');
    for (const to of ['172.18.0.3', '10.1.0.16', '2001:db8::2', 'shop/api']) expect(between(app, 'shop/web', to)).toBe('No Connections');
  });

  test('is on the port that is said, and on the ports of the call before all', () => {
    const { app, web, api } = shop();
    const server = WellKnownPeer.apiServer({ addresses: ['172.18.0.2'], port: 8443 });
    web.connections.allowTo(server);
    api.connections.allowTo(server, { ports: [tcp(1)] });
    expect(between(app, 'shop/web', '172.18.0.2')).toBe('TCP 8443');
    expect(between(app, 'shop/api', '172.18.0.2')).toBe('TCP 1');
  });

  test('may call webhooks on the ports that their pods declare', () => {
    const { app, web } = shop();
    web.connections.allowFrom(WellKnownPeer.apiServer({ addresses: ['172.18.0.2'] }));
    expect(between(app, '172.18.0.2', 'shop/web')).toBe('TCP 80');
    expect(between(app, '172.18.0.3', 'shop/web')).toBe('No Connections');
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, '"options" is not given, but is required. Give an object such as { addresses: ["10.0.0.1"] }.'],
    ['null', null, '"options" is null, but is required.'],
    ['no addresses', {}, '"addresses" is not given, but is required. Give a list of addresses, such as ["10.0.0.1"].'],
    ['an empty list of addresses', { addresses: [] }, '"addresses" is an empty list. Give an address.'],
    ['an address instead of a list', { addresses: '10.0.0.1' }, '"addresses" is "10.0.0.1", but must be a list.'],
    ['a name', { addresses: ['kubernetes.default'] }, '"addresses[0]" is "kubernetes.default", but must be an address such as "10.0.0.1", or a block such as "10.0.0.0/28".'],
    ['an address that is not there', { addresses: [undefined] }, '"addresses[0]" is not given, but is required.'],
    ['an address with a port', { addresses: ['10.0.0.1:6443'] }, '"addresses[0]" is "10.0.0.1:6443", but must be an address'],
    ['port 0', { addresses: ['10.0.0.1'], port: 0 }, '"port" is 0, but must be a whole number from 1 to 65535.'],
    ['a port as text', { addresses: ['10.0.0.1'], port: '6443' }, '"port" is "6443", but must be a whole number from 1 to 65535.'],
    ['ports', { addresses: ['10.0.0.1'], ports: [tcp(6443)] }, '"options" has a field "ports" that does not exist. Its fields are addresses, port.'],
  ])('refuses %s', (_, options, said) => {
    expect(() => WellKnownPeer.apiServer(options as any)).toThrow(`WellKnownPeer.apiServer: ${said}`);
  });
});

describe('the metadata service of the cloud', () => {
  test('is one address on one port', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.cloudMetadata());
    expect(between(app, 'shop/web', '169.254.169.254')).toBe('TCP 80');
    for (const to of ['169.254.169.253', '169.254.20.10', '8.8.8.8', 'shop/api']) expect(between(app, 'shop/web', to)).toBe('No Connections');
  });
});

describe('an ingress controller of one\'s own', () => {
  const options = { namespace: 'gateways', labels: { app: 'envoy' } };

  test('is where it is said to be', () => {
    const { app, web } = shop();
    const own = running(app, 'gateways', { app: 'envoy' });
    const other = running(app, 'gateways', { app: 'other' }, 'other');
    web.connections.allowFrom(WellKnownPeer.ingressController(options));
    expect(between(app, own, 'shop/web')).toBe('TCP 80');
    for (const stranger of [other, 'shop/api', '203.0.113.1']) expect(between(app, stranger, 'shop/web')).toBe('No Connections');
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, '"options" is not given, but is required. Give an object with "namespace" and "labels".'],
    ['null', null, '"options" is null, but is required.'],
    ['no namespace', { ...options, namespace: undefined }, '"namespace" is not given, but is required. Give the namespace of the controller.'],
    ['no labels', { ...options, labels: null }, '"labels" is null, but is required. Give the labels of its pods.'],
    ['empty labels', { ...options, labels: {} }, '"labels" is {}, which would match everything.'],
    ['a namespace out of form', { ...options, namespace: 'a/b' }, '"namespace" is "a/b", but must be'],
    ['a slip', { ...options, label: {} }, '"options" has a field "label" that does not exist.'],
  ])('refuses %s', (_, given, said) => {
    expect(() => WellKnownPeer.ingressController(given as any)).toThrow(`WellKnownPeer.ingressController: ${said}`);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
