import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  DefaultDeny, Deployment, INetworkPolicyPeer, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkProtocol, Pods,
  Reachability, ReachabilityAssertions, WellKnownPeer,
} from '../../../src';

const tcp = (port: number) => NetworkPolicyPort.tcp(port);

/** A web that reaches an api, which reaches a database in another namespace; all else is closed, but for a guest. */
function shop() {
  const app = Testing.app();
  const [front, back] = ['shop', 'data'].map((namespace) => new Chart(app, namespace, { namespace }));
  const make = (chart: Chart, name: string, ports: { number: number; name?: string }[]) => new Deployment(chart, name, { metadata: { name }, containers: [{ image: 'x', ports }] });
  const web = make(front, 'web', [{ number: 80, name: 'http' }]);
  const api = make(front, 'api', [{ number: 3000, name: 'http' }, { number: 9090, name: 'metrics' }]);
  const db = make(back, 'db', [{ number: 5432 }]);
  const guest = make(new Chart(app, 'guests', { namespace: 'guests' }), 'guest', []);
  for (const one of [web, api, db]) one.connections.isolate();
  web.connections.allowTo(api, { ports: [tcp(3000)] });
  api.connections.allowTo(db);
  return { app, front, web, api, db, guest };
}

function assertionsOf(app: App): ReachabilityAssertions {
  return ReachabilityAssertions.of(Reachability.ofApp(app));
}

/** What an assertion says where it does not hold. */
function failure(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it holds');
}

describe('reaches', () => {
  test('holds where all named ports are open, and fails where one is not', () => {
    const who = assertionsOf(shop().app);
    who.reaches('shop/web', 'shop/api', [tcp(3000)]);
    expect(() => who.reaches('shop/web', 'shop/api', [tcp(3000), tcp(9090)])).toThrow('shop/web does not reach shop/api on TCP 9090.');
    expect(() => who.reaches('shop/web', 'shop/api', [NetworkPolicyPort.tcpRange(2999, 3001)])).toThrow('shop/web does not reach shop/api on TCP 2999,3001.');
    expect(() => who.reaches('shop/web', 'shop/api', [NetworkPolicyPort.udp(3000)])).toThrow('shop/web does not reach shop/api on UDP 3000.');
    expect(() => who.reaches('shop/api', 'shop/web', [tcp(80)])).toThrow('shop/api does not reach shop/web on TCP 80.');
  });

  test('means the declared ports of the destination where none are named', () => {
    const who = assertionsOf(shop().app);
    who.reaches('shop/api', 'data/db');
    expect(() => who.reaches('shop/web', 'shop/api')).toThrow('shop/web does not reach shop/api on TCP 9090.');
  });

  test('means all ports of what declares none', () => {
    const { app, guest, front } = shop();
    assertionsOf(app).reaches('203.0.113.1', 'guests/guest');
    guest.connections.allowFrom(Namespaces.select(front, 'all', { names: ['tenant'] }), { ports: [tcp(80)] });
    expect(() => assertionsOf(app).reaches('203.0.113.1', 'guests/guest')).toThrow('203.0.113.1 does not reach guests/guest on All Connections.');
  });

  test('looks names of ports up at the destination', () => {
    const who = assertionsOf(shop().app);
    who.reaches('shop/web', 'shop/api', [NetworkPolicyPort.named('http')]);
    expect(() => who.reaches('shop/web', 'shop/api', [NetworkPolicyPort.named('metrics')])).toThrow('shop/web does not reach shop/api on TCP 9090.');
  });

  test.each(['reaches', 'doesNotReach'] as const)('%s fails for a name that the destination does not have, which would otherwise say nothing', (method) => {
    const who = assertionsOf(shop().app);
    const said = (name: string) => `ReachabilityAssertions.${method}: shop/api has no TCP port named "${name}". Its named ports: "http" (TCP 3000), "metrics" (TCP 9090).`;
    expect(() => who[method]('shop/web', 'shop/api', [tcp(3000), NetworkPolicyPort.named('htpp')])).toThrow(said('htpp'));
    expect(() => who[method]('shop/web', 'shop/api', [NetworkPolicyPort.named('http', NetworkProtocol.UDP)])).toThrow('shop/api has no UDP port named "http".');
    expect(() => who[method]('shop/web', 'data/db', [NetworkPolicyPort.named('sql')])).toThrow('data/db has no TCP port named "sql". Its named ports: none.');
    expect(() => who[method]('shop/web', '203.0.113.1', [NetworkPolicyPort.named('http')])).toThrow('203.0.113.1 has no TCP port named "http". Its named ports: none.');
  });

  test('asks about addresses at either end', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.ipv4('203.0.113.0/24'), { ports: [tcp(443)] });
    const who = assertionsOf(app);
    who.reaches('shop/web', '203.0.113.1', [tcp(443)]);
    expect(() => who.reaches('shop/web', '203.0.112.1', [tcp(443)])).toThrow('shop/web does not reach 203.0.112.1 on TCP 443.');
    expect(() => who.reaches('203.0.113.1', 'shop/web')).toThrow('203.0.113.1 does not reach shop/web on TCP 80.');
  });

  test('explains what is in the way, and what would open it', () => {
    expect(failure(() => assertionsOf(shop().app).reaches('shop/web', 'data/db'))).toBe(`shop/web does not reach data/db on TCP 5432.
shop/web => data/db : TCP 5432 is closed
  Egress of shop/web: closed
    shop/web is isolated for egress by shop/web, and no rule of it allows it.
    Nearest: Egress rule #1 of shop/web, but none of its peers is data/db[Deployment], and it opens TCP 3000, not TCP 5432.
    Asked: NetworkPolicy shop/web (the connections of shop/web)
    To open it: Call connections.allowTo(data/db) of shop/web.
  Ingress of data/db: closed
    data/db is isolated for ingress by data/db, and no rule of it allows it.
    Nearest: Ingress rule #1 of data/db, but none of its peers is shop/web[Deployment].
    Asked: NetworkPolicy data/db (the connections of data/db)
    To open it: Call connections.allowTo(data/db) of shop/web.`);
  });
});

describe('doesNotReach', () => {
  test('holds where none of the ports is open, and fails where one is', () => {
    const who = assertionsOf(shop().app);
    who.doesNotReach('shop/web', 'data/db');
    who.doesNotReach('shop/api', 'shop/web', [tcp(80)]);
    who.doesNotReach('shop/web', 'shop/api', [tcp(9090), NetworkPolicyPort.allUdp()]);
    expect(() => who.doesNotReach('shop/web', 'shop/api')).toThrow('shop/web reaches shop/api on TCP 3000.');
    expect(() => who.doesNotReach('shop/web', 'shop/api', [NetworkPolicyPort.allTcp()])).toThrow('shop/web reaches shop/api on TCP 3000.');
    expect(() => who.doesNotReach('shop/web', 'shop/api', [NetworkPolicyPort.named('http')])).toThrow('shop/web reaches shop/api on TCP 3000.');
    expect(() => who.doesNotReach('203.0.113.1', 'guests/guest')).toThrow('203.0.113.1 reaches guests/guest on All Connections.');
  });

  test('explains by an open port what opens it', () => {
    const said = failure(() => assertionsOf(shop().app).doesNotReach('shop/web', 'shop/api'));
    expect(said).toContain('shop/web => shop/api : TCP 3000 is open');
    expect(failure(() => assertionsOf(shop().app).doesNotReach('guests/guest', '203.0.113.1'))).toContain('guests/guest => 203.0.113.1 : All Connections are open');
  });

  test('is the contrary of reaches for one port', () => {
    const who = assertionsOf(shop().app);
    const ends = fc.constantFrom('shop/web', 'shop/api', 'data/db', 'guests/guest', '203.0.113.1');
    const port = fc.constantFrom(80, 3000, 9090, 5432, 1, 65535).map(tcp);
    fc.assert(fc.property(ends, ends, port, (from, to, asked) => {
      const holds = (act: () => void) => {
        try {
          act();
          return true;
        } catch {
          return false;
        }
      };
      expect(holds(() => who.reaches(from, to, [asked]))).not.toBe(holds(() => who.doesNotReach(from, to, [asked])));
    }));
  });
});

describe('isReachedOnlyBy', () => {
  test('holds for just the ones that reach it', () => {
    const { app, web } = shop();
    const who = assertionsOf(app);
    who.isReachedOnlyBy('shop/api', ['shop/web']);
    who.isReachedOnlyBy('data/db', ['shop/api']);
    who.isReachedOnlyBy('shop/web', []);
    expect(() => who.isReachedOnlyBy('shop/api', ['shop/web', 'data/db'])).toThrow('data/db does not reach shop/api at all.\ndata/db => shop/api : TCP 3000 is closed');
    expect(() => who.isReachedOnlyBy('shop/api', [])).toThrow('shop/api is reached by others than nobody:\n  shop/web[Deployment] => shop/api : TCP 3000\nshop/web => shop/api : TCP 3000 is open');
    expect(() => who.isReachedOnlyBy('data/db', ['data/db'])).toThrow('data/db does not reach data/db at all.');
    web.connections.allowTo(web);
    assertionsOf(app).isReachedOnlyBy('shop/web', []);
  });

  test('does not hold where an address reaches it', () => {
    const { app, api } = shop();
    api.connections.allowFrom(NetworkPolicyIpBlock.ipv4('203.0.113.0/24', ['203.0.113.128/25']), { ports: [tcp(3000)] });
    expect(() => assertionsOf(app).isReachedOnlyBy('shop/api', ['shop/web'])).toThrow(
      'shop/api is reached by others than shop/web:\n  addresses 203.0.113.0-203.0.113.127 => shop/api : TCP 3000\n203.0.113.0-203.0.113.127 => shop/api : TCP 3000 is open',
    );
  });

  test.each<[string, (chart: Chart) => INetworkPolicyPeer, string]>([
    ['of a namespace', (chart) => Namespaces.select(chart, 'x', { names: ['tenant'] }), 'tenant/[all pods] => shop/api'],
    ['of namespaces by labels', (chart) => Namespaces.select(chart, 'x', { labels: { team: 'a' } }), '[namespace with {team=a}]/[all pods] => shop/api'],
    ['of its own namespace by labels', (chart) => Pods.select(chart, 'x', { labels: { app: 'late' } }), 'shop/[pod with {app=late}] => shop/api'],
    ['of any namespace', (chart) => Namespaces.all(chart, 'x'), 'any pod of the cluster => shop/api'],
  ])('does not hold where pods reach it that the manifests do not show: %s', (_, peer, said) => {
    const { app, front, api } = shop();
    new NetworkPolicy(front, 'open', { selector: api, ingress: { rules: [{ peer: peer(front) }] } });
    expect(failure(() => assertionsOf(app).isReachedOnlyBy('shop/api', ['shop/web']))).toContain(said);
  });

  test('does not hold for what no policy closes', () => {
    const who = assertionsOf(shop().app);
    const said = failure(() => who.isReachedOnlyBy('guests/guest', []));
    expect(said).toContain('any pod of the cluster => guests/guest : All Connections');
    expect(said).toContain('addresses 0.0.0.0-255.255.255.255');
  });

  test('shows ten of many, and says how many more', () => {
    const { app, front, api } = shop();
    for (let index = 0; index < 14; index++) new Deployment(front, `w${index}`, { metadata: { name: `w${index}` }, containers: [{ image: 'x' }] }).connections.allowTo(api);
    const said = failure(() => assertionsOf(app).isReachedOnlyBy('shop/api', ['shop/web']));
    expect(said.match(/=> shop\/api : TCP 3000,9090$/gm)).toHaveLength(10);
    expect(said).toContain('\n  and 4 more\n');
  });
});

describe('isReachedOnlyWithin', () => {
  test('holds where nothing outside of the namespace gets in', () => {
    const { app, front, api } = shop();
    assertionsOf(app).isReachedOnlyWithin('shop', 'shop/api');
    api.connections.allowFrom(Pods.all(front, 'neighbors'));
    const who = assertionsOf(app);
    who.isReachedOnlyWithin('shop', 'shop/api');
    who.isReachedOnlyWithin('shop', 'data/db');
    expect(() => who.isReachedOnlyWithin('data', 'data/db')).toThrow('data/db is reached from outside of namespace data:\n  shop/api[Deployment] => data/db : TCP 5432');
    expect(() => who.isReachedOnlyBy('shop/api', ['shop/web'])).toThrow('shop/[all pods] => shop/api');
  });

  test.each<[string, (made: ReturnType<typeof shop>) => void, string]>([
    ['an address', ({ api }) => api.connections.allowFrom(WellKnownPeer.internet()), 'addresses 1.0.0.0'],
    ['a workload of another namespace', ({ api, db, guest }) => [api.connections.allowFrom(guest), db.connections.isolate()], 'guests/guest[Deployment] => shop/api'],
    ['pods of another namespace that nobody shows', ({ api, front }) => api.connections.allowFrom(Namespaces.select(front, 'x', { names: ['tenant'] })), 'tenant/[all pods]'],
    ['pods of any namespace', ({ api, front }) => new NetworkPolicy(front, 'x', { selector: api, ingress: { rules: [{ peer: Namespaces.all(front, 'y') }] } }), 'any pod of the cluster'],
  ])('does not hold where %s gets in', (_, open, said) => {
    const made = shop();
    open(made);
    expect(failure(() => assertionsOf(made.app).isReachedOnlyWithin('shop', 'shop/api'))).toContain(said);
  });
});

describe('reachesInternetOnlyOn', () => {
  test('holds for just the open ports', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.internet(), { ports: [tcp(443), NetworkPolicyPort.udp(443)] });
    const who = assertionsOf(app);
    who.reachesInternetOnlyOn('shop/web', [tcp(443), NetworkPolicyPort.udp(443)]);
    who.reachesInternetOnlyOn('shop/api', []);
    expect(() => who.reachesInternetOnlyOn('shop/web', [tcp(443)])).toThrow('shop/web reaches the internet on UDP 443 too.\nshop/web => internet : UDP 443 is open');
    expect(() => who.reachesInternetOnlyOn('shop/web', [])).toThrow('shop/web reaches the internet on TCP 443,UDP 443 too.');
    expect(() => who.reachesInternetOnlyOn('shop/web', [tcp(443), NetworkPolicyPort.udp(443), tcp(80)])).toThrow('shop/web does not reach the internet on TCP 80.');
    expect(() => who.reachesInternetOnlyOn('shop/web', [tcp(80), NetworkPolicyPort.udp(443)])).toThrow(
      'shop/web reaches the internet on TCP 443 too, and does not reach the internet on TCP 80.',
    );
    expect(() => who.reachesInternetOnlyOn('guests/guest', [tcp(443)])).toThrow('guests/guest reaches the internet on SCTP 1-65535,TCP 1-442,444-65535,UDP 1-65535 too.');
  });

  test('does not count private addresses, those of a node or of the metadata service', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.ipv4('10.0.0.0/8'));
    web.connections.allowTo(WellKnownPeer.cloudMetadata());
    web.connections.allowTo(WellKnownPeer.clusterDns());
    assertionsOf(app).reachesInternetOnlyOn('shop/web', []);
  });

  test('counts some of the internet as well as all of it', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.ipv4('8.8.8.8/32'), { ports: [tcp(443)] });
    const who = assertionsOf(app);
    who.reachesInternetOnlyOn('shop/web', [tcp(443)]);
    expect(() => who.reachesInternetOnlyOn('shop/web', [])).toThrow('shop/web => 8.8.8.8 : TCP 443 is open');
  });
});

describe('a name that no workload has', () => {
  const who = assertionsOf(shop().app);
  test.each<[string, () => void]>([
    ['reaches', () => who.reaches('shop/wbe', 'shop/api')], ['reaches, as the destination', () => who.reaches('shop/web', 'shop/wbe')],
    ['doesNotReach', () => who.doesNotReach('shop/wbe', 'shop/api')], ['doesNotReach, as the destination', () => who.doesNotReach('shop/web', 'shop/wbe')],
    ['isReachedOnlyBy', () => who.isReachedOnlyBy('shop/wbe', [])], ['isReachedOnlyBy, as a source', () => who.isReachedOnlyBy('shop/api', ['shop/wbe'])],
    ['isReachedOnlyWithin', () => who.isReachedOnlyWithin('shop', 'shop/wbe')], ['reachesInternetOnlyOn', () => who.reachesInternetOnlyOn('shop/wbe', [])],
  ])('fails %s, so that a slip never holds', (_, act) => {
    expect(act).toThrow('there is no workload "shop/wbe"');
  });
});

describe('what is none of what is asked for', () => {
  const who: any = assertionsOf(shop().app);
  test.each<[string, () => void, string]>([
    ['no reachability', () => ReachabilityAssertions.of(undefined as any), 'ReachabilityAssertions.of: "reachability" is not given, but is required. Give a Reachability.'],
    ['an app as reachability', () => ReachabilityAssertions.of(shop().app as any), 'ReachabilityAssertions.of: "reachability" is the app (App), but must be a Reachability.'],
    ['no source', () => who.reaches(), 'ReachabilityAssertions.reaches: "from" is not given, but is required. Give "namespace/name" of a workload, an IP address, a block of addresses, or "internet".'],
    ['a construct as a source', () => who.reaches(shop().web, 'shop/api'), 'ReachabilityAssertions.reaches: "from" is the construct shop/web (Deployment), but must be "namespace/name"'],
    ['null as a destination', () => who.doesNotReach('shop/web', null), 'ReachabilityAssertions.doesNotReach: "to" is null, but is required.'],
    ['a port as a number', () => who.reaches('shop/web', 'shop/api', [80]), 'ReachabilityAssertions.reaches: "ports[0]" is 80, but must be a NetworkPolicyPort, such as NetworkPolicyPort.tcp(80).'],
    ['a port instead of a list', () => who.doesNotReach('shop/web', 'shop/api', tcp(80)), 'ReachabilityAssertions.doesNotReach: "ports" is a NetworkPolicyPort, but must be a list.'],
    ['no ports', () => who.reaches('shop/web', 'shop/api', []), 'ReachabilityAssertions.reaches: "ports" is an empty list.'],
    ['no sources', () => who.isReachedOnlyBy('shop/api'), 'ReachabilityAssertions.isReachedOnlyBy: "sources" is not given, but is required. Give a list of names such as ["shop/web"].'],
    ['a source instead of a list', () => who.isReachedOnlyBy('shop/api', 'shop/web'), 'ReachabilityAssertions.isReachedOnlyBy: "sources" is "shop/web", but must be a list.'],
    ['a construct as one of the sources', () => who.isReachedOnlyBy('shop/api', [5]), 'ReachabilityAssertions.isReachedOnlyBy: "sources[0]" is 5, but must be text.'],
    ['an address as what is reached', () => who.isReachedOnlyBy('203.0.113.1', []), 'there is no workload "203.0.113.1"'],
    ['no namespace', () => who.isReachedOnlyWithin(undefined, 'shop/api'), 'ReachabilityAssertions.isReachedOnlyWithin: "namespace" is not given, but is required.'],
    ['the ends in the wrong order', () => who.isReachedOnlyWithin('shop/api', 'shop'), 'ReachabilityAssertions.isReachedOnlyWithin: "namespace" is "shop/api", but must be'],
    ['no ports towards the internet', () => who.reachesInternetOnlyOn('shop/web'), 'ReachabilityAssertions.reachesInternetOnlyOn: "ports" is not given, but is required. Give a list of ports; [] means none.'],
    ['a number as a port towards the internet', () => who.reachesInternetOnlyOn('shop/web', [443]), 'ReachabilityAssertions.reachesInternetOnlyOn: "ports[0]" is 443'],
    ['a number as ports towards the internet', () => who.reachesInternetOnlyOn('shop/web', 443), 'ReachabilityAssertions.reachesInternetOnlyOn: "ports" is 443, but must be a list.'],
    ['the name of a port of the internet', () => who.reachesInternetOnlyOn('shop/web', [NetworkPolicyPort.named('https')]),
      'ReachabilityAssertions.reachesInternetOnlyOn: "ports" has the name "https", but addresses have no names for their ports. Give its number.'],
    ['an address as who reaches the internet', () => who.reachesInternetOnlyOn('10.0.0.1', []), 'there is no workload "10.0.0.1"'],
  ])('is refused: %s', (_, act, said) => {
    expect(act).toThrow(said);
  });
});

describe('Reachability.table', () => {
  test('lists every open pair and what workloads are exposed to, in an order that calls do not change', () => {
    const { app } = shop();
    const table = Reachability.ofApp(app).table();
    expect(table.split('\n').filter((line) => line.includes('shop/web[Deployment] => shop/'))).toEqual(['shop/web[Deployment] => shop/api[Deployment] : TCP 3000']);
    expect(table).toContain('shop/api[Deployment] => data/db[Deployment] : TCP 5432');
    expect(table).toContain('0.0.0.0-255.255.255.255[External] => guests/guest[Deployment] : All Connections');
    expect(table).not.toContain('=> shop/web[Deployment] :');
    expect(Reachability.ofApp(app).table()).toBe(table);
  });

  test('changes where connectivity does, and not where labels, names of policies or their rules do', () => {
    const app = (others: (made: ReturnType<typeof shop>) => void) => {
      const made = shop();
      others(made);
      return Reachability.ofApp(made.app).table();
    };
    const before = app(() => undefined);
    expect(app(({ front, web, api }) => {
      new NetworkPolicy(front, 'again', { selector: web, egress: { rules: [{ peer: api, ports: [tcp(3000)] }] } });
    })).toBe(before);
    expect(app(({ web, api }) => web.connections.allowTo(api, { ports: [tcp(9090)] }))).toBe(before.replace('api[Deployment] : TCP 3000', 'api[Deployment] : TCP 3000,9090'));
    expect(app((made) => DefaultDeny.forApp(made.app))).not.toContain('guests/guest[Deployment] =>');
  });
});

describe('Reachability.findings', () => {
  test('tells what a person should know, with the place and the cure, the worst first', () => {
    const found = Reachability.ofApp(shop().app).findings();
    const dns = found.find(({ id, object }) => id === 'no-dns' && object === 'NetworkPolicy shop/web');
    expect(dns).toMatchObject({ severity: 'warning', page: 'docs/findings/no-dns.md', field: 'spec.egress' });
    expect(dns!.text).toContain('no policy lets it ask a DNS server');
    expect(dns!.place).toBe('the connections of shop/web');
    expect(dns!.acknowledged).toBeUndefined();
    const order = ['error', 'warning', 'note'];
    expect(found.map(({ severity }) => order.indexOf(severity))).toEqual(found.map(({ severity }) => order.indexOf(severity)).sort());
  });

  test('are none where nothing is to be said', () => {
    const { app } = shop();
    DefaultDeny.forApp(app, { dns: WellKnownPeer.clusterDns() });
    expect(Reachability.ofApp(app).findings().filter(({ id }) => id === 'no-dns')).toEqual([]);
  });

  test('show what is acknowledged, with its reason, at the end', () => {
    const { app, web } = shop();
    ApiObject.of(web.node.findChild('Connections')).metadata.addAnnotation('cdk8s-netpol/acknowledge.no-dns', 'it knows all addresses');
    const found = Reachability.ofApp(app).findings();
    expect(found.at(-1)).toMatchObject({ id: 'no-dns', object: 'NetworkPolicy shop/web', acknowledged: 'it knows all addresses' });
  });
});
