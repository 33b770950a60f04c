import { App, Chart, JsonPatch, ApiObject, Lazy, Testing } from 'cdk8s';
import { Deployment, LabelSelector, Namespace, Namespaces, Pod, Pods, PodConnectionsIsolation } from '../../src';
import { manifestsOf, open, policiesOf } from '../support/who-reaches-whom';

type Call = 'allowTo' | 'allowFrom';
const CALLS: Call[] = ['allowTo', 'allowFrom'];

interface Place {
  readonly chart?: string;
  readonly own?: string;
}

/** A source, a destination and a bystander beside each, in charts and with metadata of these namespaces. */
function placed(call: Call, source: Place, destination: Place, sameChart = false) {
  const app = Testing.app();
  const one = new Chart(app, 'one', { namespace: source.chart });
  const two = sameChart ? one : new Chart(app, 'two', { namespace: destination.chart });
  const make = (chart: Chart, id: string, { own }: Place) => new Deployment(chart, id, {
    metadata: { name: id, namespace: own }, containers: [{ image: id, portNumber: 6379 }],
  });
  const web = make(one, 'web', source);
  const besideWeb = make(one, 'beside-web', source);
  const redis = make(two, 'redis', destination);
  const besideRedis = make(two, 'beside-redis', destination);
  if (call === 'allowTo') web.connections.allowTo(redis);
  else redis.connections.allowFrom(web);
  return { app, web, redis, besideWeb, besideRedis };
}

describe.each(CALLS)('%s opens the peer and nobody else', (call) => {
  test.each<[string, Place, Place, boolean]>([
    ['in one chart without a namespace', {}, {}, true],
    ['in one chart with a namespace', { chart: 'shop' }, { chart: 'shop' }, true],
    ['in two charts without a namespace', {}, {}, false],
    ['in two charts of one namespace', { chart: 'shop' }, { chart: 'shop' }, false],
    ['in two charts of two namespaces', { chart: 'front' }, { chart: 'data' }, false],
    ['in one chart, in two namespaces of their own', { own: 'front' }, { own: 'data' }, true],
    ['in one chart, one of them in a namespace of its own', { chart: 'shop' }, { chart: 'shop', own: 'data' }, true],
  ])('%s', (_, source, destination, sameChart) => {
    const { app, web, redis, besideWeb, besideRedis } = placed(call, source, destination, sameChart);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, besideWeb, redis)).toBe('none');
    expect(open(app, besideRedis, redis)).toBe('none');
    expect(open(app, web, besideRedis)).toBe('none');
    expect(open(app, web, besideWeb)).toBe('none');
    expect(open(app, besideWeb, besideRedis)).toBe('all');
  });

  test('and writes each policy where its pods are', () => {
    const { app } = placed(call, { chart: 'front' }, { chart: 'data' });
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/redis', 'front/web']);
  });

  test.each<[string, Place, Place, string, string]>([
    ['the source', {}, { own: 'data' }, 'one/web', 'two/redis is in "data"'],
    ['the destination', { own: 'front' }, {}, 'two/redis', 'one/web is in "front"'],
  ])('unless the namespace of %s alone is unknown', (_, source, destination, unknown, known) => {
    const { app } = placed(call, source, destination);
    const [caller, attempt] = call === 'allowTo' ? ['one/web', 'allow traffic to two/redis'] : ['two/redis', 'allow traffic from one/web'];
    expect(() => app.synthYaml()).toThrow(
      `[${caller}] cannot ${attempt}, because the namespace of ${unknown} is not known while ${known}. `
      + `Set "namespace" on the chart or in the metadata of ${unknown}.`,
    );
  });
});

test('all connections that cannot be written are told at once', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop');
  const make = (id: string, namespace?: string) => new Deployment(chart, id, { metadata: { namespace }, containers: [{ image: id }] });
  make('a').connections.allowTo(make('b', 'x'));
  make('c').connections.allowTo(make('d', 'y'));
  expect(() => app.synthYaml()).toThrow(/\[shop\/a\] .*\n {2}\[shop\/c\] /);
});

describe('what is set late is followed', () => {
  function shop() {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = new Deployment(chart, 'web', { metadata: { name: 'web', namespace: 'front' }, containers: [{ image: 'web' }] });
    return { app, chart, web };
  }

  test('a namespace that a patch sets', () => {
    const { app, chart, web } = shop();
    const redis = new Deployment(chart, 'redis', { metadata: { name: 'redis' }, containers: [{ image: 'redis', portNumber: 6379 }] });
    web.connections.allowTo(redis);
    (redis.node.findChild('Connections') as ApiObject).metadata.addAnnotation('team', 'data');
    ApiObject.of(redis).addJsonPatch(JsonPatch.add('/metadata/namespace', 'data'));
    expect(policiesOf(app)['data/redis'].metadata.annotations).toEqual({ team: 'data' });
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/redis', 'front/web']);
    expect(open(app, web, 'data/redis')).toBe('TCP 6379');
    expect(manifestsOf(app).filter(({ kind }) => kind === 'NetworkPolicy')).toHaveLength(2);
  });

  test('a namespace that a patch takes away, so that its chart does not decide either', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const make = (id: string) => new Deployment(chart, id, { metadata: { name: id }, containers: [{ image: id, portNumber: 80 }] });
    const [before, after] = [make('before'), make('after')];
    before.connections.isolate();
    for (const workload of [before, after]) ApiObject.of(workload).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    after.connections.isolate();
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['/after', '/before']);
  });

  test('two workloads of one name that patches put into two namespaces', () => {
    const { app, chart } = shop();
    const [a, b] = ['a', 'b'].map((id) => new Deployment(chart, id, { isolate: true, metadata: { name: 'same', namespace: 'front' }, containers: [{ image: id }] }));
    ApiObject.of(a).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'one'));
    ApiObject.of(b).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'two'));
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['one/same', 'two/same']);
  });

  test('a namespace that is a lazy value', () => {
    const { app, chart, web } = shop();
    let namespace = 'not-yet';
    const redis = new Deployment(chart, 'redis', {
      metadata: { name: 'redis', namespace: Lazy.any({ produce: () => namespace }) },
      containers: [{ image: 'redis', portNumber: 6379 }],
    });
    web.connections.allowTo(redis);
    namespace = 'data';
    expect(open(app, web, 'data/redis')).toBe('TCP 6379');
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/redis', 'front/web']);
  });

  test('the label by which the pods are known', () => {
    const { app, chart, web } = shop();
    const redis = new Deployment(chart, 'redis', { metadata: { namespace: 'front' }, containers: [{ image: 'redis', portNumber: 6379 }] });
    web.connections.allowTo(redis);
    redis.podMetadata.addLabel(Pod.ADDRESS_LABEL, 'the-redis');
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(policiesOf(app)['front/web'].spec.egress[0].to[0].podSelector).toEqual({ matchLabels: { [Pod.ADDRESS_LABEL]: 'the-redis' } });
  });
});

describe('pods that are selected', () => {
  function shop() {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web', portNumber: 80 }] });
    return { app, chart, web };
  }
  const redisOf = (app: App, namespace: string) => new Deployment(new Chart(app, `redis-in-${namespace}`, { namespace }), 'redis', {
    metadata: { name: 'redis' }, podMetadata: { labels: { app: 'redis' } }, containers: [{ image: 'redis' }],
  });

  test('without namespaces are those of the namespace in which they are used', () => {
    const { app, chart, web } = shop();
    const [here, there] = [redisOf(app, 'shop'), redisOf(app, 'elsewhere')];
    web.connections.allowTo(Pods.select(chart, 'redis', { labels: { app: 'redis' } }));
    expect(open(app, web, here)).toBe('all');
    expect(open(app, web, there)).toBe('none');
  });

  test('without namespaces mean the namespace of a workload whose chart has none', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = new Deployment(chart, 'web', { metadata: { name: 'web', namespace: 'front' }, containers: [{ image: 'web' }] });
    web.connections.allowTo(Pods.select(chart, 'redis', { labels: { app: 'redis' } }));
    expect(open(app, web, redisOf(app, 'front'))).toBe('all');
    expect(Object.values(policiesOf(app)).map(({ metadata }) => metadata.namespace)).toEqual(['front', 'front']);
  });

  test('without namespaces in a chart of another namespace are refused: either could be meant', () => {
    const { app, web } = shop();
    const other = new Chart(app, 'other', { namespace: 'other' });
    web.connections.allowTo(Pods.select(other, 'redis', { labels: { app: 'redis' } }));
    expect(() => app.synthYaml()).toThrow(
      '[shop/web] cannot allow traffic to other/redis, because other/redis names no namespace, its chart is in "other", and shop/web is in "shop". '
      + 'Say which one is meant, with "namespaces": Namespaces.select(scope, id, { names: ["other"] }).',
    );
  });

  test('have connections of their own, from the namespace of their chart', () => {
    const { app, chart, web } = shop();
    const [here, there] = [redisOf(app, 'shop'), redisOf(app, 'elsewhere')];
    const data = new Deployment(chart, 'data', { metadata: { name: 'data', namespace: 'data' }, containers: [{ image: 'data', portNumber: 1 }] });
    const redis = Pods.select(chart, 'redis', { labels: { app: 'redis' } });
    redis.connections.allowTo(data);
    redis.connections.allowFrom(web);
    expect(open(app, here, data)).toBe('TCP 1');
    expect(open(app, there, data)).toBe('none');
    expect(open(app, web, data)).toBe('none');
    expect(open(app, web, here)).toBe('all');
  });

  test('in several namespaces get a policy in each', () => {
    const { app, chart, web } = shop();
    const [one, two, three] = ['one', 'two', 'three'].map((namespace) => redisOf(app, namespace));
    const namespaces = Namespaces.select(chart, 'both', { names: ['one', 'two'] });
    web.connections.allowTo(Pods.select(chart, 'redis', { labels: { app: 'redis' }, namespaces }));
    expect(open(app, web, one)).toBe('all');
    expect(open(app, web, two)).toBe('all');
    expect(open(app, web, three)).toBe('none');
    expect(open(app, one, two)).toBe('none');
    expect(Object.values(policiesOf(app)).map(({ metadata }) => metadata.namespace).sort()).toEqual(['one', 'shop', 'two']);
  });
});

describe('namespaces as a peer', () => {
  let stderr: jest.SpyInstance;
  beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterEach(() => stderr.mockRestore());
  const warnings = () => stderr.mock.calls.map(([text]) => text).join('');

  function twoNamespaces() {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const data = new Chart(app, 'data', { namespace: 'data' });
    const make = (parent: Chart, id: string) => new Deployment(parent, id, { metadata: { name: id }, containers: [{ image: id }] });
    return { app, chart, data, web: make(chart, 'web'), api: make(chart, 'api'), redis: make(data, 'redis'), other: make(data, 'other') };
  }

  test('open all of their pods, and close these to everybody else', () => {
    const { app, data, web, api, redis, other } = twoNamespaces();
    web.connections.allowTo(new Namespace(data, 'namespace', { metadata: { name: 'data' } }));
    expect(open(app, web, redis)).toBe('all');
    expect(open(app, web, other)).toBe('all');
    expect(open(app, api, redis)).toBe('none');
    expect(open(app, other, redis)).toBe('none');
    expect(open(app, web, api)).toBe('none');
    expect(warnings()).toBe('');
  });

  test('that the app does not declare are closed too, which is said once', () => {
    const { app, chart, web, redis, other } = twoNamespaces();
    web.connections.allowTo(Namespaces.select(chart, 'data', { names: ['data'] }));
    expect(open(app, web, redis)).toBe('all');
    expect(open(app, other, redis)).toBe('none');
    app.synthYaml();
    expect(warnings().split('\n').filter(Boolean)).toHaveLength(1);
    expect(warnings()).toContain('shop/web: warning: closes every pod of namespace "data" for ingress');
    expect(warnings()).toContain('because shop/data selects them all');
    expect(warnings()).toContain('{ isolation: PodConnectionsIsolation.POD }');
  });

  test('are not closed where their policies are left to their owner', () => {
    const { app, chart, web, redis, other, api } = twoNamespaces();
    web.connections.allowTo(Namespaces.select(chart, 'data', { names: ['data'] }), { isolation: PodConnectionsIsolation.POD });
    expect(open(app, web, redis)).toBe('all');
    expect(open(app, other, redis)).toBe('all');
    expect(open(app, web, api)).toBe('none');
    expect(warnings()).toBe('');
  });

  test('that are chosen by labels are resolved where the app declares them, and the rest is said', () => {
    const { app, chart, data, web, redis, api } = twoNamespaces();
    new Namespace(data, 'namespace', { metadata: { name: 'data', labels: { env: 'prod' } } });
    new Namespace(chart, 'namespace', { metadata: { name: 'shop', labels: { env: 'test' } } });
    const prod = Namespaces.select(chart, 'prod', { labels: { env: 'prod' } });
    web.connections.allowTo(Pods.select(chart, 'in-prod', { namespaces: prod }));
    expect(open(app, web, redis)).toBe('all');
    expect(open(app, api, redis)).toBe('none');
    expect(open(app, web, api)).toBe('none');
    expect(policiesOf(app)['shop/web'].spec.egress).toEqual([{ to: [{ namespaceSelector: { matchLabels: { env: 'prod' } } }] }]);
    expect(warnings()).toContain('shop/web: warning: shop/in-prod is in namespaces chosen by labels, while a policy lies in one. '
      + 'Its ingress policy is written for "data", which this app declares; elsewhere, the owner of the namespace must write it: Verification.of(app).policiesOfOthers()');
  });

  test('that are chosen by labels and not declared get the half that can be written', () => {
    const { app, chart, web } = twoNamespaces();
    const prod = Namespaces.select(chart, 'prod', { labels: { env: 'prod' } });
    web.connections.allowFrom(Pods.select(chart, 'clients', { labels: { app: 'client' }, namespaces: prod }));
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
    expect(policiesOf(app)['shop/web'].spec.ingress).toEqual([
      { from: [{ namespaceSelector: { matchLabels: { env: 'prod' } }, podSelector: { matchLabels: { app: 'client' } } }] },
    ]);
    expect(warnings()).toContain('This app declares none of them, so its egress policy is not written; the owner of the namespace must write it');
  });

  test('that are chosen by a label which is added late are found', () => {
    const { app, chart, data, web, redis } = twoNamespaces();
    const namespace = new Namespace(data, 'namespace', { metadata: { name: 'data' } });
    web.connections.allowTo(Pods.select(chart, 'in-prod', { namespaces: Namespaces.select(chart, 'prod', { labels: { env: 'prod' } }) }));
    namespace.metadata.addLabel('env', 'prod');
    expect(open(app, web, redis)).toBe('all');
    expect(Object.keys(policiesOf(app)).some((name) => name.startsWith('data/'))).toBe(true);
  });

  test('by names and labels are the named ones that carry the labels', () => {
    const { app, chart, web } = twoNamespaces();
    const namespaces = { toNamespaceSelectorConfig: () => ({ names: ['data'], labelSelector: LabelSelector.of({ labels: { env: 'prod' } }) }) };
    web.connections.allowTo(Pods.select(chart, 'redis', { labels: { app: 'redis' }, namespaces }), { isolation: PodConnectionsIsolation.POD });
    expect(policiesOf(app)['shop/web'].spec.egress[0].to).toEqual([
      { namespaceSelector: { matchLabels: { 'env': 'prod', 'kubernetes.io/metadata.name': 'data' } }, podSelector: { matchLabels: { app: 'redis' } } },
    ]);
  });
});
