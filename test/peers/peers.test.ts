import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as plus from 'cdk8s-plus-34';
import {
  Deployment, INetworkPolicyPeer, IPodSelector, LabelSelector, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPeerConfig,
  NetworkPolicyPort,
  Pods, PodConnectionsIsolation, PodSelectorConfig, Protocol, Service, ServicePort, ServiceProps,
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

  test('may be a new object each time: the same pods have one policy in a chart', () => {
    const { app, chart, web } = shop();
    const api = new Deployment(chart, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api' }] });
    web.connections.allowTo(new Postgres());
    api.connections.allowTo(new Postgres());
    expect(Object.values(policiesOf(app)).filter(({ metadata }) => metadata.namespace === 'data')).toHaveLength(1);
    const batch = new Deployment(new Chart(app, 'batch', { namespace: 'shop' }), 'batch', { containers: [{ image: 'x' }] });
    batch.connections.allowTo(new Postgres());
    expect(Object.values(policiesOf(app)).filter(({ metadata }) => metadata.namespace === 'data')).toHaveLength(2);
  });

  test('may not say different things later where one policy was made for it', () => {
    const { app, web } = shop();
    class Moving extends Postgres {
      public namespace = 'data';
      public toPodSelectorConfig(): PodSelectorConfig {
        return { ...super.toPodSelectorConfig(), namespaces: { names: [this.namespace] } };
      }
    }
    const [one, other] = [new Moving(), new Moving()];
    web.connections.allowTo(one);
    web.connections.allowTo(other);
    other.namespace = 'elsewhere';
    expect(() => policiesOf(app)).toThrow('[shop/web] peers of your own that selected the same pods when they were named select different ones now, while one policy was made for them.');
    one.namespace = 'elsewhere';
    expect(() => policiesOf(app)).not.toThrow();
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

describe('a peer that is several', () => {
  /** Several peers, of which the caller's own library knows what they are. */
  class Several implements INetworkPolicyPeer {
    constructor(private readonly config: Omit<NetworkPolicyPeerConfig, 'ipBlock' | 'podSelector'>) {}
    public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
      return this.config;
    }
    public toPodSelector(): IPodSelector | undefined {
      return undefined;
    }
  }
  const office = NetworkPolicyIpBlock.ipv4('198.51.100.0/24');

  function several(config: Omit<NetworkPolicyPeerConfig, 'ipBlock' | 'podSelector' | 'peers'> = {}, more: INetworkPolicyPeer[] = []) {
    const made = shop();
    const back = new Chart(made.app, 'data', { namespace: 'data' });
    const [redis, postgres, other] = [6379, 5432, 80].map((portNumber, index) => {
      const name = ['redis', 'postgres', 'other'][index];
      return new Deployment(back, name, { metadata: { name }, containers: [{ image: 'x', portNumber }] });
    });
    return { ...made, redis, postgres, other, stores: new Several({ peers: [redis, postgres, office, ...more], ...config }) };
  }

  test('is each of them, on the ports that each declares', () => {
    const { app, web, redis, postgres, other, stores } = several();
    web.connections.allowTo(stores);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, web, postgres)).toBe('TCP 5432');
    expect(open(app, web, '198.51.100.1')).toBe('all');
    expect(open(app, web, other)).toBe('none');
    expect(open(app, web, '198.51.101.1')).toBe('none');
    expect(open(app, other, redis)).toBe('none');
    expect(open(app, postgres, redis)).toBe('none');
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/postgres', 'data/redis', 'shop/web']);
  });

  test('may connect to the ports that the pods declare', () => {
    const { app, web, redis, postgres, other, stores } = several();
    web.connections.allowFrom(stores);
    for (const one of [redis, postgres]) expect(open(app, one, web)).toBe('TCP 80');
    expect(open(app, other, web)).toBe('none');
    expect(open(app, redis, postgres)).toBe('none');
    expect(open(app, redis, other)).toBe('none');
  });

  test('is reached on the ports that it says for all, and on those of the call before these', () => {
    const { app, chart, web, redis, postgres, stores } = several({ ports: [NetworkPolicyPort.tcp(1)] });
    const api = new Deployment(chart, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api', portNumber: 3000 }] });
    web.connections.allowTo(stores);
    api.connections.allowTo(stores, { ports: [NetworkPolicyPort.udp(2)] });
    for (const one of [redis, postgres, '198.51.100.1']) {
      expect(open(app, web, one)).toBe('TCP 1');
      expect(open(app, api, one)).toBe('UDP 2');
    }
    api.connections.allowFrom(stores);
    expect(open(app, redis, api)).toBe('TCP 3000');
  });

  test('may hold others that are several', () => {
    const { app, web, redis, postgres, other, stores } = several();
    web.connections.allowTo(new Several({ peers: [stores, new Several({ peers: [other], ports: [NetworkPolicyPort.tcp(81)] })] }));
    expect([redis, postgres, other].map((one) => open(app, web, one))).toEqual(['TCP 6379', 'TCP 5432', 'TCP 81']);
  });

  test('follows the ports of each that are declared later', () => {
    const { app, web, redis, postgres, stores } = several();
    web.connections.allowTo(stores);
    redis.addContainer({ image: 'exporter', name: 'exporter', portNumber: 9121 });
    expect(open(app, web, redis)).toBe('TCP 6379,9121');
    expect(open(app, web, postgres)).toBe('TCP 5432');
  });

  test('has policies where it has pods, and these alone can be isolated', () => {
    const { app, web, redis, postgres, stores } = several();
    web.connections.allowTo(stores, { isolation: PodConnectionsIsolation.PEER });
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/postgres', 'data/redis']);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, postgres, redis)).toBe('none');
    expect(() => web.connections.allowTo(new Several({ peers: [office] }), { isolation: PodConnectionsIsolation.PEER })).toThrow('because an IP block has no policy');
  });

  test('leaves the policies of all to somebody else where it says so', () => {
    const { app, web, redis, postgres, other, stores } = several({ policiesElsewhere: true });
    web.connections.allowTo(stores);
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, web, other)).toBe('none');
    expect(open(app, postgres, redis)).toBe('all');
    expect(() => web.connections.allowTo(stores, { isolation: PodConnectionsIsolation.PEER })).toThrow(
      'shop/web: cannot isolate a Several, because its policies are somebody else\'s. Leave out "isolation", or give PodConnectionsIsolation.POD.',
    );
  });

  test('writes nothing where one of them has no policy that could be written', () => {
    class Lost extends Several {
      public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
        return { podSelector: { labelSelector: LabelSelector.of({ labels: { app: 'lost' } }) } };
      }
    }
    const { app, web, stores } = several({}, [new Lost({})]);
    expect(() => web.connections.allowTo(stores)).toThrow('toPodSelector() of a Lost returns nothing');
    expect(policiesOf(app)).toEqual({});
  });

  test('is one rule of a policy, with the ports of the rule', () => {
    const { app, chart, web, redis, postgres, other, stores } = several();
    new NetworkPolicy(chart, 'policy', { metadata: { name: 'policy' }, selector: web, egress: { rules: [{ peer: stores, ports: [NetworkPolicyPort.tcp(1)] }] } });
    expect(policiesOf(app)['shop/policy'].spec.egress).toHaveLength(1);
    expect(policiesOf(app)['shop/policy'].spec.egress[0].to).toHaveLength(3);
    expect([redis, postgres, other].map((one) => open(app, web, one))).toEqual(['TCP 1', 'TCP 1', 'none']);
  });

  test.each<[string, (self: INetworkPolicyPeer) => unknown, string]>([
    ['of nobody', () => ({ peers: [] }), '"peers in toNetworkPolicyPeerConfig() of a Peer" is an empty list. Kubernetes would read it as everybody: name a peer.'],
    ['beside an IP block', () => ({ peers: [office], ipBlock: office }), 'toNetworkPolicyPeerConfig() of a Peer returns "ipBlock" and "peers". Return one of them.'],
    ['of a name', () => ({ peers: [office, 'redis'] }), '"peers[1] in toNetworkPolicyPeerConfig() of a Peer" is the text "redis"'],
    ['of nothing', () => ({ peers: [undefined] }), '"peers[0] in toNetworkPolicyPeerConfig() of a Peer" is not given, but is required.'],
    ['that is no list', () => ({ peers: office }), '"peers in toNetworkPolicyPeerConfig() of a Peer" is a NetworkPolicyIpBlock, but must be a list.'],
    ['of itself, without an end', (self) => ({ peers: [office, self] }), '"peers" in toNetworkPolicyPeerConfig() of a Peer holds the peer itself. Name only others.'],
    ['whose policies are "elsewhere"', () => ({ peers: [office], policiesElsewhere: 'elsewhere' }), 'is "elsewhere", but must be true or false.'],
  ])('is refused: a list %s', (_, config, said) => {
    const { app, web } = shop();
    class Peer implements INetworkPolicyPeer {
      public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
        return config(this) as NetworkPolicyPeerConfig;
      }
      public toPodSelector(): IPodSelector | undefined {
        return undefined;
      }
    }
    for (const call of ['allowTo', 'allowFrom'] as const) expect(() => web.connections[call](new Peer())).toThrow(said);
    expect(policiesOf(app)).toEqual({});
  });
});

describe('a peer whose policies are somebody else\'s', () => {
  class Elsewhere implements INetworkPolicyPeer {
    public toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
      return {
        podSelector: { labelSelector: LabelSelector.of({ labels: { app: 'vault' } }), namespaces: { names: ['vault'] } },
        ports: [NetworkPolicyPort.tcp(8200)],
        policiesElsewhere: true,
      };
    }
    public toPodSelector(): IPodSelector | undefined {
      throw new Error('nobody should ask');
    }
  }

  test.each(['allowTo', 'allowFrom'] as const)('has only the own end written by %s', (call) => {
    const { app, web } = shop();
    const vault = new Deployment(new Chart(app, 'vault', { namespace: 'vault' }), 'vault', {
      metadata: { name: 'vault' }, podMetadata: { labels: { app: 'vault' } }, containers: [{ image: 'vault' }],
    });
    web.connections[call](new Elsewhere());
    const [from, to] = call === 'allowTo' ? [web, vault] : [vault, web];
    expect(open(app, from, to)).toBe(call === 'allowTo' ? 'TCP 8200' : 'TCP 80');
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
    expect(() => web.connections[call](new Elsewhere(), { isolation: PodConnectionsIsolation.PEER })).toThrow('because its policies are somebody else\'s');
  });
});

describe('a service as a peer', () => {
  function served(ports: ServicePort[] = [{ port: 80, targetPort: 8080 }]) {
    const made = shop();
    const redis = new Deployment(made.chart, 'redis', {
      metadata: { name: 'redis' }, containers: [{ image: 'x', ports: [{ number: 8080, name: 'http' }, { number: 53, protocol: Protocol.UDP, name: 'dns' }] }],
    });
    return { ...made, redis, service: new Service(made.chart, 'service', { metadata: { name: 'redis' }, selector: redis, ports }) };
  }

  test('means its pods, on the ports behind its own', () => {
    const { app, web, redis, service } = served();
    web.connections.allowTo(service);
    expect(open(app, web, redis)).toBe('TCP 8080');
    expect(open(app, redis, web)).toBe('all');
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['shop/redis', 'shop/web']);
  });

  test('means ports by their names and protocols, and all of several', () => {
    const { app, web, redis, service } = served([{ name: 'web', port: 80, targetPortName: 'http' }, { name: 'dns', port: 53, targetPortName: 'dns', protocol: Protocol.UDP }]);
    web.connections.allowTo(service);
    expect(open(app, web, redis)).toBe('TCP 8080; UDP 53');
  });

  test('means the same number where no target is said', () => {
    const { app, web, redis, service } = served([{ port: 8080 }]);
    web.connections.allowTo(service);
    expect(open(app, web, redis)).toBe('TCP 8080');
  });

  test('follows ports that are bound later, and the port of a name that is patched', () => {
    const { app, web, redis, service } = served([{ name: 'web', port: 80, targetPortName: 'http' }]);
    web.connections.allowTo(service);
    service.bind(81, { targetPort: 9090, name: 'metrics' });
    ApiObject.of(redis).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/ports/0/containerPort', 8081));
    expect(open(app, web, redis)).toBe('TCP 8081,9090');
  });

  test('shares the policy of the workload that it selects', () => {
    const { app, web, redis, service } = served();
    web.connections.allowTo(service);
    web.connections.allowFrom(service);
    redis.connections.allowFrom(web, { ports: [NetworkPolicyPort.tcp(1)] });
    expect(open(app, web, redis)).toBe('TCP 1,8080');
    expect(open(app, redis, web)).toBe('TCP 80');
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['shop/redis', 'shop/web']);
  });

  test.each<[string, ServiceProps, string]>([
    ['is a name for another host', { externalName: 'db.example.com' }, 'db.example.com'],
    ['selects no pods', { ports: [{ port: 80 }] }, 'selects no pods'],
  ])('is refused where it %s', (_, props, said) => {
    const { app, chart, web } = shop();
    const service = new Service(chart, 'service', props);
    for (const call of ['allowTo', 'allowFrom'] as const) expect(() => web.connections[call](service)).toThrow(said);
    expect(policiesOf(app)).toEqual({});
  });
});

describe.each(['allowTo', 'allowFrom'] as const)('%s of a text', (call) => {
  test.each<[string, string]>([
    ['redis', 'shop/web: "peer" is the text "redis", but a NetworkPolicy knows pods by their labels and hosts by their addresses: it never looks a name up. '
      + 'Name the workload, its Service or Pods.select(…) instead. For a host outside of the cluster, give its addresses with NetworkPolicyIpBlock, or '
      + 'WellKnownPeer.internet() with its port; or use what some network plugins have for names, such as "toFQDNs" of a CiliumNetworkPolicy.'],
    ['api.example.com', '"peer" is the text "api.example.com", but a NetworkPolicy knows pods by their labels'],
    ['https://api.example.com/v1', '"peer" is the text "https://api.example.com/v1", but'],
    ['10.0.0.1', 'shop/web: "peer" is the text "10.0.0.1". Write NetworkPolicyIpBlock.ipv4("10.0.0.1/32").'],
    ['10.0.0.0/8', 'shop/web: "peer" is the text "10.0.0.0/8". Write NetworkPolicyIpBlock.ipv4("10.0.0.0/8").'],
    ['2001:db8::1', 'shop/web: "peer" is the text "2001:db8::1". Write NetworkPolicyIpBlock.ipv6("2001:db8::1/128").'],
    ['', 'shop/web: "peer" is the text ""'],
  ])('%j says what to write instead', (text, said) => {
    const { app, chart, web } = shop();
    expect(() => web.connections[call](text as any)).toThrow(said);
    const policy = new NetworkPolicy(chart, 'policy', { ingress: { rules: [{ peer: web }] } });
    expect(() => policy.addEgressRule(text as any)).toThrow(said.replace('shop/web', 'shop/policy'));
    expect(Object.keys(policiesOf(app))).toHaveLength(1);
  });
});

describe('what must be adopted before it is a peer', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['an object of somebody else', (chart) => new ApiObject(chart, 'redis', { apiVersion: 'v1', kind: 'Pod' }),
      'pods of anything else are AdoptedPods.of(construct) or Pods.select(scope, id, { labels: … })'],
    ['a workload of cdk8s-plus', (chart) => new plus.Deployment(chart, 'redis', { containers: [{ image: 'x' }] }), 'shop/redis is a Deployment of cdk8s-plus-34, whose labels are values of that package. Adopt its pods: write AdoptedPods.of(…) around it'],
  ])('is told so: %s', (_, make, said) => {
    const { chart, web } = shop();
    expect(() => web.connections.allowTo(make(chart) as any)).toThrow(said);
  });
});

describe.each(['allowTo', 'allowFrom'] as const)('%s refuses', (call) => {
  test.each<[string, unknown]>([
    ['nothing', undefined], ['null', null], ['a number', 6379], ['a list of peers', [NetworkPolicyIpBlock.anyIpv4()]], ['an object without the methods', {}],
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
