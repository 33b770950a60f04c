import { App, Chart, Testing } from 'cdk8s';
import { Deployment, NetworkPolicyIpBlock, NetworkPolicyPort, Pod, PodConnectionsIsolation, StatefulSet, DaemonSet, Job, Pods } from '../../src';
import { manifestsOf, open, policiesOf } from '../support/who-reaches-whom';

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const deployment = (id: string, portNumber: number) => new Deployment(chart, id, {
    metadata: { name: id }, containers: [{ image: id, portNumber }],
  });
  return { app, chart, web: deployment('web', 8080), redis: deployment('redis', 6379), db: deployment('db', 5432) };
}

describe('connections.allowTo', () => {
  test('opens the port of the peer, and nothing else in either direction', () => {
    const { app, web, redis, db } = shop();
    web.connections.allowTo(redis);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, redis, web)).toBe('all');
    expect(open(app, db, redis)).toBe('none');
    expect(open(app, web, db)).toBe('none');
  });

  test('writes one policy for each end, named after it and beside it', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    expect(policiesOf(app)).toEqual({
      'shop/web': {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          podSelector: { matchLabels: { 'cdk8s.io/metadata.addr': web.podMetadata.getLabel('cdk8s.io/metadata.addr') } },
          policyTypes: ['Egress'],
          egress: [{
            to: [{ podSelector: { matchLabels: { 'cdk8s.io/metadata.addr': redis.podMetadata.getLabel('cdk8s.io/metadata.addr') } } }],
            ports: [{ protocol: 'TCP', port: 6379 }],
          }],
        },
      },
      'shop/redis': {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'redis', namespace: 'shop' },
        spec: {
          podSelector: { matchLabels: { 'cdk8s.io/metadata.addr': redis.podMetadata.getLabel('cdk8s.io/metadata.addr') } },
          policyTypes: ['Ingress'],
          ingress: [{
            from: [{ podSelector: { matchLabels: { 'cdk8s.io/metadata.addr': web.podMetadata.getLabel('cdk8s.io/metadata.addr') } } }],
            ports: [{ protocol: 'TCP', port: 6379 }],
          }],
        },
      },
    });
  });

  test('is the same as allowFrom, said from the other end', () => {
    const to = shop();
    to.web.connections.allowTo(to.redis);
    const from = shop();
    from.redis.connections.allowFrom(from.web);
    expect(policiesOf(from.app)).toEqual(policiesOf(to.app));
  });

  test.each([
    ['Pod', (chart: Chart) => new Pod(chart, 'own', { containers: [{ image: 'own' }] })],
    ['StatefulSet', (chart: Chart) => new StatefulSet(chart, 'own', { containers: [{ image: 'own', portNumber: 80 }] })],
    ['DaemonSet', (chart: Chart) => new DaemonSet(chart, 'own', { containers: [{ image: 'own' }] })],
    ['Job', (chart: Chart) => new Job(chart, 'own', { containers: [{ image: 'own' }] })],
  ])('can be called on a %s', (_, make) => {
    const { app, chart, redis, db } = shop();
    const own = make(chart);
    own.connections.allowTo(redis);
    expect(open(app, own, redis)).toBe('TCP 6379');
    expect(open(app, own, db)).toBe('none');
  });

  test('lets replicas of one workload talk to each other when the peer is the workload itself', () => {
    const { app, db } = shop();
    db.connections.allowTo(db);
    expect(Object.keys(policiesOf(app))).toEqual(['shop/db']);
    expect(policiesOf(app)['shop/db'].spec.policyTypes).toEqual(['Ingress', 'Egress']);
    const [egress] = policiesOf(app)['shop/db'].spec.egress;
    expect(egress.ports).toEqual([{ protocol: 'TCP', port: 5432 }]);
  });
});

describe('the policy of a workload', () => {
  test('is one, however many peers it has and whoever said so', () => {
    const { app, chart, web, redis, db } = shop();
    const api = new Deployment(chart, 'api', { metadata: { name: 'api' }, containers: [{ image: 'api', portNumber: 9000 }] });
    web.connections.allowTo(api);
    api.connections.allowTo(redis);
    db.connections.allowFrom(api);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['shop/api', 'shop/db', 'shop/redis', 'shop/web']);
    expect(policiesOf(app)['shop/api'].spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(open(app, web, api)).toBe('TCP 9000');
    expect(open(app, api, redis)).toBe('TCP 6379');
    expect(open(app, api, db)).toBe('TCP 5432');
    expect(open(app, web, redis)).toBe('none');
  });

  test('does not change when something is said again', () => {
    const once = shop();
    once.web.connections.allowTo(once.redis);
    once.web.connections.isolate();
    const again = shop();
    for (let time = 0; time < 3; time++) {
      again.web.connections.allowTo(again.redis);
      again.redis.connections.allowFrom(again.web);
      again.web.connections.isolate();
    }
    expect(manifestsOf(again.app)).toEqual(manifestsOf(once.app));
  });

  test('does not depend on the order in which things were said', () => {
    const one = shop();
    one.web.connections.allowTo(one.redis);
    one.web.connections.allowTo(one.db, { ports: [NetworkPolicyPort.tcp(5432), NetworkPolicyPort.udp(1)] });
    one.web.connections.allowTo(NetworkPolicyIpBlock.ipv4('10.0.0.0/8'));
    const other = shop();
    other.web.connections.allowTo(NetworkPolicyIpBlock.ipv4('10.0.0.0/8'));
    other.web.connections.allowTo(other.db, { ports: [NetworkPolicyPort.udp(1)] });
    other.web.connections.allowTo(other.db, { ports: [NetworkPolicyPort.tcp(5432)] });
    other.web.connections.allowTo(other.redis);
    expect(policiesOf(other.app)).toEqual(policiesOf(one.app));
  });

  test('has one rule for the peers of the same ports', () => {
    const { app, web, redis, db } = shop();
    redis.connections.allowFrom(web);
    redis.connections.allowFrom(db);
    const { ingress } = policiesOf(app)['shop/redis'].spec;
    expect(ingress).toHaveLength(1);
    expect(ingress[0].from).toHaveLength(2);
  });

  test('has a rule for each protocol, even of one number', () => {
    const { app, web, redis, db } = shop();
    db.connections.allowFrom(web, { ports: [NetworkPolicyPort.tcp(53)] });
    db.connections.allowFrom(redis, { ports: [NetworkPolicyPort.udp(53)] });
    expect(open(app, web, db)).toBe('TCP 53');
    expect(open(app, redis, db)).toBe('UDP 53');
  });

  test('is closed by isolate in both directions but for what is allowed', () => {
    const { app, web, redis, db } = shop();
    web.connections.isolate();
    web.connections.allowTo(redis);
    expect(policiesOf(app)['shop/web'].spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, web, db)).toBe('none');
    expect(open(app, db, web)).toBe('none');
    expect(open(app, web, '203.0.113.1')).toBe('none');
  });

  test('is closed by isolate: true together with a call of isolate', () => {
    const { app, chart, web } = shop();
    const own = new Deployment(chart, 'own', { isolate: true, metadata: { name: 'own' }, containers: [{ image: 'own' }] });
    own.connections.isolate();
    expect(policiesOf(app)['shop/own'].spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(policiesOf(app)['shop/own'].spec).not.toHaveProperty('egress');
    expect(open(app, own, web)).toBe('none');
    expect(open(app, web, own)).toBe('none');
  });

  test('has a generated name that contains the id of the workload where it has no name of its own', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = new Deployment(chart, 'Storefront', { isolate: true, containers: [{ image: 'web' }] });
    const [policy] = Object.values(policiesOf(app));
    expect(policy.metadata.name).toBe(web.name);
    expect(policy.metadata.name).toContain('storefront');
  });

  test('is found by whoever goes through the objects of an app before it is synthesized', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    const kinds = app.node.findAll().map((construct) => (construct as any).kind);
    expect(kinds.filter((kind) => kind === 'NetworkPolicy')).toHaveLength(2);
  });

  test('keeps what is patched', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    const policy = web.node.findChild('Connections') as any;
    policy.metadata.addAnnotation('team', 'shop');
    expect(policiesOf(app)['shop/web'].metadata.annotations).toEqual({ team: 'shop' });
  });

  test('lies in the chart of the pods that it selects', () => {
    const app = Testing.app();
    const front = new Chart(app, 'front', { namespace: 'shop' });
    const back = new Chart(app, 'back', { namespace: 'shop' });
    const web = new Deployment(front, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web' }] });
    const redis = new Deployment(back, 'redis', { metadata: { name: 'redis' }, containers: [{ image: 'redis', portNumber: 6379 }] });
    web.connections.allowTo(redis);
    const names = (chart: Chart) => Testing.synth(chart).filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
    expect(names(front)).toEqual(['web']);
    expect(names(back)).toEqual(['redis']);
  });

  test('is the only one of its name where name hashes are off', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { disableResourceNameHashes: true });
    const peer = Pods.select(chart, 'peer', { labels: { app: 'peer' } });
    for (const id of ['a', 'b', 'c']) {
      new Pod(chart, id, { containers: [{ image: id }] }).connections.allowTo(peer);
    }
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['/shop-a', '/shop-b', '/shop-c', '/shop-peer-connections']);
    expect(policiesOf(app)['/shop-peer-connections'].spec.ingress[0].from).toHaveLength(3);
  });

  test('may not have the name of another policy of its namespace, which would replace it', () => {
    const { app, chart, web, redis } = shop();
    web.connections.allowTo(redis);
    const other = new StatefulSet(chart, 'other', { metadata: { name: 'web' }, containers: [{ image: 'other', portNumber: 1 }] });
    other.connections.allowTo(redis);
    expect(() => app.synthYaml()).toThrow('[shop/other] its NetworkPolicy has the name "web" in namespace "shop", which that of shop/web has as well');
  });
});

test('two charts may hold the same app, for two clusters', () => {
  const app = Testing.app();
  for (const cluster of ['test', 'production']) {
    const chart = new Chart(app, cluster, { namespace: 'shop' });
    new Deployment(chart, 'web', { metadata: { name: 'web' }, isolate: true, containers: [{ image: 'web' }] });
    expect(Testing.synth(chart).map(({ metadata }) => metadata.name)).toEqual(['web', 'web']);
  }
  expect(() => app.synthYaml()).not.toThrow();
});

test('a full mesh of workloads has as many policies as workloads', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'mesh', { namespace: 'mesh' });
  const pods = Array.from({ length: 20 }, (_, index) => new Deployment(chart, `w${index}`, { containers: [{ image: 'app', portNumber: 80 }] }));
  for (const from of pods) for (const to of pods) if (from !== to) from.connections.allowTo(to);
  expect(Object.keys(policiesOf(app))).toHaveLength(20);
  expect(open(app, pods[3], pods[17])).toBe('TCP 80');
});

describe('isolation', () => {
  test('POD writes only the policy of the pods that are called', () => {
    const { app, web, redis, db } = shop();
    web.connections.allowTo(redis, { isolation: PodConnectionsIsolation.POD });
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, db, redis)).toBe('all');
  });

  test('PEER writes only the policy of the peer', () => {
    const { app, web, redis, db } = shop();
    web.connections.allowTo(redis, { isolation: PodConnectionsIsolation.PEER });
    expect(Object.keys(policiesOf(app))).toEqual(['shop/redis']);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, db, redis)).toBe('none');
    expect(open(app, web, db)).toBe('all');
  });

  test('POD and PEER of allowFrom are the other way round', () => {
    const pod = shop();
    pod.redis.connections.allowFrom(pod.web, { isolation: PodConnectionsIsolation.POD });
    expect(Object.keys(policiesOf(pod.app))).toEqual(['shop/redis']);
    const peer = shop();
    peer.redis.connections.allowFrom(peer.web, { isolation: PodConnectionsIsolation.PEER });
    expect(Object.keys(policiesOf(peer.app))).toEqual(['shop/web']);
  });

  test('of a half that is left to its owner does not take back the whole that was said before', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    web.connections.allowTo(redis, { isolation: PodConnectionsIsolation.POD });
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['shop/redis', 'shop/web']);
  });
});

test('a second synthesis writes the same, and follows what was said in between', () => {
  const { app, web, redis, db } = shop();
  web.connections.allowTo(redis);
  const first = (app as App).synthYaml();
  expect(app.synthYaml()).toBe(first);
  web.connections.allowTo(db);
  redis.addContainer({ name: 'exporter', image: 'exporter', portNumber: 9121 });
  db.podMetadata.addLabel('cdk8s.io/metadata.addr', 'moved');
  expect(open(app, web, db)).toBe('TCP 5432');
  expect(open(app, web, redis)).toBe('TCP 6379,9121');
});
