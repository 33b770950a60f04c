import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Cluster, DefaultDeny, Deployment, INetworkPolicyPeer, NetworkPolicy, NetworkPolicyPort, NetworkPolicyTrafficDefault,
  PodConnectionsIsolation, Pods, Reachability, ReachabilityAssertions, Service,
} from '../../src';
import { allowInvalidManifests } from '../support/check-every-manifest';

/** `web` and `db` in each of two environments, with the same names in the same namespaces. */
function environments(app: App = Testing.app()) {
  const [dev, prod] = ['dev', 'prod'].map((id) => {
    const [front, back] = ['front', 'back'].map((name) => new Chart(app, `${id}-${name}`, { namespace: 'shop' }));
    return { front, back, web: deployment(front, 'web'), db: deployment(back, 'db') };
  });
  return { app, dev, prod };
}

function deployment(chart: Chart, name: string): Deployment {
  return new Deployment(chart, name, { metadata: { name }, containers: [{ image: 'x', portNumber: 80 }] });
}

function told(made = environments()) {
  const { dev, prod } = made;
  return { ...made, clusters: { dev: Cluster.of('dev', dev.front, dev.back), prod: Cluster.of('prod', prod.front, prod.back) } };
}

const DENY = { default: NetworkPolicyTrafficDefault.DENY };
const PORT = [NetworkPolicyPort.tcp(80)];

describe('charts of different clusters', () => {
  test('change no name, label or file by it', () => {
    const write = (act: (made: ReturnType<typeof environments>) => void) => {
      const made = environments();
      act(made);
      for (const { web, db } of [made.dev, made.prod]) web.connections.allowTo(db);
      return made.app.synthYaml();
    };
    expect(write(told)).toBe(write(() => undefined));
  });

  test('are asked one by one', () => {
    const { clusters, dev } = told();
    dev.web.connections.allowTo(dev.db);
    new NetworkPolicy(dev.back, 'closed', { ingress: DENY });
    const [inDev, inProd] = [clusters.dev, clusters.prod].map((cluster) => ReachabilityAssertions.of(Reachability.ofCluster(cluster)));
    inDev.reaches('shop/web', 'shop/db', PORT);
    inDev.doesNotReach('203.0.113.1', 'shop/db');
    inProd.reaches('203.0.113.1', 'shop/db', PORT);
  });

  test('are not asked together', () => {
    const { app } = told();
    expect(() => Reachability.ofApp(app)).toThrow('Reachability.ofApp: the app is for the clusters "dev", "prod", which share nothing. Ask of one of them with Reachability.ofCluster(…).');
  });

  test('are proved each by itself', () => {
    const { app, dev, prod } = told();
    for (const { web, db } of [dev, prod]) web.connections.allowTo(db, { isolation: PodConnectionsIsolation.POD });
    new NetworkPolicy(prod.front, 'closed', { metadata: { name: 'closed' }, ingress: DENY });
    expect(() => app.synthYaml()).toThrow(/\[prod-front\/web\] connections.allowTo\(prod-back\/db\) at .* does not hold/);
    expect(() => app.synthYaml()).not.toThrow('dev-front');
  });

  test.each<[string, (made: ReturnType<typeof told>) => void]>([
    ['a workload', ({ dev, prod }) => dev.web.connections.allowTo(prod.db)],
    ['a workload from the other end', ({ dev, prod }) => prod.db.connections.allowFrom(dev.web)],
    ['a workload whose own policy is left out', ({ dev, prod }) => dev.web.connections.allowTo(prod.db, { isolation: PodConnectionsIsolation.PEER })],
    ['a Service', ({ dev, prod }) => dev.web.connections.allowTo(new Service(prod.back, 'service', { selector: prod.db, ports: [{ port: 80 }] }))],
    ['several peers', ({ dev, prod }) => dev.web.connections.allowTo(peers(dev.db, prod.db))],
    ['a selection', ({ dev, prod }) => dev.web.connections.allowTo(Pods.select(prod.back, 'pods', { labels: { app: 'x' } }))],
    ['the peer of a policy', ({ dev, prod }) => new NetworkPolicy(dev.front, 'policy', { egress: { rules: [{ peer: prod.db }] } })],
    ['the pods of a policy', ({ dev, prod }) => new NetworkPolicy(dev.front, 'policy', { selector: prod.web, ingress: DENY })],
    ['DNS servers', ({ dev, prod }) => DefaultDeny.forNamespace(dev.front, 'other', { dns: prod.db })],
  ])('are not connected: %s', (_, connect) => {
    const made = told();
    connect(made);
    expect(() => made.app.synthYaml()).toThrow(/is in cluster "(dev|prod)", while .* is in cluster "(dev|prod)", and clusters share no pods. Connect those of one cluster, say/);
  });

  test('are not connected with a chart of none', () => {
    const made = told();
    const other = deployment(new Chart(made.app, 'other', { namespace: 'shop' }), 'other');
    other.connections.allowTo(made.dev.db);
    expect(() => made.app.synthYaml()).toThrow('dev-back/db is in cluster "dev", while other/other is in no cluster that was told');
    Cluster.of('dev', other.node.scope!);
    expect(() => made.app.synthYaml()).not.toThrow();
  });

  test('may share a chart, which is connected with both', () => {
    const made = told();
    const common = new Chart(made.app, 'common', { namespace: 'monitoring' });
    const scraper = deployment(common, 'scraper');
    for (const cluster of ['dev', 'prod']) Cluster.of(cluster, common);
    for (const { db } of [made.dev, made.prod]) scraper.connections.allowTo(db);
    expect(() => made.app.synthYaml()).not.toThrow();
    for (const cluster of Object.values(made.clusters)) ReachabilityAssertions.of(Reachability.ofCluster(cluster)).reaches('monitoring/scraper', 'shop/db', PORT);
    new NetworkPolicy(made.prod.back, 'closed', { selector: made.prod.db, egress: DENY });
    ApiObject.of(made.prod.db.node.findChild('Connections')).addJsonPatch(JsonPatch.remove('/spec/ingress'));
    expect(() => made.app.synthYaml()).toThrow('[common/scraper] connections.allowTo(prod-back/db)');
  });
});

describe('charts of one cluster', () => {
  test('must not write policies of one name', () => {
    const { app, dev, prod } = environments();
    dev.web.connections.isolate();
    prod.web.connections.isolate();
    expect(() => app.synthYaml()).not.toThrow();
    Cluster.of('all', app);
    expect(() => app.synthYaml()).toThrow('[prod-front/web] its NetworkPolicy has the name "web" in namespace "shop", which that of dev-front/web has as well');
  });

  test('are the charts of its scopes, those below and later ones included', () => {
    const app = Testing.app();
    const stage = new Construct(app, 'stage');
    const one = new Chart(stage, 'one');
    const cluster = Cluster.of('stage', stage);
    const inner = new Chart(one, 'inner');
    new Chart(app, 'other');
    expect(cluster.charts).toEqual([one, inner]);
    expect(cluster.name).toBe('stage');
    expect(Cluster.of('stage', stage)).toBe(cluster);
  });
});

describe('where nothing is told', () => {
  test('a connection that only a third chart closes fails, and one that only a third chart opens as well', () => {
    const app = Testing.app();
    const [front, back, third] = ['front', 'back', 'third'].map((id) => new Chart(app, id, { namespace: 'shop' }));
    const [web, db] = [deployment(front, 'web'), deployment(back, 'db')];
    web.connections.allowTo(db, { isolation: PodConnectionsIsolation.POD });
    expect(() => app.synthYaml()).not.toThrow();
    const closed = new NetworkPolicy(back, 'closed', { selector: db, ingress: DENY });
    expect(() => app.synthYaml()).toThrow('shop/web cannot connect to shop/db on TCP 80');
    new NetworkPolicy(third, 'open', { selector: db, ingress: { rules: [{ peer: web, ports: PORT }] } });
    expect(() => app.synthYaml()).toThrow('It holds only where other charts are applied as well: not with front and back alone. Where they are always applied together, say Cluster.of(…) of them');
    closed.addIngressRule(web, PORT);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('it holds where charts that are always together are told to be one cluster', () => {
    const app = Testing.app();
    const [front, back, third] = ['front', 'back', 'third'].map((id) => new Chart(app, id, { namespace: 'shop' }));
    const [web, db] = [deployment(front, 'web'), deployment(back, 'db')];
    web.connections.allowTo(db, { isolation: PodConnectionsIsolation.POD });
    new NetworkPolicy(back, 'closed', { selector: db, ingress: DENY });
    new NetworkPolicy(third, 'open', { selector: db, ingress: { rules: [{ peer: web, ports: PORT }] } });
    expect(() => app.synthYaml()).toThrow('front and back alone');
    Cluster.of('shop', app);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('charts that write an object twice are not asked together', () => {
    const { app, dev, prod } = environments();
    dev.web.connections.isolate();
    expect(() => Reachability.ofApp(app)).toThrow('Reachability.ofApp: apps Deployment shop/web is written twice and not alike, by dev-front/web and by prod-front/web, and a cluster keeps one of '
      + 'them. Ask of one chart with Reachability.ofChart(…), or of the charts that are applied together with Reachability.ofCluster(Cluster.of(name, …)).');
    expect(Reachability.ofChart(dev.front).connections()).toEqual([]);
    expect(Reachability.ofChart(prod.front).connections()).not.toEqual([]);
  });

  test('an object that is written twice and alike is one', () => {
    allowInvalidManifests();
    const app = Testing.app();
    for (const id of ['one', 'other']) {
      new ApiObject(new Chart(app, id), 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
      new ApiObject(app.node.findChild(id) as Chart, 'list', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } }] } as any);
    }
    expect(() => Reachability.ofApp(app)).not.toThrow();
  });
});

describe('another App', () => {
  const text = '"peer" is back/db, which lies in another App than front/web, and each App writes only its own policies. Put both into one App, or name the pods here by their labels, with '
    + 'Pods.select(scope, id, { labels: …, namespaces: … }).';
  const ends = () => {
    const [front, back] = ['front', 'back'].map((id) => new Chart(Testing.app(), id, { namespace: 'shop' }));
    return { front, web: deployment(front, 'web'), db: deployment(back, 'db') };
  };

  test('holds no peer, selector or DNS servers of this one', () => {
    const { front, web, db } = ends();
    expect(() => web.connections.allowTo(db)).toThrow(`front/web: ${text}`);
    expect(() => web.connections.allowFrom(db)).toThrow(text);
    expect(() => web.connections.allowTo(peers(db))).toThrow(text);
    expect(() => web.connections.allowTo({ toNetworkPolicyPeerConfig: () => db.toNetworkPolicyPeerConfig(), toPodSelector: () => db })).toThrow(text);
    expect(() => new NetworkPolicy(front, 'a', { egress: { rules: [{ peer: db }] } })).toThrow('front/a: "peer" is back/db, which lies in another App');
    expect(() => new NetworkPolicy(front, 'b', { selector: db, ingress: DENY })).toThrow('front/b: "selector" is back/db, which lies in another App');
    expect(() => DefaultDeny.forChart(front, { dns: db })).toThrow('front: "dns" is back/db, which lies in another App');
    expect(() => web.connections.allowTo(web)).not.toThrow();
  });
});

describe('Cluster.of refuses', () => {
  test.each<[string, () => unknown, string]>([
    ['no name', () => Cluster.of('', Testing.chart()), 'Cluster.of: "name" is "", but must be the name of a cluster, such as "prod".'],
    ['no scopes', () => Cluster.of('prod'), 'Cluster.of: no charts are given for cluster "prod". Give a chart, or a construct that holds charts.'],
    ['what is no construct', () => Cluster.of('prod', 'shop' as any), 'Cluster.of: "scopes[0]" is "shop", but must be a chart, or a construct that holds charts.'],
    ['scopes of two apps', () => Cluster.of('prod', Testing.chart(), Testing.chart()), 'lie in different apps. A cluster is told for each app.'],
  ])('%s', (_, call, said) => {
    expect(call).toThrow(said);
  });

  test('to be asked without charts', () => {
    expect(() => Reachability.ofCluster(Cluster.of('empty', Testing.app()))).toThrow('cluster "empty" has no charts');
  });
});

function peers(...all: INetworkPolicyPeer[]): INetworkPolicyPeer {
  return { toNetworkPolicyPeerConfig: () => ({ peers: all }), toPodSelector: () => undefined };
}
