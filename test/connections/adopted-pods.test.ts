import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as plus from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  AdoptedPods, AdoptOptions, ContainerRestartPolicy, Deployment, NetworkPolicy, NetworkPolicyPort, Pods, PodConnectionsIsolation, Protocol,
  Reachability, ReachabilityAssertions, Service,
} from '../../src';
import { allowInvalidManifests } from '../support/check-every-manifest';
import { manifestsOf, policiesOf } from '../support/who-reaches-whom';

const LABELS = { app: 'redis' };
const CONTAINERS = [{ name: 'main', image: 'redis:8', ports: [{ containerPort: 6379 }] }];
const TEMPLATE = { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } };

/** A shop with a web and an api, and whatever else of it is given. */
function shop(namespace: string | undefined = 'shop') {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace });
  const [web, api] = ['web', 'api'].map((name) => new Deployment(chart, name, { metadata: { name }, containers: [{ image: name, portNumber: 80 }] }));
  return { app, chart, web, api };
}

/** A Deployment of somebody else. */
function redisIn(scope: Construct, spec: object = {}, metadata: object = {}): ApiObject {
  return new ApiObject(scope, 'redis', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'redis', ...metadata },
    spec: { selector: { matchLabels: LABELS }, template: TEMPLATE, ...spec },
  });
}

function assertionsOf(app: App): ReachabilityAssertions {
  return ReachabilityAssertions.of(Reachability.ofApp(app));
}

function between(app: App, from: string, to: string): string {
  return Reachability.ofApp(app).between(from, to);
}

/** What all that an app writes says of the object. */
function manifestOf(app: App, kind: string): any {
  return manifestsOf(app).find((manifest) => manifest.kind === kind && manifest.metadata.name === 'redis');
}

/** Objects as a chart renders them. */
function include(chart: Chart, yaml: string, id = 'Release'): Include {
  const folder = mkdtempSync(join(tmpdir(), 'adopted-'));
  try {
    writeFileSync(join(folder, 'release.yaml'), yaml);
    return new Include(chart, id, { url: join(folder, 'release.yaml') });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MAKERS: [string, object][] = [
  ['Pod', { apiVersion: 'v1', metadata: { name: 'redis', labels: LABELS }, spec: { containers: CONTAINERS } }],
  ['Deployment', { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS }, template: TEMPLATE } }],
  ['ReplicaSet', { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS }, template: TEMPLATE } }],
  ['ReplicationController', { apiVersion: 'v1', spec: { selector: LABELS, template: TEMPLATE } }],
  ['StatefulSet', { apiVersion: 'apps/v1', spec: { serviceName: 'redis', selector: { matchLabels: LABELS }, template: TEMPLATE } }],
  ['DaemonSet', { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS }, template: TEMPLATE } }],
  ['Job', { apiVersion: 'batch/v1', spec: { template: { ...TEMPLATE, spec: { ...TEMPLATE.spec, restartPolicy: 'Never' } } } }],
  ['CronJob', {
    apiVersion: 'batch/v1', spec: { schedule: '@daily', jobTemplate: { spec: { template: { ...TEMPLATE, spec: { ...TEMPLATE.spec, restartPolicy: 'Never' } } } } },
  }],
];

describe.each(MAKERS)('an adopted %s', (kind, props) => {
  function adopted(options?: AdoptOptions) {
    // The schemas at hand know no ReplicationController.
    if (kind === 'ReplicationController') allowInvalidManifests();
    const made = shop();
    const object = new ApiObject(made.chart, 'redis', { kind, metadata: { name: 'redis' }, ...props } as any);
    return { ...made, object, redis: AdoptedPods.of(object, options) };
  }

  test('is reached on its ports by whom it is opened to, and by nobody else', () => {
    const { app, web, redis } = adopted();
    web.connections.allowTo(redis);
    const who = assertionsOf(app);
    who.isReachedOnlyBy('shop/redis', ['shop/web']);
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 6379');
    who.doesNotReach('shop/web', 'shop/api');
  });

  test('reaches whom it is opened to, and nobody else', () => {
    const { app, web, redis } = adopted();
    redis.connections.allowTo(web);
    expect(between(app, 'shop/redis', 'shop/web')).toBe('TCP 80');
    expect(between(app, 'shop/redis', 'shop/api')).toBe('No Connections');
    assertionsOf(app).isReachedOnlyBy('shop/web', ['shop/redis']);
  });

  test('is not changed', () => {
    const { app, web, redis, object } = adopted();
    const before = JSON.stringify(object.toJson());
    web.connections.allowTo(redis);
    redis.connections.isolate();
    expect(JSON.stringify(manifestOf(app, kind))).toBe(before);
  });

  test('gets a label of its own where that is asked for, and else nothing', () => {
    const plain = JSON.parse(JSON.stringify(manifestOf(adopted().app, kind)), (key, value: unknown) => (key === 'cdk8s.io/metadata.addr' ? undefined : value));
    const { app, web, redis } = adopted({ addressLabel: true });
    web.connections.allowTo(redis);
    const labelled = manifestOf(app, kind);
    expect(JSON.stringify(labelled)).toContain('"cdk8s.io/metadata.addr":"shop-redis-');
    expect(JSON.parse(JSON.stringify(labelled), (key, value: unknown) => (key === 'cdk8s.io/metadata.addr' ? undefined : value))).toEqual(plain);
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
    expect(policiesOf(app)['shop/redis-connections'].spec.podSelector.matchLabels).toEqual({ 'cdk8s.io/metadata.addr': expect.stringContaining('shop-redis-') });
  });
});

describe('what is read of an adopted object', () => {
  test('is its selector, even where the template carries labels that change with every release', () => {
    const { app, chart, web } = shop();
    const template = { ...TEMPLATE, metadata: { labels: { ...LABELS, 'helm.sh/chart': 'redis-20.1.0' } } };
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { template })));
    expect(policiesOf(app)['shop/redis-connections'].spec.podSelector).toEqual({ matchLabels: LABELS });
  });

  test('is a selector of expressions too', () => {
    const { app, chart, web } = shop();
    const matchExpressions = [
      { key: 'app', operator: 'In', values: ['redis', 'valkey'] }, { key: 'app', operator: 'Exists' },
      { key: 'app', operator: 'NotIn', values: ['web'] }, { key: 'legacy', operator: 'DoesNotExist' },
    ];
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { selector: { matchExpressions } })));
    expect(policiesOf(app)['shop/redis-connections'].spec.podSelector).toEqual({ matchExpressions });
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
  });

  test('is said to be wrong where an operator is none', () => {
    allowInvalidManifests();
    const { chart, web } = shop();
    const redis = AdoptedPods.of(redisIn(chart, { selector: { matchExpressions: [{ key: 'app', operator: 'in', values: ['redis'] }] } }));
    expect(() => web.connections.allowTo(redis)).toThrow(
      'shop/redis: "spec.selector.matchExpressions.operator" is "in", but must be one of "In", "NotIn", "Exists", "DoesNotExist".',
    );
  });

  test('are the ports of all containers and sidecars, with their protocols, but not of init containers that end', () => {
    const { app, chart, web } = shop();
    const spec = {
      containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53, protocol: 'TCP' }] }, { name: 'b', image: 'b' }],
      initContainers: [
        { name: 'proxy', image: 'p', restartPolicy: 'Always', ports: [{ containerPort: 15001 }] },
        { name: 'migrate', image: 'm', ports: [{ containerPort: 9999 }] },
      ],
    };
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { template: { ...TEMPLATE, spec } })));
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 53,15001,UDP 53');
  });

  test('are no ports where none is declared: all are open to whom it is opened', () => {
    const { app, chart, web } = shop();
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { template: { ...TEMPLATE, spec: { containers: [{ name: 'a', image: 'a' }] } } })));
    expect(between(app, 'shop/web', 'shop/redis')).toBe('All Connections');
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
  });

  test('gives way to ports that are told', () => {
    const { app, chart, web } = shop();
    web.connections.allowTo(AdoptedPods.of(redisIn(chart), { ports: [NetworkPolicyPort.tcp(26379)] }));
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 26379');
  });

  test('has names for its ports', () => {
    const { app, chart, web } = shop();
    const named = [{ name: 'main', image: 'redis', ports: [{ containerPort: 6379, name: 'redis' }, { containerPort: 9121, name: 'metrics' }] }];
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { template: { ...TEMPLATE, spec: { containers: named } } })), { ports: [NetworkPolicyPort.named('redis')] });
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 6379');
  });

  test('says which port it is that cannot be', () => {
    allowInvalidManifests();
    const { chart, web } = shop();
    const containers = [{ name: 'main', image: 'redis', ports: [{ containerPort: '6379' }] }];
    const redis = AdoptedPods.of(redisIn(chart, { template: { ...TEMPLATE, spec: { containers } } }));
    expect(() => web.connections.allowTo(redis)).toThrow('shop/redis: NetworkPolicyPort.of: "port" is "6379", but must be a whole number from 1 to 65535.');
  });

  test('is read at synth: labels, ports and namespace that are patched after the call', () => {
    const { app, chart, web, api } = shop();
    const object = redisIn(chart);
    const redis = AdoptedPods.of(object);
    web.connections.allowTo(redis);
    redis.connections.allowTo(api);
    object.addJsonPatch(
      JsonPatch.replace('/spec/selector/matchLabels', { app: 'valkey' }),
      JsonPatch.replace('/spec/template/metadata/labels', { app: 'valkey', tier: 'data' }),
      JsonPatch.replace('/spec/template/spec/containers/0/ports/0/containerPort', 6380),
      JsonPatch.replace('/metadata/namespace', 'data'),
    );
    expect(between(app, 'shop/web', 'data/redis')).toBe('TCP 6380');
    expect(between(app, 'data/redis', 'shop/api')).toBe('TCP 80');
    assertionsOf(app).isReachedOnlyBy('data/redis', ['shop/web']);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/redis-connections', 'shop/api', 'shop/web']);
  });

  test('is read at synth: lazy values', () => {
    const { app, chart, web } = shop();
    let port = 1;
    const containers = Lazy.any({ produce: () => [{ name: 'main', image: 'redis', ports: [{ containerPort: port }] }] });
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { template: { ...TEMPLATE, spec: { containers } } })));
    port = 6379;
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 6379');
  });

  test('is followed with what was patched on its policy meanwhile', () => {
    const { app, chart, web } = shop();
    const object = redisIn(chart);
    const redis = AdoptedPods.of(object);
    web.connections.allowTo(redis);
    const policy = redis.node.findChild('Connections') as ApiObject;
    policy.addJsonPatch(JsonPatch.add('/metadata/annotations', { owner: 'shop' }));
    object.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'data'));
    expect(policiesOf(app)['data/redis-connections'].metadata.annotations).toEqual({ owner: 'shop' });
  });

  test('must be told apart by labels', () => {
    const { app, chart, web } = shop();
    const bare = (id: string) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Pod', metadata: { name: id }, spec: { containers: CONTAINERS } });
    expect(() => web.connections.allowTo(AdoptedPods.of(bare('one')))).toThrow(
      'shop/one: its pods carry no labels, so that no policy could tell them from others. Adopt it with { addressLabel: true }, which gives them one.',
    );
    web.connections.allowTo(AdoptedPods.of(bare('two'), { addressLabel: true }));
    assertionsOf(app).isReachedOnlyBy('shop/two', ['shop/web']);
    expect(between(app, 'shop/web', 'shop/one')).toBe('No Connections');
  });

  test('gets an address label where the template has no metadata at all', () => {
    allowInvalidManifests();
    const { app, chart, web } = shop();
    web.connections.allowTo(AdoptedPods.of(redisIn(chart, { selector: undefined, template: { spec: TEMPLATE.spec } }), { addressLabel: true }));
    expect(manifestOf(app, 'Deployment').spec.template.metadata.labels).toEqual({ 'cdk8s.io/metadata.addr': expect.stringContaining('redis') });
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
  });
});

describe('the namespace of an adopted object', () => {
  test('may be another one than that of the chart and of the caller', () => {
    const { app, chart, web } = shop();
    const redis = AdoptedPods.of(redisIn(chart, {}, { namespace: 'data' }));
    web.connections.allowTo(redis);
    expect(between(app, 'shop/web', 'data/redis')).toBe('TCP 6379');
    assertionsOf(app).isReachedOnlyBy('data/redis', ['shop/web']);
  });

  test('may be nobody\'s choice, in an app where all are', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'web', portNumber: 80 }] });
    const redis = AdoptedPods.of(redisIn(chart));
    web.connections.allowTo(redis);
    redis.connections.allowTo(web);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['/redis-connections', '/web']);
    expect(between(app, 'default/web', 'default/redis')).toBe('TCP 6379');
    expect(between(app, 'default/redis', 'default/web')).toBe('TCP 80');
  });

  test.each<[string, string | undefined, string | undefined, string]>([
    ['is not known while that of the other end is', 'shop', undefined, 'the namespace of data/redis is not known while shop/web is in "shop"'],
    ['is known while that of the other end is not', undefined, 'data', 'the namespace of shop/web is not known while data/redis'],
  ])('that %s is an error, as it is for a workload of this library', (_, callers, others, said) => {
    for (const call of ['allowTo', 'allowFrom'] as const) {
      const app = Testing.app();
      const web = new Deployment(new Chart(app, 'shop', { namespace: callers }), 'web', { containers: [{ image: 'web', portNumber: 80 }] });
      const redis = AdoptedPods.of(redisIn(new Chart(app, 'data', { namespace: others })));
      web.connections[call](redis);
      expect(() => app.synthYaml()).toThrow(said);
    }
  });
});

const PAGES = `# Rendered by helm template, release "cache".
apiVersion: v1
kind: ServiceAccount
metadata: { name: cache-redis, namespace: data }
---
apiVersion: v1
kind: Service
metadata: { name: cache-redis-master, namespace: data }
spec:
  ports: [{ name: tcp-redis, port: 6379, targetPort: redis }]
  selector: &master { app.kubernetes.io/name: redis, app.kubernetes.io/instance: cache, app.kubernetes.io/component: master }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cache-redis-master, namespace: data }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: redis, app.kubernetes.io/instance: cache } }
  policyTypes: [Ingress]
  ingress: [{ ports: [{ port: 9121 }] }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache-redis-master, namespace: data, annotations: }
spec:
  serviceName: cache-redis-headless
  selector: { matchLabels: { app.kubernetes.io/name: redis, app.kubernetes.io/instance: cache, app.kubernetes.io/component: master } }
  template:
    metadata:
      labels: { app.kubernetes.io/name: redis, app.kubernetes.io/instance: cache, app.kubernetes.io/component: master, helm.sh/chart: redis-20.1.0 }
      annotations:
    spec:
      initContainers:
      containers:
        - { name: redis, image: "redis:8", ports: [{ name: redis, containerPort: 6379 }], env: }
        - { name: metrics, image: "exporter:1", ports: [{ name: metrics, containerPort: 9121 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache-redis-replicas, namespace: data }
spec:
  serviceName: cache-redis-headless
  selector: { matchLabels: { app.kubernetes.io/name: redis, app.kubernetes.io/instance: cache, app.kubernetes.io/component: replica } }
  template:
    metadata: { labels: { app.kubernetes.io/name: redis, app.kubernetes.io/instance: cache, app.kubernetes.io/component: replica } }
    spec:
      containers: [{ name: redis, image: "redis:8", ports: }]
`;

describe('what a chart renders', () => {
  test('is adopted by kind and name, each object apart, beside the policies that it brings', () => {
    const { app, chart, web, api } = shop();
    const release = include(chart, PAGES);
    const master = AdoptedPods.of(release, { name: 'cache-redis-master' });
    const replicas = AdoptedPods.of(release, { kind: 'StatefulSet', name: 'cache-redis-replicas' });
    web.connections.allowTo(master, { ports: [NetworkPolicyPort.named('redis')] });
    replicas.connections.allowTo(master, { ports: [NetworkPolicyPort.named('redis')] });
    expect(between(app, 'shop/web', 'data/cache-redis-master')).toBe('TCP 6379');
    expect(between(app, 'data/cache-redis-replicas', 'data/cache-redis-master')).toBe('TCP 6379');
    expect(between(app, 'data/cache-redis-master', 'data/cache-redis-replicas')).toBe('TCP 9121');
    expect(between(app, 'shop/api', 'data/cache-redis-master')).toBe('TCP 9121');
    expect(Object.keys(policiesOf(app)).sort()).toEqual([
      'data/cache-redis-master', 'data/cache-redis-master-connections', 'data/cache-redis-replicas-connections', 'shop/web',
    ]);
    expect(api.name).toBe('api');
  });

  test('is written byte for byte as the chart rendered it', () => {
    const objects = (adopt: boolean) => {
      const { app, chart, web } = shop();
      const release = include(chart, PAGES);
      if (adopt) web.connections.allowTo(AdoptedPods.of(release, { name: 'cache-redis-master' }));
      return manifestsOf(app).filter(({ metadata }) => /^cache-redis-?(master|replicas)?$/.test(metadata.name as string)).map((manifest) => JSON.stringify(manifest));
    };
    expect(objects(true)).toEqual(objects(false));
  });

  test('that holds several which make pods must be told apart', () => {
    const { chart } = shop();
    const release = include(chart, PAGES);
    for (const options of [undefined, {}, { kind: 'StatefulSet' }]) {
      expect(() => AdoptedPods.of(release, options)).toThrow(
        'AdoptedPods.of: shop/Release holds several objects that make pods: StatefulSet data/cache-redis-master, StatefulSet data/cache-redis-replicas. Say which one with "kind" and "name", or adopt each with AdoptedPods.allOf.',
      );
    }
  });

  test('in a List is not looked into, and is said to be so', () => {
    const { chart } = shop();
    const list = new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] } as any);
    expect(() => AdoptedPods.of(list)).toThrow(/^AdoptedPods\.of: shop\/list holds nothing that makes pods; there is List .* What is inside a List cannot be adopted: write its items one by one\.$/);
  });
});

describe('workloads of cdk8s-plus', () => {
  // They go through toJson() twice, and have the form of Kubernetes only after the second time.
  beforeEach(allowInvalidManifests);

  const container = { image: 'redis', portNumber: 6379, securityContext: { ensureNonRoot: false } };
  const made: [string, (chart: Chart) => Construct][] = [
    ['a deployment', (chart) => new plus.Deployment(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] })],
    ['a stateful set', (chart) => new plus.StatefulSet(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] })],
    ['a daemon set', (chart) => new plus.DaemonSet(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] })],
    ['a pod', (chart) => new plus.Pod(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] })],
    ['a job', (chart) => new plus.Job(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] })],
    ['the object of a deployment', (chart) => ApiObject.of(new plus.Deployment(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] }))],
  ];

  test.each(made)('%s is adopted, at either end', (_, make) => {
    const { app, chart, web, api } = shop();
    const redis = AdoptedPods.of(make(chart));
    web.connections.allowTo(redis);
    redis.connections.allowTo(api);
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
    assertionsOf(app).isReachedOnlyBy('shop/api', ['shop/redis']);
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 6379');
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['shop/api', 'shop/redis-connections', 'shop/web']);
  });

  test('keep the address label that cdk8s-plus gave them', () => {
    const { app, chart, web } = shop();
    const deployment = new plus.Deployment(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] });
    const before = JSON.stringify(ApiObject.of(deployment).toJson());
    web.connections.allowTo(AdoptedPods.of(deployment, { addressLabel: true }));
    expect(JSON.stringify(manifestOf(app, 'Deployment'))).toBe(before);
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
  });

  test('may be adopted, and connected, before they have containers', () => {
    const { app, chart, web, api } = shop();
    const deployment = new plus.Deployment(chart, 'redis', { metadata: { name: 'redis' } });
    const redis = AdoptedPods.of(deployment);
    web.connections.allowTo(redis);
    redis.connections.allowTo(api);
    deployment.addContainer(container);
    deployment.addContainer({ image: 'exporter', name: 'exporter', portNumber: 9121, securityContext: { ensureNonRoot: false } });
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 6379,9121');
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
    assertionsOf(app).isReachedOnlyBy('shop/api', ['shop/redis']);
  });

  test('are found beside the services and volumes that lie below them', () => {
    const { app, chart, web } = shop();
    const deployment = new plus.Deployment(chart, 'redis', { metadata: { name: 'redis' }, containers: [container] });
    deployment.exposeViaService({ ports: [{ port: 6379 }] });
    web.connections.allowTo(AdoptedPods.of(deployment));
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
  });
});

describe('a workload of cdk8s-plus', () => {
  test('that never gets containers fails the synth, which names it', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'adopted-'));
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_APP });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const redis = AdoptedPods.of(new plus.Deployment(chart, 'redis'));
    redis.connections.isolate();
    expect(() => app.synth()).toThrow(/\[shop\/redis\/Resource\/AdoptedPods\] cannot be written, so that nothing is known of its pods: .*PodSpec must have at least 1 container/);
    expect(() => AdoptedPods.of(new plus.Deployment(chart, 'other'), { addressLabel: true })).toThrow(
      /^shop\/other\/Resource: "addressLabel" is true, but it cannot be written yet: .* Adopt it when it is complete\.$/,
    );
    rmSync(outdir, { recursive: true });
  });
});

describe('a custom resource', () => {
  const rollout = (chart: Chart) => new ApiObject(chart, 'rollout', {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'redis' }, spec: { selector: { matchLabels: LABELS }, template: TEMPLATE },
  });
  const cluster = (chart: Chart) => new ApiObject(chart, 'cluster', {
    apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'orders', namespace: 'data' }, spec: { instances: 3 },
  });

  test('that holds a pod template says who its pods are', () => {
    const { app, chart, web } = shop();
    web.connections.allowTo(AdoptedPods.of(rollout(chart)));
    expect(policiesOf(app)['shop/redis-connections'].spec).toMatchObject({ podSelector: { matchLabels: LABELS }, ingress: [{ ports: [{ port: 6379 }] }] });
    expect(policiesOf(app)['shop/web'].spec.egress).toEqual([{ to: [{ podSelector: { matchLabels: LABELS } }], ports: [{ protocol: 'TCP', port: 6379 }] }]);
  });

  test('that holds none is adopted by the labels and ports that are told', () => {
    const { app, chart, web, api } = shop();
    const labels = { 'cnpg.io/cluster': 'orders' };
    const orders = AdoptedPods.of(cluster(chart), { labels, ports: [NetworkPolicyPort.tcp(5432)] });
    api.connections.allowTo(orders);
    new ApiObject(chart, 'instance', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'orders-1', namespace: 'data', labels }, spec: { containers: CONTAINERS } });
    assertionsOf(app).isReachedOnlyBy('data/orders-1', ['shop/api']);
    expect(between(app, 'shop/api', 'data/orders-1')).toBe('TCP 5432');
    expect(between(app, 'shop/web', 'data/orders-1')).toBe('No Connections');
    expect(web.name).toBe('web');
  });

  test('is found in an Include again and again, also beside objects that make no pods', () => {
    const { chart, web } = shop();
    const release = include(chart, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n---\napiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata: { name: orders }\n');
    const orders = AdoptedPods.of(release, { labels: LABELS });
    web.connections.allowTo(orders);
    expect(AdoptedPods.of(release, { labels: LABELS })).toBe(orders);
    expect(AdoptedPods.of(orders.apiObject)).toBe(orders);
    expect(orders.apiObject.kind).toBe('postgresql');
  });

  test('without a template or labels is refused, by what is there', () => {
    const { chart } = shop();
    expect(() => AdoptedPods.of(cluster(chart))).toThrow(
      'AdoptedPods.of: shop/cluster holds nothing that makes pods; there is Cluster data/orders. Adopt a Pod or what makes pods, or give the "labels" of the pods that a custom resource makes.',
    );
  });
});

describe('an object that makes no pods', () => {
  const service = (chart: Chart) => new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'redis' }, spec: { ports: [{ port: 1 }] } });

  test.each<[string, (chart: Chart) => unknown, AdoptOptions | undefined, string]>([
    ['a service', service, undefined, 'AdoptedPods.of: shop/service holds nothing that makes pods; there is Service shop/redis.'],
    ['a service with labels', service, { labels: LABELS }, 'shop/service holds nothing that makes pods'],
    ['an empty construct', (chart) => new Construct(chart, 'empty'), undefined, 'shop/empty holds nothing that makes pods; there is no object that this library did not make.'],
    ['another kind than the one that is asked for', redisIn, { kind: 'StatefulSet' }, 'shop/redis holds no StatefulSet that makes pods; there is Deployment shop/redis.'],
    ['another name than the one that is asked for', redisIn, { name: 'valkey' }, 'shop/redis holds no valkey that makes pods'],
    ['a workload of this library', (chart) => new Deployment(chart, 'own', { containers: [{ image: 'x' }] }), undefined,
      'AdoptedPods.of: shop/own is an object of this library, which needs no adopting: a workload has "connections", a Service is a peer.'],
    ['its object', (chart) => ApiObject.of(new Deployment(chart, 'own', { containers: [{ image: 'x' }] })), undefined, 'shop/own/Resource is an object of this library'],
    ['a service of this library', (chart) => new Service(chart, 'own', { ports: [{ port: 80 }] }), undefined, 'shop/own is an object of this library'],
    ['a chart of workloads of this library', (chart) => chart, undefined, 'shop holds nothing that makes pods; there is no object that this library did not make.'],
  ])('is refused: %s', (_, make, options, said) => {
    const { chart } = shop();
    const construct = make(chart) as Construct;
    expect(() => AdoptedPods.of(construct, options)).toThrow(said);
    expect(chart.node.findAll().filter((one) => one instanceof AdoptedPods)).toEqual([]);
  });
});

describe('adopting twice', () => {
  test('gives the same pods, however they were chosen', () => {
    const { app, chart, web, api } = shop();
    const object = redisIn(chart);
    const redis = AdoptedPods.of(object);
    expect(AdoptedPods.of(object)).toBe(redis);
    expect(AdoptedPods.of(chart, { kind: 'Deployment', name: 'redis' })).toBe(redis);
    expect(AdoptedPods.of(app, { addressLabel: false })).toBe(redis);
    web.connections.allowTo(redis);
    api.connections.allowTo(AdoptedPods.of(chart));
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web', 'shop/api']);
    expect(AdoptedPods.of(chart)).toBe(redis);
  });

  test('in the same way gives the same pods, whatever the order of what is told', () => {
    const { chart } = shop();
    const object = redisIn(chart);
    const redis = AdoptedPods.of(object, { labels: { a: '1', b: '2' }, ports: [NetworkPolicyPort.tcp(1)] });
    expect(AdoptedPods.of(object, { ports: [NetworkPolicyPort.tcp(1)], labels: { b: '2', a: '1' } })).toBe(redis);
    expect(AdoptedPods.of(object)).toBe(redis);
  });

  test.each<[AdoptOptions | undefined, AdoptOptions]>([
    [undefined, { addressLabel: true }], [undefined, { labels: { a: '1' } }], [{ labels: { a: '1' } }, { labels: { a: '2' } }],
    [{ ports: [NetworkPolicyPort.tcp(1)] }, { ports: [NetworkPolicyPort.udp(1)] }], [{ addressLabel: true }, { addressLabel: false }],
  ])('by %j and then by %j is refused', (first, second) => {
    const { chart } = shop();
    const object = redisIn(chart);
    AdoptedPods.of(object, first);
    const before = JSON.stringify(object.toJson());
    expect(() => AdoptedPods.of(object, second)).toThrow('AdoptedPods.of: shop/redis is adopted already, with other options. Adopt it once and use what that gave.');
    expect(JSON.stringify(object.toJson())).toBe(before);
  });

  test('works after a first try that was refused', () => {
    const { app, chart, web } = shop();
    const object = redisIn(chart);
    expect(() => AdoptedPods.of(object, { labels: {} })).toThrow('shop/redis: "labels" is {}');
    web.connections.allowTo(AdoptedPods.of(object));
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
  });
});

describe('adopted pods', () => {
  test('can be both ends of a connection', () => {
    const { app, chart } = shop();
    const [one, two] = ['one', 'two'].map((name) => AdoptedPods.of(new ApiObject(chart, name, {
      apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { containers: CONTAINERS },
    })));
    one.connections.allowTo(two);
    one.connections.isolate();
    assertionsOf(app).isReachedOnlyBy('shop/two', ['shop/one']);
    expect(between(app, 'shop/one', 'shop/two')).toBe('TCP 6379');
    expect(between(app, 'shop/two', 'shop/one')).toBe('No Connections');
  });

  test('can connect to each other', () => {
    const { app, chart, web } = shop();
    const redis = AdoptedPods.of(redisIn(chart));
    redis.connections.allowTo(redis);
    assertionsOf(app).isReachedOnlyBy('shop/redis', []);
    expect(between(app, 'shop/redis', 'shop/redis')).toBe('TCP 6379');
    expect(between(app, 'shop/redis', web.node.path)).toBe('No Connections');
  });

  test('are closed in both directions by isolate()', () => {
    const { app, chart } = shop();
    AdoptedPods.of(redisIn(chart)).connections.isolate();
    const who = assertionsOf(app);
    who.isReachedOnlyBy('shop/redis', []);
    who.doesNotReach('shop/redis', 'shop/web');
    who.doesNotReach('shop/redis', '203.0.113.1');
    who.reaches('shop/web', 'shop/api');
    expect(policiesOf(app)['shop/redis-connections'].spec).toEqual({ podSelector: { matchLabels: LABELS }, policyTypes: ['Ingress', 'Egress'] });
  });

  test('can be left to the policies of their chart', () => {
    const { app, chart, web } = shop();
    web.connections.allowTo(AdoptedPods.of(redisIn(chart)), { isolation: PodConnectionsIsolation.POD });
    expect(Object.keys(policiesOf(app))).toEqual(['shop/web']);
    expect(between(app, 'shop/web', 'shop/redis')).toBe('TCP 6379');
    expect(between(app, 'shop/api', 'shop/redis')).toBe('All Connections');
  });

  test('can be the selector and the peer of a policy, and stand behind a service', () => {
    const { app, chart, web } = shop();
    const redis = AdoptedPods.of(redisIn(chart));
    new NetworkPolicy(chart, 'policy', { metadata: { name: 'redis' }, selector: redis, ingress: { rules: [{ peer: web }] } });
    new NetworkPolicy(chart, 'other', { metadata: { name: 'api' }, selector: Pods.all(chart, 'all'), egress: { rules: [{ peer: redis }] } });
    const service = new Service(chart, 'entry', { metadata: { name: 'redis' }, selector: redis, ports: [{ port: 80, targetPort: 6379 }] });
    assertionsOf(app).isReachedOnlyBy('shop/redis', ['shop/web']);
    expect(between(app, 'shop/web', 'shop/api')).toBe('No Connections');
    expect(service.toPodSelectorConfig().labelSelector._labels).toEqual(LABELS);
  });

  test('with sidecars of this library mean the same ports', () => {
    const { app, chart, web, api } = shop();
    api.addInitContainer({ image: 'proxy', ports: [{ number: 15001, protocol: Protocol.UDP }], restartPolicy: ContainerRestartPolicy.ALWAYS });
    const redis = AdoptedPods.of(redisIn(chart));
    redis.connections.allowTo(api);
    expect(between(app, 'shop/redis', 'shop/api')).toBe('TCP 80,UDP 15001');
    expect(between(app, 'shop/redis', web.node.path)).toBe('No Connections');
  });
});

describe('labels that are those of other workloads as well', () => {
  function said(build: (made: ReturnType<typeof shop>) => void): string {
    const { CDK8S_NETPOL_FINDINGS } = process.env;
    delete process.env.CDK8S_NETPOL_FINDINGS;
    const lines: string[] = [];
    const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    try {
      const made = shop();
      build(made);
      made.app.synthYaml();
    } finally {
      write.mockRestore();
      process.env.CDK8S_NETPOL_FINDINGS = CDK8S_NETPOL_FINDINGS;
    }
    return lines.filter((line) => line.includes('[shared-labels]')).join('');
  }

  function pod(chart: Chart, name: string, namespace = 'shop', labels: object = LABELS): ApiObject {
    return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { ...labels } }, spec: { containers: CONTAINERS } });
  }

  test('are a warning that names the others, for whom all holds that is said of the adopted ones', () => {
    expect(said(({ chart, web }) => {
      pod(chart, 'sentinel');
      web.connections.allowTo(AdoptedPods.of(redisIn(chart)));
    })).toBe('shop/redis/AdoptedPods: warning: its labels are those of shop/sentinel as well, so that all that its connections open and close holds for those pods too. '
      + 'Adopt it with { addressLabel: true }, which gives its pods a label of their own. [shared-labels]\n');
  });

  test('indeed open the others', () => {
    const { app, chart, web } = shop();
    pod(chart, 'sentinel');
    const redis = AdoptedPods.of(redisIn(chart));
    redis.connections.allowTo(web);
    expect(between(app, 'shop/sentinel', 'shop/web')).toBe('TCP 80');
    expect(between(app, 'shop/sentinel', 'shop/api')).toBe('No Connections');
  });

  test.each<[string, (made: ReturnType<typeof shop>) => void]>([
    ['carry an address label', ({ chart, web }) => {
      pod(chart, 'sentinel');
      web.connections.allowTo(AdoptedPods.of(redisIn(chart), { addressLabel: true }));
    }],
    ['are the only ones of their namespace', ({ chart, web }) => {
      pod(chart, 'sentinel', 'data');
      pod(chart, 'other', 'shop', { app: 'valkey' });
      web.connections.allowTo(AdoptedPods.of(redisIn(chart)));
    }],
    ['are those of a custom resource, which another object makes', ({ chart, web }) => {
      const database = new ApiObject(chart, 'database', { apiVersion: 'example.com/v1', kind: 'Redis', metadata: { name: 'redis' } });
      pod(chart, 'redis-0');
      web.connections.allowTo(AdoptedPods.of(database, { labels: LABELS }));
    }],
  ])('are none where the pods %s', (_, build) => {
    expect(said(build)).toBe('');
  });
});

describe('AdoptedPods.of refuses', () => {
  const options: [string, unknown, string][] = [
    ['options that are text', 'Deployment', '"options" is "Deployment", but must be an object with named fields.'],
    ['a field that does not exist', { label: {} }, '"options" has a field "label" that does not exist. Its fields are kind, name, namespace, labels, ports, addressLabel.'],
    ['a kind as a number', { kind: 5 }, '"kind" is 5, but must be the kind of an object, such as "Deployment".'],
    ['a name as a list', { name: ['redis'] }, '"name" is ["redis"], but must be the name of an object.'],
    ['labels as text', { labels: 'app=redis' }, 'shop/redis: "labels" is "app=redis", but must be an object with named fields.'],
    ['no labels', { labels: {} }, 'shop/redis: "labels" is {}, which would match everything.'],
    ['a label as a number', { labels: { app: 1 } }, 'shop/redis: "labels["app"]" is 1'],
    ['a port as a number', { ports: [6379] }, 'shop/redis: "ports[0]" is 6379, but must be a NetworkPolicyPort, such as NetworkPolicyPort.tcp(80).'],
    ['no ports', { ports: [] }, 'shop/redis: "ports" is an empty list. Kubernetes would read it as all ports: name a port, or leave "ports" out.'],
    ['a flag as text', { addressLabel: 'yes' }, 'shop/redis: "addressLabel" is "yes", but must be true or false.'],
    ['labels beside an address label', { labels: { app: 'redis' }, addressLabel: true }, 'shop/redis: "labels" are given and "addressLabel" is true'],
  ];
  test.each(options)('%s', (_, given, said) => {
    const { chart } = shop();
    const object = redisIn(chart);
    const before = JSON.stringify(object.toJson());
    expect(() => AdoptedPods.of(object, given as AdoptOptions)).toThrow(said);
    expect(JSON.stringify(object.toJson())).toBe(before);
    expect(object.node.children).toEqual([]);
  });

  test.each([[undefined, 'is not given'], [null, 'is null'], ['shop/redis', 'is "shop/redis"'], [5, 'is 5'], [{}, 'is {}'], [Deployment, 'is the function or class Deployment']])(
    '%j as the construct', (construct, said) => {
      expect(() => AdoptedPods.of(construct as any)).toThrow(new RegExp(`^AdoptedPods\\.of: "construct" ${said}.* an ApiObject, an Include, a Helm chart, a workload of cdk8s-plus\\.$`));
    });

  test('nothing of options that are null, as other languages give them', () => {
    const { chart } = shop();
    const redis = AdoptedPods.of(redisIn(chart), { kind: null, name: null, labels: null, ports: null, addressLabel: null } as any);
    expect(AdoptedPods.of(redis.apiObject, null as any)).toBe(redis);
  });
});

/** What a Deployment says and who it talks to, in a way that either library can build. */
interface Described {
  readonly namespace: number;
  readonly ports: readonly { readonly number: number; readonly protocol: Protocol }[];
  readonly isolated: boolean;
}

describe('the connections of adopted Deployments', () => {
  const workload = fc.record({
    namespace: fc.nat(1),
    ports: fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 3 }), protocol: fc.constantFrom(Protocol.TCP, Protocol.UDP) }),
      { maxLength: 3, selector: ({ number, protocol }) => `${number}${protocol}` }),
    isolated: fc.boolean(),
  });
  const call = fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    says: fc.constantFrom('allowTo' as const, 'allowFrom' as const),
    isolation: fc.constantFrom(undefined, PodConnectionsIsolation.POD, PodConnectionsIsolation.PEER),
    ports: fc.constantFrom(undefined, [NetworkPolicyPort.tcp(2)], [NetworkPolicyPort.allUdp()]),
  });

  /** Who reaches whom, where the ones of these numbers are adopted. */
  function tableOf(workloads: readonly Described[], calls: readonly any[], isAdopted: (index: number) => boolean): string {
    const app = Testing.app();
    const charts = ['shop', 'data'].map((namespace) => new Chart(app, namespace, { namespace }));
    const made = workloads.map(({ namespace, ports, isolated }, index) => {
      const name = `w${index}`;
      const metadata = { name };
      const pods = isAdopted(index)
        ? AdoptedPods.of(new ApiObject(charts[namespace], name, {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata,
          spec: {
            selector: { matchLabels: { app: name } },
            template: {
              metadata: { labels: { app: name } },
              spec: { containers: [{ name: 'main', image: 'x', ports: ports.map(({ number, protocol }) => ({ containerPort: number, protocol })) }] },
            },
          },
        }))
        : new Deployment(charts[namespace], name, { metadata, containers: [{ image: 'x', ports: [...ports] }] });
      if (isolated) pods.connections.isolate();
      return pods;
    });
    for (const { from, to, says, isolation, ports } of calls) {
      made[from % made.length].connections[says as 'allowTo'](made[to % made.length], { isolation, ports });
    }
    return Reachability.ofApp(app).table();
  }

  test('mean the same as those of Deployments that are written with this library', () => {
    process.env.CDK8S_NETPOL_PROOF = 'off';
    try {
      const some = fc.array(workload.chain((one) => fc.boolean().map((adopted) => ({ ...one, adopted }))), { minLength: 1, maxLength: 4 });
      fc.assert(fc.property(some, fc.array(call, { maxLength: 5 }), (workloads, calls) => {
        const own = labelsAside(tableOf(workloads, calls, () => false));
        expect(labelsAside(tableOf(workloads, calls, () => true))).toBe(own);
        expect(labelsAside(tableOf(workloads, calls, (index) => workloads[index].adopted))).toBe(own);
      }), { numRuns: 100 });
    } finally {
      delete process.env.CDK8S_NETPOL_PROOF;
    }
  });
});

/** A table shows by which labels pods are let in that nobody wrote; those differ. */
function labelsAside(table: string): string {
  return table.replace(/\[pod with \{[^}]*\}\]/g, '[pod with a label]');
}

describe('objects of one kind and name in several namespaces', () => {
  function twice() {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const all = new Construct(chart, 'all');
    for (const namespace of ['blue', 'green']) {
      new ApiObject(all, namespace, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 80 }] }] } },
        },
      });
    }
    return { app, chart, all };
  }

  test('are told apart by their namespaces', () => {
    const { app, all } = twice();
    expect(() => AdoptedPods.of(all, { name: 'web' })).toThrow('AdoptedPods.of: shop/all holds several objects that make pods: Deployment blue/web, Deployment green/web. Say which one with '
      + '"namespace", or adopt each with AdoptedPods.allOf.');
    const [blue, green] = ['blue', 'green'].map((namespace) => AdoptedPods.of(all, { name: 'web', namespace }));
    blue.connections.allowTo(green);
    expect(Reachability.ofApp(app).between('blue/web', 'green/web')).toBe('TCP 80');
    expect(Reachability.ofApp(app).between('203.0.113.1', 'green/web')).toBe('No Connections');
    expect(Reachability.ofApp(app).between('203.0.113.1', 'blue/web')).toBe('All Connections');
    expect(() => AdoptedPods.of(all, { name: 'web', namespace: 'red' })).toThrow('shop/all holds no web in red that makes pods; there is Deployment blue/web, Deployment green/web.');
  });

  test('are adopted in one call', () => {
    const { app, all } = twice();
    const adopted = AdoptedPods.allOf(all);
    expect(adopted.map(({ apiObject }) => apiObject.metadata.namespace)).toEqual(['blue', 'green']);
    expect(AdoptedPods.allOf(all)).toEqual(adopted);
    adopted.forEach(({ connections }) => connections.isolate());
    expect(Reachability.ofApp(app).connections()).toEqual([]);
  });

  test('are not there where nothing makes pods', () => {
    const { chart } = twice();
    const config = new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
    expect(() => AdoptedPods.allOf(config)).toThrow('AdoptedPods.allOf: shop/config holds nothing that makes pods and that this library did not make; there is ConfigMap shop/config.');
    expect(() => AdoptedPods.allOf(undefined as any)).toThrow('AdoptedPods.allOf: "construct" is not given, but is required.');
  });

  test('are named by the nearest where the name has a slip', () => {
    expect(() => AdoptedPods.of(twice().all, { name: 'wbe' })).toThrow('shop/all holds no wbe that makes pods; there is Deployment blue/web, Deployment green/web.');
    expect(() => AdoptedPods.of(twice().all, { name: 'weeb' })).toThrow('Did you mean Deployment blue/web, Deployment green/web?');
  });
});
