import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Include, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AdoptedPods, Deployment, INetworkPolicyPeer, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, Pod, PodConnectionsIsolation, Pods,
  Protocol, Service, Verification, WellKnownPeer,
} from '../../../src';
import { allowInvalidManifests } from '../../support/check-every-manifest';

const { POD, PEER } = PodConnectionsIsolation;

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => { jest.restoreAllMocks(); });

/** `web` and `api` in `shop`, `redis` in `data`. */
function shop(app: App = Testing.app()) {
  const front = new Chart(app, 'front', { namespace: 'shop' });
  const back = new Chart(app, 'back', { namespace: 'data' });
  return { app, front, back, web: deployment(front, 'web', 8080), api: deployment(front, 'api', 3000), redis: deployment(back, 'redis', 6379) };
}

function deployment(chart: Chart, name: string, portNumber: number): Deployment {
  return new Deployment(chart, name, { metadata: { name }, containers: [{ image: name, portNumber }] });
}

/** A policy that somebody else wrote. */
function foreign(chart: Chart, name: string, spec: object): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec });
}

function deny(chart: Chart, policyType: 'Ingress' | 'Egress'): ApiObject {
  return foreign(chart, 'deny', { podSelector: {}, policyTypes: [policyType] });
}

function patch(construct: Construct, ...patches: JsonPatch[]): void {
  ApiObject.of(construct).addJsonPatch(...patches);
}

function policyOf(construct: Construct): Construct {
  return construct.node.findChild('Connections');
}

/** What the synth says, line by line, without the line of this file. Empty where it says nothing. */
function errorsOf(app: App): string[] {
  return messageOf(() => app.synthYaml()).replace(/proof\.test\.ts:\d+/g, 'proof.test.ts').split('\n').slice(1).map((line) => line.replace(/^ {2}/, ''));
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const WHERE = 'at test/verification/proof/proof.test.ts';
const WEB_POLICY = '      NetworkPolicy shop/web, written by the connections of front/web';
const REDIS_POLICY = '      NetworkPolicy data/redis, written by the connections of back/redis';
const TO_REDIS = `[front/web] connections.allowTo(back/redis) ${WHERE} does not hold: shop/web cannot connect to data/redis on TCP 6379, by the manifests that would be written.`;

describe('a connection of which one end is left to others', () => {
  test('does not hold where a policy of theirs denies it', () => {
    const { app, back, web, redis } = shop();
    deny(back, 'Ingress');
    web.connections.allowTo(redis, { isolation: POD });
    expect(errorsOf(app)).toEqual([
      TO_REDIS,
      '  Ingress: data/redis is isolated for ingress by data/deny, and no rule of it allows it.',
      '      NetworkPolicy data/deny, written by back/deny',
      '  To mend it: leave out "isolation" in the call, so that the policy of data/redis is written as well.',
      expect.stringMatching(/^ {2}Or: add an ingress rule to data\/deny: from namespaceSelector { kubernetes.io\/metadata.name: shop } and podSelector { .*web.* }, ports TCP 6379.$/),
    ]);
  });

  test('holds where theirs allows it, or where there is none', () => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis, { isolation: POD });
    expect(errorsOf(app)).toEqual([]);
    foreign(back, 'from-shop', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 6379 }] }] });
    expect(errorsOf(app)).toEqual([]);
  });

  test('does not hold where theirs opens another port, which is named', () => {
    const { app, back, web, redis } = shop();
    foreign(back, 'wrong-port', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 443 }] }] });
    redis.connections.allowFrom(web, { isolation: PEER });
    expect(errorsOf(app)).toEqual([
      `[back/redis] connections.allowFrom(front/web) ${WHERE} does not hold: shop/web cannot connect to data/redis on TCP 6379, by the manifests that would be written.`,
      '  Ingress: data/redis is isolated for ingress by data/wrong-port, and no rule of it allows it.',
      '      NetworkPolicy data/wrong-port, written by back/wrong-port',
      '  Nearest: Ingress rule #1 of data/wrong-port: it opens TCP 443, not TCP 6379.',
      '  To mend it: leave out "isolation" in the call, so that the policy of data/redis is written as well.',
      expect.stringContaining('  Or: add an ingress rule to data/wrong-port: '),
    ]);
  });

  test('does not hold where their YAML denies it, and what included it is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'proof-'));
    const url = join(folder, 'deny.yaml');
    writeFileSync(url, 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: closed, namespace: data }\nspec: { podSelector: {}, policyTypes: [Ingress] }\n');
    const { app, back, web, redis } = shop();
    new Include(back, 'theirs', { url });
    rmSync(folder, { recursive: true });
    web.connections.allowTo(redis, { isolation: POD });
    expect(errorsOf(app).slice(0, 3)).toEqual([
      TO_REDIS,
      '  Ingress: data/redis is isolated for ingress by data/closed, and no rule of it allows it.',
      '      NetworkPolicy data/closed, written by back/theirs (Include)',
    ]);
  });

  test('sees policies that lie in other charts', () => {
    const { app, web, redis } = shop();
    const platform = new Chart(app, 'platform');
    new ApiObject(platform, 'closed', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'closed', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Egress'] } });
    redis.connections.allowFrom(web, { isolation: POD });
    expect(errorsOf(app)).toEqual([
      expect.stringContaining('[back/redis] connections.allowFrom(front/web)'),
      '  Egress: shop/web is isolated for egress by shop/closed, and no rule of it allows it.',
      '      NetworkPolicy shop/closed, written by platform/closed',
      expect.stringContaining('leave out "isolation" in the call, so that the policy of shop/web is written as well.'),
      expect.stringContaining('  Or: write a NetworkPolicy in shop for podSelector { '),
    ]);
  });

  test('sees policies of other connections', () => {
    const { app, web, api, redis } = shop();
    redis.connections.isolate();
    web.connections.allowTo(redis, { isolation: POD });
    web.connections.allowTo(api);
    expect(errorsOf(app).slice(0, 3)).toEqual([
      TO_REDIS,
      '  Ingress: data/redis is isolated for ingress by data/redis, and no rule of it allows it.',
      REDIS_POLICY,
    ]);
  });
});

test('the call is named by its file and line', () => {
  const { app, back, web, redis } = shop();
  deny(back, 'Ingress');
  web.connections.allowTo(redis, { isolation: POD }); const [, line] = /:(\d+):\d+\)?$/.exec(new Error().stack!.split('\n')[1])!;
  expect(() => app.synthYaml()).toThrow(`connections.allowTo(back/redis) at test/verification/proof/proof.test.ts:${line} does not hold`);
});

test('all that is broken is said in one go, each in the name of the one that declared it', () => {
  const { app, back, front, web, api, redis } = shop();
  deny(back, 'Ingress');
  deny(front, 'Ingress');
  web.connections.allowTo(redis, { isolation: POD });
  web.connections.allowTo(api);
  redis.connections.allowFrom(api, { isolation: PEER });
  web.connections.allowTo(api, { isolation: POD, ports: [NetworkPolicyPort.tcp(9090)] });
  expect(errorsOf(app).filter((line) => line.startsWith('['))).toEqual([
    TO_REDIS,
    `[front/web] connections.allowTo(front/api) ${WHERE} does not hold: shop/web cannot connect to shop/api on TCP 9090, by the manifests that would be written.`,
    `[back/redis] connections.allowFrom(front/api) ${WHERE} does not hold: shop/api cannot connect to data/redis on TCP 6379, by the manifests that would be written.`,
  ]);
});

test('pods that are many are counted', () => {
  const { app, front, back, web } = shop();
  deny(front, 'Ingress');
  web.connections.allowTo(Pods.all(back, 'both', { namespaces: Namespaces.select(back, 'namespaces', { names: ['shop', 'data'] }) }), { isolation: POD, ports: [NetworkPolicyPort.tcp(80)] });
  expect(errorsOf(app)[0]).toBe(`[front/web] connections.allowTo(back/both) ${WHERE} does not hold: shop/web cannot connect to other pods of its own on TCP 80, by the manifests that would be written. `
    + 'So it is for 1 more pair of pods that it declares.');
});

describe('a cluster-wide policy', () => {
  const clusterPolicy = (chart: Chart, tier: string) => new ApiObject(chart, 'keep-out', {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'keep-out' },
    spec: { tier, priority: 10, subject: { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } }, ingress: [{ name: 'shut', action: 'Deny', from: [{ namespaces: {} }] }] },
  });

  test('of the Admin tier denies what policies of both ends allow', () => {
    const { app, back, web, redis } = shop();
    clusterPolicy(back, 'Admin');
    web.connections.allowTo(redis);
    expect(errorsOf(app)).toEqual([
      TO_REDIS,
      '  Ingress: Ingress rule #1 "shut" of keep-out (Admin tier, priority 10) denies it.',
      '      ClusterNetworkPolicy keep-out, written by back/keep-out',
      '  To mend it: put a rule with action Accept for TCP 6379 from shop/web before it, in "keep-out" or a policy of the Admin tier with a lower priority than 10.',
    ]);
  });

  test('of the Baseline tier denies only what no policy isolates', () => {
    const { app, back, web, redis } = shop();
    clusterPolicy(back, 'Baseline');
    web.connections.allowTo(redis);
    expect(errorsOf(app)).toEqual([]);
    web.connections.allowTo(deployment(back, 'db', 5432), { isolation: POD });
    expect(errorsOf(app)).toEqual([expect.stringContaining('connections.allowTo(back/db)'), ...Array<unknown>(4).fill(expect.any(String))]);
  });
});

describe('a patch', () => {
  test('of labels takes pods out of the policies of both ends', () => {
    allowInvalidManifests();
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(redis, JsonPatch.replace('/spec/template/metadata/labels', { app: 'redis' }));
    expect(errorsOf(app)).toEqual([
      TO_REDIS,
      '  Egress: shop/web is isolated for egress by shop/web, and no rule of it allows it.',
      WEB_POLICY,
      '  Nearest: Egress rule #1 of shop/web: none of its peers is data/redis[Deployment].',
      '  To mend it: take back the patch of back/redis. Set its labels with "podMetadata" and its namespace with "metadata", which policies follow.',
      expect.stringMatching(/^\[back\/redis\] its NetworkPolicy data\/redis does not select data\/redis in the manifests that would be written, so that its pods are open to everybody: /),
    ]);
    expect(errorsOf(app)[5]).toMatch(/it selects cdk8s.io\/metadata.addr=back-redis-\w+ in "data", while the pods carry app=redis in "data". /);
    expect(errorsOf(app)[5]).toMatch(/A patch changed one of them: set labels with "podMetadata" and the namespace with "metadata", which policies follow.$/);
  });

  test('of a container port moves what has to be open', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(redis, JsonPatch.replace('/spec/template/spec/containers/0/ports/0/containerPort', 6380));
    const mend = '  To mend it: declare the port with addContainer instead of a patch of back/redis, '
      + 'or name it in the call: { ports: [NetworkPolicyPort.tcp(6380)] }.';
    expect(errorsOf(app)).toEqual([
      TO_REDIS.replace('6379', '6380'),
      '  Egress: shop/web is isolated for egress by shop/web, and no rule of it allows it.',
      WEB_POLICY,
      '  Nearest: Egress rule #1 of shop/web: it opens TCP 6379, not TCP 6380.',
      mend,
      '  Ingress: data/redis is isolated for ingress by data/redis, and no rule of it allows it.',
      REDIS_POLICY,
      '  Nearest: Ingress rule #1 of data/redis: it opens TCP 6379, not TCP 6380.',
      mend,
    ]);
    web.connections.allowTo(redis, { ports: [NetworkPolicyPort.tcp(6380)] });
    expect(errorsOf(app)).toEqual([]);
  });

  test('of the namespace is followed by the policies', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(redis, JsonPatch.replace('/metadata/namespace', 'elsewhere'));
    expect(errorsOf(app)).toEqual([]);
  });

  test('of the namespace takes pods out of what others wrote for the old one', () => {
    const { app, back, web, redis } = shop();
    new NetworkPolicy(back, 'deny', { metadata: { namespace: 'elsewhere' } }).addIngressRule(web, [NetworkPolicyPort.tcp(1)]);
    web.connections.allowTo(redis, { isolation: POD });
    expect(errorsOf(app)).toEqual([]);
    patch(redis, JsonPatch.replace('/metadata/namespace', 'elsewhere'));
    expect(errorsOf(app)[0]).toContain('shop/web cannot connect to elsewhere/redis on TCP 6379');
    expect(errorsOf(app)[2]).toMatch(/^ {6}NetworkPolicy elsewhere\/\S+, written by back\/deny$/);
  });

  test('of the target port of a Service moves what has to be open', () => {
    const { app, back, web, redis } = shop();
    const service = new Service(back, 'service', { selector: redis, ports: [{ port: 80, targetPort: 6379 }] });
    web.connections.allowTo(service);
    expect(errorsOf(app)).toEqual([]);
    patch(service, JsonPatch.replace('/spec/ports/0/targetPort', 6380));
    expect(errorsOf(app)[0]).toContain('connections.allowTo(back/service) at test/verification/proof/proof.test.ts does not hold: shop/web cannot connect to data/redis on TCP 6380');
  });

  test('that takes a rule out of a policy of connections breaks what it opened', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(policyOf(redis), JsonPatch.remove('/spec/ingress/0'));
    expect(errorsOf(app)).toEqual([
      TO_REDIS,
      '  Ingress: data/redis is isolated for ingress by data/redis, and no rule of it allows it.',
      REDIS_POLICY,
      '  To mend it: take back the patch of the connections of back/redis, or write that policy with NetworkPolicy instead.',
    ]);
  });

  test('of the ports of a policy of connections breaks what it opened', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(policyOf(web), JsonPatch.replace('/spec/egress/0/ports/0/port', 6380));
    expect(errorsOf(app).slice(0, 4)).toEqual([
      TO_REDIS,
      '  Egress: shop/web is isolated for egress by shop/web, and no rule of it allows it.',
      WEB_POLICY,
      '  Nearest: Egress rule #1 of shop/web: it opens TCP 6380, not TCP 6379.',
    ]);
  });

  test('of "policyTypes" opens pods that were isolated', () => {
    allowInvalidManifests();
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(policyOf(redis), JsonPatch.replace('/spec/policyTypes', ['Egress']));
    expect(errorsOf(app)).toEqual([
      '[back/redis] its NetworkPolicy data/redis does not isolate it for ingress in the manifests that would be written: a patch took "Ingress" out of "policyTypes". '
        + 'Leave the types alone, or write the policy with NetworkPolicy instead.',
    ]);
  });

  test.each<[string, JsonPatch, string]>([
    ['into another namespace', JsonPatch.replace('/metadata/namespace', 'elsewhere'), 'its NetworkPolicy elsewhere/redis does not select data/redis'],
    ['to other pods', JsonPatch.replace('/spec/podSelector', { matchLabels: { app: 'other' } }), 'its NetworkPolicy data/redis does not select data/redis'],
    ['to what a cluster refuses', JsonPatch.replace('/spec/ingress/0/ports/0/port', 0), 'its NetworkPolicy cannot be used as it would be written: "spec.ingress[0].ports[0].port" is 0'],
    ['to another kind', JsonPatch.replace('/apiVersion', 'crd.projectcalico.org/v1'), 'its NetworkPolicy would not be written as one: a patch changed its "apiVersion" or "kind".'],
  ])('that moves a policy of connections %s is an error', (what, change, said) => {
    if (what === 'to what a cluster refuses') allowInvalidManifests();
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(policyOf(redis), change);
    expect(errorsOf(app)).toEqual([expect.stringContaining(`[back/redis] ${said}`)]);
  });

  test('of the namespace of one policy of several is an error, though another has pods that it selects', () => {
    const { app, front, web } = shop();
    const all = Pods.all(front, 'all', { namespaces: Namespaces.select(front, 'namespaces', { names: ['shop', 'data'] }) });
    web.connections.allowTo(all);
    expect(errorsOf(app)).toEqual([]);
    patch(all.node.findChild('Connections-data'), JsonPatch.replace('/metadata/namespace', 'elsewhere'));
    expect(errorsOf(app)).toEqual([expect.stringMatching(/^\[front\/all\] its NetworkPolicy elsewhere\/\S+ does not select data\/redis /)]);
  });

  test('that is undone is forgotten at the next synth', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    patch(policyOf(redis), JsonPatch.remove('/spec/ingress/0'));
    expect(errorsOf(app)).not.toEqual([]);
    patch(policyOf(redis), JsonPatch.add('/spec/ingress/0', {}));
    expect(errorsOf(app)).toEqual([]);
  });
});

describe('a selection', () => {
  test('in several namespaces is not reported where its only pods are in one of them', () => {
    const { app, front, web } = shop();
    web.connections.allowTo(Pods.all(front, 'data', { namespaces: Namespaces.select(front, 'namespaces', { names: ['data', 'ops'] }) }));
    expect(errorsOf(app)).toEqual([]);
  });

  test('that lies in the app and in no chart can be an end all the same', () => {
    const { app, web } = shop();
    web.connections.allowTo(Pods.all(app, 'everybody', { namespaces: Namespaces.all(app, 'namespaces') }), { isolation: POD });
    expect(errorsOf(app)).toEqual([]);
  });

  test('without namespaces means the namespace of its use alone, for the names of ports as well', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    const web = deployment(chart, 'web', 80);
    new Deployment(chart, 'elsewhere', { metadata: { namespace: 'elsewhere' }, podMetadata: { labels: { app: 'db' } }, containers: [{ image: 'db', portNumber: 5432 }] });
    web.connections.allowTo(Pods.select(chart, 'db', { labels: { app: 'db' } }), { ports: [NetworkPolicyPort.named('postgres')] });
    expect(errorsOf(app)).toEqual([]);
  });
});

describe('a port that is listed by a name', () => {
  const named = (name: string) => ({ ports: [NetworkPolicyPort.named(name)] });

  test('which nobody has opens nothing', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis, named('redis'));
    expect(errorsOf(app)).toEqual([
      `[front/web] connections.allowTo(back/redis) ${WHERE} cannot open the port named "redis": no container of the pods that are connected to has a port of that name and protocol. `
        + 'Give the name of a port that they declare, or its number.',
    ]);
  });

  test('has to have the protocol as well', () => {
    const { app, back, web } = shop();
    const dns = new Deployment(back, 'dns', { containers: [{ image: 'dns', ports: [{ number: 53, name: 'dns', protocol: Protocol.UDP }] }] });
    web.connections.allowTo(dns, named('dns'));
    expect(errorsOf(app)).toEqual([expect.stringContaining('cannot open the port named "dns"')]);
  });

  test('need not be known by every pod', () => {
    const { app, back, web } = shop();
    new Deployment(back, 'db', { containers: [{ image: 'db', ports: [{ number: 5432, name: 'sql' }] }] });
    web.connections.allowTo(Pods.all(back, 'all', { namespaces: Namespaces.select(back, 'namespaces', { names: ['data'] }) }), named('sql'));
    expect(errorsOf(app)).toEqual([]);
  });

  test('may be that of pods which somebody else makes', () => {
    const { app, web } = shop();
    web.connections.allowTo(WellKnownPeer.ingressNginx(), named('webhook'));
    expect(errorsOf(app)).toEqual([]);
  });

  test('is none of an address', () => {
    const { app, web } = shop();
    web.connections.allowTo(NetworkPolicyIpBlock.ipv4('192.0.2.0/24'), named('https'));
    expect(errorsOf(app)).toEqual([
      `[front/web] connections.allowTo(192.0.2.0/24) ${WHERE} cannot open the port named "https": addresses have no names for ports. Give its number.`,
    ]);
  });
});

describe('ports that the peer says itself', () => {
  test('are those with which pods were adopted, whatever their containers declare', () => {
    const { app, back, web } = shop();
    const object = new ApiObject(back, 'db', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'db' },
      spec: { selector: { matchLabels: { app: 'db' } }, template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db' }] } } },
    });
    web.connections.allowTo(AdoptedPods.of(object, { ports: [NetworkPolicyPort.tcp(5432)] }));
    expect(errorsOf(app)).toEqual([]);
  });

  test('are those of several peers together', () => {
    const { app, web, redis } = shop();
    const peers: INetworkPolicyPeer = {
      toNetworkPolicyPeerConfig: () => ({ peers: [redis, NetworkPolicyIpBlock.ipv4('192.0.2.7/32')], ports: [NetworkPolicyPort.tcp(443)] }), toPodSelector: () => undefined,
    };
    web.connections.allowTo(peers);
    expect(errorsOf(app)).toEqual([]);
  });
});

test('a policy of connections that was removed is told as that', () => {
  const { app, web, api } = shop();
  web.connections.allowTo(api);
  api.node.tryRemoveChild('Connections');
  expect(errorsOf(app)).toContain('[front/api] its NetworkPolicy would not be written: the construct of it was removed. Leave it where it is, or take back what declares its connections.');
});

test('a pod that allows itself always reaches itself', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: 'shop' });
  const pod = new Pod(chart, 'pod', { containers: [{ image: 'pod', portNumber: 80 }] });
  pod.connections.allowTo(pod);
  patch(policyOf(pod), JsonPatch.remove('/spec/ingress/0'));
  expect(errorsOf(app)).toEqual([]);
});

describe('charts that write the same objects', () => {
  function clusters() {
    const app = Testing.app();
    const [north, south] = ['north', 'south'].map((id) => {
      const chart = new Chart(app, id, { namespace: 'shop' });
      return { chart, web: deployment(chart, 'web', 80), db: deployment(chart, 'db', 5432) };
    });
    return { app, north, south };
  }

  test('are for different clusters, in which connections are proved each by itself', () => {
    const { app, north, south } = clusters();
    for (const { web, db } of [north, south]) web.connections.allowTo(db);
    expect(errorsOf(app)).toEqual([]);
  });

  test('do not disturb each other', () => {
    const { app, north, south } = clusters();
    for (const { web, db } of [north, south]) web.connections.allowTo(db, { isolation: POD });
    deny(south.chart, 'Ingress');
    expect(errorsOf(app).slice(0, 3)).toEqual([
      `[south/web] connections.allowTo(south/db) ${WHERE} does not hold: shop/web cannot connect to shop/db on TCP 5432, by the manifests that would be written.`,
      '  Ingress: shop/db is isolated for ingress by shop/deny, and no rule of it allows it.',
      '      NetworkPolicy shop/deny, written by south/deny',
    ]);
    expect(errorsOf(app).filter((line) => line.startsWith('['))).toHaveLength(1);
  });

  test('do not open what one of them closes', () => {
    const { app, north, south } = clusters();
    north.web.connections.allowTo(north.db);
    south.web.connections.allowTo(south.db);
    patch(policyOf(north.db), JsonPatch.remove('/spec/ingress/0'));
    expect(errorsOf(app)[0]).toContain('[north/web] connections.allowTo(north/db)');
    expect(errorsOf(app).filter((line) => line.startsWith('['))).toHaveLength(1);
  });

  test('share the charts that are for all clusters', () => {
    const { app, north, south } = clusters();
    for (const { web, db } of [north, south]) web.connections.allowTo(db, { isolation: POD });
    new ApiObject(new Chart(app, 'policies'), 'closed', {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'closed', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    expect(errorsOf(app).filter((line) => line.startsWith('['))).toEqual([
      expect.stringContaining('[north/web] connections.allowTo(north/db)'), expect.stringContaining('[south/web] connections.allowTo(south/db)'),
    ]);
  });
});

describe('the proof is skipped', () => {
  function broken() {
    const built = shop();
    const { back, web, api, redis } = built;
    deny(back, 'Ingress');
    web.connections.allowTo(redis, { isolation: POD });
    api.connections.allowTo(redis, { isolation: POD });
    return built;
  }
  const declarers = (app: App) => errorsOf(app).filter((line) => line.startsWith('[')).map((line) => line.split(']')[0].slice(1));

  afterEach(() => { delete process.env.CDK8S_NETPOL_PROOF; });

  test('for what one construct declares', () => {
    const { app, web } = broken();
    expect(declarers(app)).toEqual(['front/web', 'front/api']);
    Verification.of(web).skipProof('redis is opened by the data team');
    expect(declarers(app)).toEqual(['front/api']);
  });

  test('for all that is declared below a scope', () => {
    const { app, front } = broken();
    Verification.of(front).skipProof('redis is opened by the data team');
    expect(declarers(app)).toEqual([]);
  });

  test('for an app', () => {
    const { app } = broken();
    Verification.of(app).skipProof('it is proved elsewhere');
    expect(declarers(app)).toEqual([]);
  });

  test('for isolation that a patch took away', () => {
    const { app, redis } = shop();
    redis.connections.isolate();
    patch(policyOf(redis), JsonPatch.replace('/spec/policyTypes', ['Egress']));
    expect(declarers(app)).toEqual(['back/redis']);
    Verification.of(redis).skipProof('it is meant');
    expect(declarers(app)).toEqual([]);
  });

  test('where the environment says so', () => {
    const { app } = broken();
    process.env.CDK8S_NETPOL_PROOF = 'off';
    expect(declarers(app)).toEqual([]);
    process.env.CDK8S_NETPOL_PROOF = 'on';
    expect(declarers(app)).toHaveLength(2);
  });

  test('not without a reason', () => {
    const { app } = broken();
    expect(() => Verification.of(app).skipProof('')).toThrow('"reason" is "", but must be a reason that is not empty.');
    expect(declarers(app)).toHaveLength(2);
  });
});

const { FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;

test.each([FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE])(
  'nothing is written where a connection does not hold (%#)', (yamlOutputType) => {
    const outdir = mkdtempSync(join(tmpdir(), 'proof-'));
    const { app, back, web, redis } = shop(new App({ outdir, yamlOutputType }));
    const closed = deny(back, 'Ingress');
    web.connections.allowTo(redis, { isolation: POD });
    expect(() => app.synth()).toThrow('does not hold');
    expect(readdirSync(outdir)).toEqual([]);
    closed.addJsonPatch(JsonPatch.add('/spec/ingress', [{}]));
    app.synth();
    expect(readdirSync(outdir)).not.toEqual([]);
    rmSync(outdir, { recursive: true });
  },
);

test('a chart that is synthesized by itself is proved as well', () => {
  const { back, front, web, redis } = shop();
  deny(back, 'Ingress');
  web.connections.allowTo(redis, { isolation: POD });
  expect(() => Testing.synth(front)).toThrow('connections.allowTo(back/redis)');
});

describe('a warning', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    delete process.env.CDK8S_NETPOL_FINDINGS;
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    process.env.CDK8S_NETPOL_FINDINGS = 'off';
    delete process.env.CDK8S_NETPOL_FAIL_ON;
    delete process.env.CDK8S_NETPOL_PROOF;
  });

  const ids = () => lines.map((line) => /^\S+: warning: .* \[(\S+)\]\n$/.exec(line)?.[1]);
  const NO_DNS = /^front\/web: warning: .* Say connections.allowTo\(WellKnownPeer.clusterDns\(\)\), or give "dns" to DefaultDeny. \[no-dns\]\n$/;

  test('is one line with the path first and the id last', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(NO_DNS)]);
  });

  test('is said once in a synth of several charts', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'proof-'));
    const { app, web, redis } = shop(new App({ outdir }));
    for (const id of ['one', 'two', 'three']) new Chart(app, id);
    web.connections.allowTo(redis);
    app.synth();
    rmSync(outdir, { recursive: true });
    expect(ids()).toEqual(['no-dns']);
  });

  test('goes away with what it is about', () => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    web.connections.allowTo(WellKnownPeer.clusterDns());
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is not said where a connection does not hold: that comes first', () => {
    const { app, back, web, redis } = shop();
    deny(back, 'Ingress');
    web.connections.allowTo(redis, { isolation: POD });
    expect(errorsOf(app)).not.toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is said without a proof as well', () => {
    process.env.CDK8S_NETPOL_PROOF = 'off';
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    expect(errorsOf(app)).toEqual([]);
    expect(ids()).toEqual(['no-dns']);
  });

  test('is not said where the environment turns findings off', () => {
    process.env.CDK8S_NETPOL_FINDINGS = 'off';
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is acknowledged for a construct, and for no other', () => {
    const { app, web, api, redis } = shop();
    web.connections.allowTo(redis);
    api.connections.allowTo(redis);
    Verification.of(web).acknowledge('no-dns', 'it connects to addresses only');
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^front\/api: .* \[no-dns\]\n$/)]);
  });

  test('is acknowledged for all that lies below a scope', () => {
    const { app, front, web, api, redis } = shop();
    web.connections.allowTo(redis);
    api.connections.allowTo(redis);
    Verification.of(front).acknowledge('no-dns', 'it connects to addresses only');
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test.each<[string, (scope: Construct) => void]>([
    ['of its id', (scope) => Verification.of(scope).failOn('no-dns')],
    ['of all', (scope) => Verification.of(scope).failOn('all')],
    ['of the environment', () => { process.env.CDK8S_NETPOL_FAIL_ON = 'closed-entry, no-dns'; }],
    ['of all in the environment', () => { process.env.CDK8S_NETPOL_FAIL_ON = 'all'; }],
  ])('is an error by a setting %s, unless it is acknowledged', (_, set) => {
    const { app, web, redis } = shop();
    web.connections.allowTo(redis);
    set(app);
    expect(errorsOf(app)).toEqual([expect.stringMatching(/^\[front\/web\] .* Say connections.allowTo\(WellKnownPeer.clusterDns\(\)\), or give "dns" to DefaultDeny. \[no-dns\]$/)]);
    expect(lines).toEqual([]);
    Verification.of(web).acknowledge('no-dns', 'it connects to addresses only');
    expect(errorsOf(app)).toEqual([]);
  });

  test('is no error by a setting for others', () => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis);
    Verification.of(back).failOn('all');
    Verification.of(web).failOn('closed-entry');
    expect(errorsOf(app)).toEqual([]);
    expect(ids()).toEqual(['no-dns']);
  });

  test.each<[string, (scope: Construct) => void, string]>([
    ['an id that is none', (scope) => Verification.of(scope).acknowledge('no-dnss', 'r'), 'front/web: "id" is "no-dnss", but must be the id of a warning: '],
    ['an empty reason', (scope) => Verification.of(scope).acknowledge('no-dns', ''), 'front/web: "reason" is "", but must be a reason that is not empty.'],
    ['no reason', (scope) => Verification.of(scope).acknowledge('no-dns', undefined as any), 'front/web: "reason" is not given'],
    ['an id that is none, to fail on', (scope) => Verification.of(scope).failOn('no-dns', 'nothing'), 'front/web: "ids[1]" is "nothing", but must be the id of a warning: '],
    ['a scope that is none', () => Verification.of({} as any), 'Verification.of: "scope"'],
  ])('takes no settings with %s', (_, set, said) => {
    expect(messageOf(() => set(shop().web))).toContain(said);
  });
});

describe('a policy that somebody else wrote', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    delete process.env.CDK8S_NETPOL_FINDINGS;
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      if (String(text).includes('opened-further')) lines.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    process.env.CDK8S_NETPOL_FINDINGS = 'off';
  });

  const open = (chart: Chart, ingress: object[]) => foreign(chart, 'open', { podSelector: {}, policyTypes: ['Ingress'], ingress });
  const cure = 'Where that is meant, say Verification.of(…).acknowledge("opened-further", "why"); otherwise leave that policy out, or allow with "connections" what it is needed for. [opened-further]\n';

  test.each<[string, object, string]>([
    ['to everybody', {}, 'everybody on all ports'],
    ['on some ports', { from: [{ namespaceSelector: {} }], ports: [{ port: 6379 }, { protocol: 'UDP', port: 1, endPort: 9 }] }, 'all pods of all namespaces on TCP 6379 and UDP 1-9'],
    ['to addresses', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP' }] }, '10.0.0.0/8 on all TCP ports'],
  ])('and opens isolated pods further, %s, is named', (_, rule, said) => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis);
    open(back, [rule]);
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([`back/open: warning: opens data/redis further than the policies of this app do: ingress rule #1 of data/open lets in ${said}. ${cure}`]);
  });

  test('is not named where it opens what is declared as well', () => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis);
    open(back, [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }, podSelector: { matchLabels: { ...web.toPodSelectorConfig().labelSelector._labels } } }], ports: [{ port: 6379 }] }]);
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is not named where nobody here isolates the pods', () => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis, { isolation: POD });
    open(back, [{}]);
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is not named where it is a NetworkPolicy of this library', () => {
    const { app, back, web, api, redis } = shop();
    web.connections.allowTo(redis);
    new NetworkPolicy(back, 'own', { selector: redis }).addIngressRule(api);
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('is acknowledged where it lies', () => {
    const { app, back, web, redis } = shop();
    web.connections.allowTo(redis);
    Verification.of(open(back, [{}])).acknowledge('opened-further', 'the backup needs it');
    expect(errorsOf(app)).toEqual([]);
    expect(lines).toEqual([]);
  });
});
