import { Chart, Testing } from 'cdk8s';
import {
  Deployment, INetworkPolicyPeer, IPodSelector, LabelSelector, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPeerConfig,
  NetworkPolicyPort,
  Pods, PodConnectionsIsolation, PodSelectorConfig,
} from '../../src';
import { manifestsOf, open, policiesOf } from '../support/who-reaches-whom';

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web', portNumber: 80 }] });
  return { app, chart, web };
}

describe('an IP block as a peer', () => {
  test('opens its addresses but for the exceptions, at the one end that has a policy', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.ipv4('10.0.0.0/8', ['10.9.0.0/16']), { ports: [NetworkPolicyPort.tcp(443)] });
    expect(open(app, web, '10.1.2.3')).toBe('TCP 443');
    expect(open(app, web, '10.9.1.1')).toBe('none');
    expect(open(app, web, '11.0.0.1')).toBe('none');
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
    expect(policiesOf(app)['shop/web'].spec.policyTypes).toEqual(['Egress']);
  });

  test('opens all ports where none is named, for it declares none', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.anyIpv6());
    expect(open(app, web, '2001:db8::1')).toBe('all');
    expect(open(app, web, '203.0.113.1')).toBe('none');
  });

  test('may connect to the ports that the pods declare', () => {
    const { app, web } = shop();
    web.connections.allowFrom(NetworkPolicyIpBlock.ipv4('198.51.100.0/24'));
    expect(policiesOf(app)['shop/web'].spec).toMatchObject({
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ ipBlock: { cidr: '198.51.100.0/24' } }], ports: [{ protocol: 'TCP', port: 80 }] }],
    });
  });

  test.each(['allowTo', 'allowFrom'] as const)('cannot be the end that %s isolates', (call) => {
    const { app, web } = shop();
    expect(() => web.connections[call](NetworkPolicyIpBlock.anyIpv4(), { isolation: PodConnectionsIsolation.PEER })).toThrow(
      'shop/web: cannot isolate 0.0.0.0/0, because an IP block has no policy. Leave out "isolation", or give PodConnectionsIsolation.POD.',
    );
    expect(Object.keys(policiesOf(app))).toEqual([]);
  });
});

describe('a peer of a user\'s own', () => {
  class Postgres implements INetworkPolicyPeer, IPodSelector {
    public toPodSelectorConfig(): PodSelectorConfig {
      return { labelSelector: LabelSelector.of({ labels: { app: 'postgres' } }), namespaces: { names: ['data'] } };
    }
    public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
      return { podSelector: this.toPodSelectorConfig(), ports: [NetworkPolicyPort.tcp(5432)] };
    }
    public toPodSelector(): IPodSelector | undefined {
      return this;
    }
  }

  test('opens its ports, with a policy of its own below the one that names it', () => {
    const { app, chart, web } = shop();
    const postgres = new Deployment(new Chart(app, 'data', { namespace: 'data' }), 'postgres', {
      metadata: { name: 'postgres' }, podMetadata: { labels: { app: 'postgres' } }, containers: [{ image: 'postgres' }],
    });
    const api = new Deployment(chart, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api' }] });
    const peer = new Postgres();
    web.connections.allowTo(peer);
    expect(open(app, web, postgres)).toBe('TCP 5432');
    expect(open(app, api, postgres)).toBe('none');
    api.connections.allowTo(peer);
    expect(open(app, api, postgres)).toBe('TCP 5432');
    expect(Object.values(policiesOf(app)).filter(({ metadata }) => metadata.namespace === 'data')).toHaveLength(1);
  });

  test('can be two, which have two policies', () => {
    const { app, web } = shop();
    web.connections.allowTo(new Postgres());
    web.connections.allowTo(new Postgres());
    expect(new Set(Object.keys(policiesOf(app))).size).toBe(3);
  });

  test('without pods has no policy, which must be asked for', () => {
    const { app, web } = shop();
    class Foreign extends Postgres {
      public toPodSelector(): IPodSelector | undefined {
        return undefined;
      }
    }
    expect(() => web.connections.allowTo(new Foreign())).toThrow(
      'shop/web: cannot write the policy of the other end, because toPodSelector() of a Foreign returns nothing.',
    );
    web.connections.allowTo(new Foreign(), { isolation: PodConnectionsIsolation.POD });
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
  });

  test('can be the selector of a policy', () => {
    const { app, chart } = shop();
    new NetworkPolicy(chart, 'policy', { metadata: { name: 'postgres' }, selector: new Postgres(), ingress: { rules: [{ peer: new Postgres() }] } });
    expect(policiesOf(app)['data/postgres'].spec).toEqual({
      podSelector: { matchLabels: { app: 'postgres' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'postgres' } } }] }],
    });
  });

  const labelSelector = LabelSelector.of({ labels: { app: 'x' } });
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'is not given, but is required'],
    ['an empty config, as a dictionary of another language arrives', {}, 'returns neither "ipBlock" nor "podSelector" nor "peers". Return one of them.'],
    ['a config of unknown fields', { pod_selector: {} }, 'a field "pod_selector" that does not exist'],
    ['both', { ipBlock: NetworkPolicyIpBlock.anyIpv4(), podSelector: { labelSelector } }, 'returns "ipBlock" and "podSelector"'],
    ['an IP block as plain data', { ipBlock: { cidr: '0.0.0.0/0' } }, 'must be a NetworkPolicyIpBlock'],
    ['an empty selector of pods', { podSelector: {} }, '"labelSelector in podSelector in toNetworkPolicyPeerConfig() of a Peer" is not given, but is required. '
      + 'Give a LabelSelector; LabelSelector.of() is every pod.'],
    ['labels as plain data', { podSelector: { labelSelector: { matchLabels: { app: 'x' } } } }, 'must be a LabelSelector'],
    ['namespaces that say nothing', { podSelector: { labelSelector, namespaces: {} } }, 'says neither "names" nor "labelSelector"'],
    ['namespaces of an empty list', { podSelector: { labelSelector, namespaces: { names: [] } } }, 'It would match every namespace'],
    ['a namespace out of form', { podSelector: { labelSelector, namespaces: { names: ['No Spaces'] } } }, 'is "No Spaces"'],
    ['an empty list of ports', { podSelector: { labelSelector }, ports: [] }, 'Kubernetes would read it as all ports'],
    ['a port as a number', { podSelector: { labelSelector }, ports: [80] }, 'must be a NetworkPolicyPort'],
  ])('that returns %s is refused', (_, config, said) => {
    const { app, chart, web } = shop();
    class Peer implements INetworkPolicyPeer {
      public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
        return config as NetworkPolicyPeerConfig;
      }
      public toPodSelector(): IPodSelector | undefined {
        return undefined;
      }
    }
    expect(() => web.connections.allowTo(new Peer(), { isolation: PodConnectionsIsolation.POD })).toThrow(said);
    expect(() => web.connections.allowFrom(new Peer())).toThrow(said);
    const policy = new NetworkPolicy(chart, 'policy', { ingress: { rules: [{ peer: web }] } });
    expect(() => policy.addIngressRule(new Peer())).toThrow(said);
    expect(manifestsOf(app).filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(1);
  });
});

describe.each(['allowTo', 'allowFrom'] as const)('%s refuses', (call) => {
  test.each<[string, unknown]>([
    ['nothing', undefined], ['null', null], ['a name', 'redis'], ['a number', 6379], ['an object without the methods', {}],
    ['a class instead of its instance', Deployment], ['an object that has one of the methods', { toNetworkPolicyPeerConfig: () => ({}) }],
  ])('%s as a peer', (_, peer) => {
    const { app, web } = shop();
    expect(() => web.connections[call](peer as any)).toThrow(/^shop\/web: "peer" is .*a peer: a workload, a Service, Pods, Namespaces, a Namespace, a NetworkPolicyIpBlock/);
    expect(Object.keys(policiesOf(app))).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['an empty list of ports', { ports: [] }, 'shop/web: "ports" is an empty list. Kubernetes would read it as all ports: name a port, or leave "ports" out.'],
    ['a port as a number', { ports: [6379] }, '"ports[0]" is 6379, but must be a NetworkPolicyPort, such as NetworkPolicyPort.tcp(80).'],
    ['a port that is not there', { ports: [undefined] }, '"ports[0]" is not given'],
    ['a port instead of a list', { ports: NetworkPolicyPort.tcp(80) }, '"ports" is a NetworkPolicyPort, but must be a list.'],
    ['an isolation that is none', { isolation: 'BOTH' }, '"isolation" is "BOTH", but must be one of "POD", "PEER".'],
    ['an option that does not exist', { port: 80 }, 'a field "port" that does not exist. Its fields are isolation, ports.'],
    ['options that are a list', [NetworkPolicyPort.tcp(80)], '"options" is'],
  ])('%s', (_, options: any, said) => {
    const { app, chart, web } = shop();
    const redis = Pods.select(chart, 'redis', { labels: { app: 'redis' } });
    expect(() => web.connections[call](redis, options)).toThrow(said);
    expect(Object.keys(policiesOf(app))).toEqual([]);
  });
});

describe('a selection', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['of namespaces by an empty list of names', (chart) => Namespaces.select(chart, 'x', { names: [] }),
      'shop/x: "names" is an empty list. It would select every namespace: give a name, or use Namespaces.all to mean every namespace.'],
    ['of namespaces by nothing', (chart) => Namespaces.select(chart, 'x', {}), 'shop/x: says neither "labels" nor "expressions" nor "names".'],
    ['of namespaces by undefined', (chart) => Namespaces.select(chart, 'x', undefined as any), 'shop/x: "options" is not given'],
    ['of namespaces by empty labels', (chart) => Namespaces.select(chart, 'x', { labels: {} }), 'shop/x: "labels" is {}, which would match everything'],
    ['of a namespace out of form', (chart) => Namespaces.select(chart, 'x', { names: ['Shop'] }), 'shop/x: "names[0]" is "Shop"'],
    ['of namespaces by a name instead of a list', (chart) => Namespaces.select(chart, 'x', { names: 'shop' as any }), 'shop/x: "names" is "shop", but must be a list.'],
    ['of pods by nothing', (chart) => Pods.select(chart, 'x', {}), 'shop/x: says neither "labels" nor "expressions" nor "namespaces". Give one, or use Pods.all to mean every pod.'],
    ['of pods by empty labels', (chart) => Pods.select(chart, 'x', { labels: {} }), 'shop/x: "labels" is {}, which would match everything'],
    ['of pods by empty expressions', (chart) => Pods.select(chart, 'x', { expressions: [] }), '"expressions" is an empty list'],
    ['of pods in a namespace by its name', (chart) => Pods.all(chart, 'x', { namespaces: 'shop' as any }), 'shop/x: "namespaces" is "shop", but must be Namespaces'],
    ['of pods by an option that does not exist', (chart) => Pods.select(chart, 'x', { label: {} } as any), 'a field "label" that does not exist'],
  ])('%s is refused', (_, make, said) => {
    const { chart } = shop();
    expect(() => make(chart)).toThrow(said);
    expect(chart.node.tryFindChild('x')).toBeUndefined();
  });

  test('of every pod and every namespace says so', () => {
    const { app, chart } = shop();
    new NetworkPolicy(chart, 'policy', {
      metadata: { name: 'policy' },
      selector: Pods.all(chart, 'all'),
      egress: { rules: [{ peer: Namespaces.all(chart, 'everywhere') }] },
    });
    expect(policiesOf(app)['shop/policy'].spec).toEqual({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }] }] });
  });
});
