import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import {
  AdoptedPods, Cluster, DefaultDeny, DefaultDenyOptions, Deployment, LabelSelector, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort,
  NetworkPolicyTrafficDefault, Pods, Reachability, ReachabilityAssertions, WellKnownPeer,
} from '../../src';
import { allowInvalidManifests } from '../support/check-every-manifest';
import { policiesOf } from '../support/who-reaches-whom';

const DENY = { default: NetworkPolicyTrafficDefault.DENY };
const CONTAINERS = [{ name: 'main', image: 'x', ports: [{ containerPort: 80 }] }];

function shop() {
  const app = Testing.app();
  const [front, back] = [new Chart(app, 'front', { namespace: 'shop' }), new Chart(app, 'back', { namespace: 'data' })];
  const [web, api, redis] = [deployment(front, 'web'), deployment(front, 'api'), deployment(back, 'redis')];
  return { app, front, back, web, api, redis };
}

function deployment(chart: Chart, name: string, namespace?: string): Deployment {
  return new Deployment(chart, name, { metadata: { name, namespace }, containers: [{ image: 'x', portNumber: 80 }] });
}

function pod(chart: Chart, name: string): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { containers: CONTAINERS } });
}

/** All that is open, pair by pair, but for what each pod says to itself. */
function openIn(app: App): string[] {
  return Reachability.ofApp(app).connections().map(({ source, destination, connections }) => `${source} => ${destination} : ${connections}`);
}

/** What is written on standard error meanwhile. */
function saidIn(act: () => void): string[] {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  act();
  const said = write.mock.calls.map(([line]) => String(line));
  write.mockRestore();
  return said;
}

function assertionsOf(app: App): ReachabilityAssertions {
  return ReachabilityAssertions.of(Reachability.ofApp(app));
}

function policyTypes(app: App): Record<string, string[]> {
  return Object.fromEntries(Object.entries(policiesOf(app)).map(([name, { spec }]) => [name, spec.policyTypes]));
}

describe('an app that is closed by default', () => {
  test('lets nobody in or out, in any of its namespaces', () => {
    const { app } = shop();
    expect(openIn(app)).toHaveLength(12);
    DefaultDeny.forApp(app);
    expect(openIn(app)).toEqual([]);
    expect(policiesOf(app)).toEqual({
      'shop/default-deny-front': expect.objectContaining({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
      'data/default-deny-back': expect.objectContaining({ spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }),
    });
  });

  test('leaves open what is declared, before and after', () => {
    const { app, web, redis, api } = shop();
    web.connections.allowTo(redis);
    DefaultDeny.forApp(app);
    api.connections.allowFrom(web);
    expect(openIn(app)).toEqual(['shop/web[Deployment] => data/redis[Deployment] : TCP 80', 'shop/web[Deployment] => shop/api[Deployment] : TCP 80']);
  });

  test('covers pods, charts and namespaces that come after', () => {
    const { app, front, web } = shop();
    DefaultDeny.forApp(app);
    expect(openIn(app)).toEqual([]);
    pod(front, 'late');
    deployment(new Chart(app, 'later', { namespace: 'later' }), 'job');
    const moved = deployment(front, 'moved');
    ApiObject.of(moved).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'elsewhere'));
    expect(openIn(app)).toEqual([]);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/default-deny-back', 'elsewhere/default-deny-front', 'later/default-deny-later', 'shop/default-deny-front']);
    web.connections.allowTo(moved);
    expect(openIn(app)).toEqual(['shop/web[Deployment] => elsewhere/moved[Deployment] : TCP 80']);
  });

  test('forgets a namespace that holds no pods any more', () => {
    const { app, back, redis } = shop();
    DefaultDeny.forApp(app);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['data/default-deny-back', 'shop/default-deny-front']);
    back.node.tryRemoveChild(redis.node.id);
    expect(Object.keys(policiesOf(app))).toEqual(['shop/default-deny-front']);
  });

  test.each<[string, (chart: Chart) => unknown]>([
    ['a bare pod', (chart) => pod(chart, 'maker')],
    ['a stateful set of somebody else', (chart) => new ApiObject(chart, 'maker', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'maker' },
      spec: { serviceName: 'x', selector: { matchLabels: { app: 'maker' } }, template: { metadata: { labels: { app: 'maker' } }, spec: { containers: CONTAINERS } } },
    })],
    ['a custom resource with a pod template', (chart) => new ApiObject(chart, 'maker', {
      apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'maker' }, spec: { template: { spec: { containers: CONTAINERS } } },
    })],
    ['a custom resource that is adopted', (chart) => AdoptedPods.of(
      new ApiObject(chart, 'maker', { apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: 'maker' } }), { labels: { app: 'maker' } },
    )],
  ])('covers the pods of %s', (_, make) => {
    const app = Testing.app();
    make(new Chart(app, 'only', { namespace: 'only' }));
    DefaultDeny.forApp(app);
    expect(Object.keys(policiesOf(app))).toEqual(['only/default-deny-only']);
  });

  test('covers the pods inside a List, which names their namespaces itself', () => {
    allowInvalidManifests();
    const app = Testing.app();
    const item = (namespace: string) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace, labels: { app: 'x' } }, spec: { containers: CONTAINERS },
    });
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'three' } };
    new ApiObject(new Chart(app, 'list'), 'list', { apiVersion: 'v1', kind: 'List', items: [item('one'), item('two'), config] } as any);
    DefaultDeny.forApp(app);
    expect(openIn(app)).toEqual([]);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['one/default-deny-list', 'two/default-deny-list']);
  });

  test('is not closed where it has no pods', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'empty', { namespace: 'empty' });
    new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
    new ApiObject(chart, 'other', { apiVersion: 'example.com/v1', kind: 'Other', metadata: { name: 'other' } });
    DefaultDeny.forApp(app);
    expect(policiesOf(app)).toEqual({});
  });

  test('is closed where nobody says which namespace', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const [web, api] = [deployment(chart, 'web'), deployment(chart, 'api')];
    DefaultDeny.forApp(app);
    web.connections.allowTo(api);
    expect(openIn(app)).toEqual(['default/web[Deployment] => default/api[Deployment] : TCP 80']);
    expect(Object.keys(policiesOf(app)).sort()).toEqual(['/api', '/default-deny-shop', '/web']);
  });
});

describe('what other policies close', () => {
  const both = ['Ingress', 'Egress'];

  test('is closed all the same, because they may be applied without this one, or deleted', () => {
    const { app, front, back } = shop();
    new NetworkPolicy(front, 'closed', { metadata: { name: 'closed' }, ingress: DENY, egress: DENY });
    new ApiObject(back, 'out', {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'out' }, spec: { podSelector: {}, policyTypes: ['Egress'] },
    });
    DefaultDeny.forApp(app);
    expect(openIn(app)).toEqual([]);
    expect(policyTypes(app)).toEqual({ 'shop/closed': both, 'shop/default-deny-front': both, 'data/out': ['Egress'], 'data/default-deny-back': both });
  });

  test('for some pods is closed for all', () => {
    const { app, front, web } = shop();
    web.connections.isolate();
    new NetworkPolicy(front, 'some', { selector: Pods.select(front, 'selected', { labels: { app: 'api' } }), ingress: DENY, egress: DENY });
    DefaultDeny.forApp(app);
    expect(openIn(app)).toEqual([]);
    expect(policyTypes(app)).toMatchObject({ 'shop/default-deny-front': both });
  });

  test('may have the name of this one, which is an error', () => {
    const { app, front } = shop();
    new ApiObject(front, 'theirs', {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'default-deny-front' }, spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    DefaultDeny.forApp(app);
    expect(() => app.synthYaml()).toThrow('its NetworkPolicy has the name "default-deny-front" in namespace "shop"');
    expect(() => DefaultDeny.forChart(front, { metadata: { name: 'closed' } }))
      .toThrow('front: its policy that closes namespace "shop" is named "default-deny-front" already, and cannot be named "closed" as well. Give the name in the first call.');
  });
});

describe('a chart that is closed by default', () => {
  test('closes the namespaces of its own pods, and no others', () => {
    const { app, front } = shop();
    DefaultDeny.forChart(front);
    expect(Object.keys(policiesOf(app))).toEqual(['shop/default-deny-front']);
    const who = assertionsOf(app);
    who.isReachedOnlyBy('shop/web', []);
    who.doesNotReach('shop/web', 'data/redis');
    who.reaches('203.0.113.1', 'data/redis', [NetworkPolicyPort.tcp(80)]);
    who.reaches('data/redis', '203.0.113.1', [NetworkPolicyPort.tcp(80)]);
  });

  test('closes those of the charts in it as well, and every namespace that its pods name', () => {
    const app = Testing.app();
    const outer = new Chart(app, 'outer', { namespace: 'outer' });
    deployment(outer, 'one', 'special');
    deployment(new Chart(outer, 'inner', { namespace: 'inner' }), 'two');
    deployment(new Chart(app, 'other', { namespace: 'other' }), 'three');
    DefaultDeny.forChart(outer);
    expect(Object.keys(policiesOf(app)).sort()).toEqual([expect.stringMatching('^inner/default-deny-outer-inner-c8'), 'special/default-deny-outer']);
  });
});

describe('a namespace that is closed by default', () => {
  test('is closed whether there are pods of the app in it or not, and is the only one', () => {
    const { app, front } = shop();
    DefaultDeny.forNamespace(front, 'tenant');
    DefaultDeny.forNamespace(new Construct(front, 'below'), 'data');
    expect(policyTypes(app)).toEqual({ 'tenant/default-deny-front': ['Ingress', 'Egress'], 'data/default-deny-front': ['Ingress', 'Egress'] });
    assertionsOf(app).isReachedOnlyBy('data/redis', []);
    assertionsOf(app).doesNotReach('data/redis', '203.0.113.1');
    assertionsOf(app).reaches('shop/web', 'shop/api');
  });
});

describe('DNS', () => {
  const DNS = [NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)];

  test('is closed unless it is asked for', () => {
    const { app } = shop();
    DefaultDeny.forApp(app);
    assertionsOf(app).doesNotReach('shop/web', '169.254.20.10');
  });

  test('stays open for every pod where it is asked for, and nothing else does', () => {
    const { app } = shop();
    DefaultDeny.forApp(app, { dns: WellKnownPeer.clusterDns() });
    const who = assertionsOf(app);
    for (const from of ['shop/web', 'shop/api', 'data/redis']) {
      who.reaches(from, '169.254.20.10', DNS);
      who.doesNotReach(from, '169.254.20.10', [NetworkPolicyPort.tcp(80)]);
      who.doesNotReach(from, '169.254.169.254');
      who.isReachedOnlyBy(from, []);
      who.reachesInternetOnlyOn(from, []);
    }
    expect(policiesOf(app)['data/default-deny-back'].spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [{
        to: [
          { ipBlock: { cidr: '169.254.20.10/32' } },
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
        ],
        ports: [{ protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }],
      }],
    });
  });

  test('is open on port 53 alone where the servers declare no ports', () => {
    const { app } = shop();
    DefaultDeny.forApp(app, { dns: NetworkPolicyIpBlock.ipv4('10.0.0.2/32') });
    expect(Reachability.ofApp(app).between('shop/web', '10.0.0.2')).toBe('TCP 53,UDP 53');
    expect(Reachability.ofApp(app).between('shop/web', '10.0.0.3')).toBe('No Connections');
  });

  test('is opened also where everything is closed already', () => {
    const { app, front } = shop();
    new NetworkPolicy(front, 'closed', { metadata: { name: 'closed' }, ingress: DENY, egress: DENY });
    DefaultDeny.forChart(front, { dns: WellKnownPeer.clusterDns({ nodeLocal: false }) });
    expect(policyTypes(app)).toEqual({ 'shop/closed': ['Ingress', 'Egress'], 'shop/default-deny-front': ['Ingress', 'Egress'] });
    assertionsOf(app).isReachedOnlyBy('shop/web', []);
  });

  test('is an error where the servers are in a namespace that nobody knows', () => {
    const { app } = shop();
    const dns = deployment(new Chart(app, 'dns'), 'dns');
    DefaultDeny.forChart(app.node.findChild('front') as Chart, { dns });
    expect(() => app.synthYaml()).toThrow('[front/DefaultDeny-shop] cannot keep DNS open, because the namespace of dns/dns is not known while front/DefaultDeny-shop is in "shop".');
  });
});

describe('saying it several times', () => {
  const dns = () => ({ dns: WellKnownPeer.clusterDns() });
  test.each<[string, (made: ReturnType<typeof shop>) => void]>([
    ['for the app', ({ app }) => DefaultDeny.forApp(app, dns())],
    ['for the app without DNS', ({ app }) => DefaultDeny.forApp(app)],
    ['for a chart', ({ front }) => DefaultDeny.forChart(front, dns())],
    ['for a namespace', ({ front }) => DefaultDeny.forNamespace(front, 'shop', dns())],
  ])('%s changes nothing', (_, again) => {
    const written = (times: number) => {
      const made = shop();
      DefaultDeny.forApp(made.app, dns());
      for (let time = 0; time < times; time++) again(made);
      return policiesOf(made.app);
    };
    expect(written(1)).toEqual(written(0));
    expect(written(3)).toEqual(written(0));
  });

  test('and synthesizing several times writes the same', () => {
    const { app, web, redis } = shop();
    DefaultDeny.forApp(app, dns());
    web.connections.allowTo(redis);
    const first = app.synthYaml();
    expect(app.synthYaml()).toBe(first);
    expect(openIn(app).filter((line) => !line.includes('169.254.20.10'))).toEqual(['shop/web[Deployment] => data/redis[Deployment] : TCP 80']);
    expect(app.synthYaml()).toBe(first);
  });

  test.each(Object.values(YamlOutputType) as YamlOutputType[])('and every way of writing files writes the policies: %s', (yamlOutputType) => {
    const app = Testing.app({ yamlOutputType });
    deployment(new Chart(app, 'shop', { namespace: 'shop' }), 'web');
    DefaultDeny.forApp(app);
    app.synth();
    expect(app.charts[0].node.tryFindChild('DefaultDeny-shop')).toBeDefined();
  });
});

describe('two environments in one app', () => {
  /** A chart for each stage, with pods in the same namespaces. */
  function stages(name: (stage: string) => string | undefined = () => undefined, namespace: string | undefined = 'shop') {
    const app = Testing.app();
    const [dev, prod] = ['dev', 'prod'].map((stage) => {
      const chart = new Chart(app, stage, { namespace });
      new Deployment(chart, 'web', { metadata: { name: name(stage) }, containers: [{ image: 'x', portNumber: 80 }] });
      return chart;
    });
    return { app, dev, prod };
  }
  const policiesIn = (chart: Chart) => Testing.synth(chart).filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
  const isClosed = (chart: Chart) => Reachability.ofChart(chart).connections().length === 0;

  test.each<[string, (stage: string) => string | undefined, string | undefined]>([
    ['names that are made', () => undefined, 'shop'],
    ['equal names', () => 'web', 'shop'],
    ['different names', (stage) => `web-${stage}`, 'shop'],
    ['namespaces that nobody knows', () => undefined, undefined],
  ])('are each closed, whatever things are called: %s', (_, name, namespace) => {
    for (const say of [
      ({ app }: ReturnType<typeof stages>) => DefaultDeny.forApp(app),
      ({ dev, prod }: ReturnType<typeof stages>) => [dev, prod].forEach((chart) => DefaultDeny.forChart(chart)),
      ({ dev, prod }: ReturnType<typeof stages>) => [dev, prod].forEach((chart) => DefaultDeny.forNamespace(chart, 'shop')),
    ].slice(0, namespace === undefined ? 2 : 3)) {
      const made = stages(name, namespace);
      say(made);
      expect([made.dev, made.prod].map(isClosed)).toEqual([true, true]);
      expect([made.dev, made.prod].map(policiesIn)).toEqual([['default-deny-dev'], ['default-deny-prod']]);
    }
  });

  test('are each closed where a policy of one of them closes the namespace', () => {
    const { app, dev, prod } = stages();
    new NetworkPolicy(dev, 'closed', { metadata: { name: 'closed' }, ingress: DENY, egress: DENY });
    DefaultDeny.forApp(app);
    expect([dev, prod].map(isClosed)).toEqual([true, true]);
  });

  test('are told where only one of them is closed by name', () => {
    const { dev, prod } = stages();
    const said = saidIn(() => {
      DefaultDeny.forNamespace(dev, 'shop');
      Testing.synth(dev);
    });
    expect(said).toEqual(['dev: warning: DefaultDeny closes namespace "shop" in the file of this chart only, while prod puts pods there as well, which are open where its file is '
      + 'applied alone. Say DefaultDeny.forNamespace(…, "shop") of prod too, or Cluster.of(…) of both charts where they are always applied together. [half-closed]\n']);
    expect([dev, prod].map(isClosed)).toEqual([true, false]);
    expect(saidIn(() => {
      DefaultDeny.forNamespace(prod, 'shop');
      Testing.synth(prod);
    })).toEqual([]);
  });

  test('keep their names when another chart comes before them', () => {
    const { app, dev, prod } = stages();
    DefaultDeny.forApp(app);
    const before = [dev, prod].map(policiesIn);
    deployment(new Chart(app, 'common', { namespace: 'shop' }), 'common');
    expect([dev, prod].map(policiesIn)).toEqual(before);
  });

  test('are closed with the DNS of their own calls', () => {
    const { dev, prod } = stages();
    DefaultDeny.forChart(dev, { dns: WellKnownPeer.clusterDns() });
    DefaultDeny.forChart(prod);
    expect([dev, prod].map((chart) => Reachability.ofChart(chart).connections().map(({ destination }) => destination))).toEqual([['169.254.20.10-169.254.20.10[External]'], []]);
  });

  test('get one policy for all charts of a cluster, and only where that is told', () => {
    const app = Testing.app();
    const [front, back, other] = ['front', 'back', 'other'].map((id) => {
      const chart = new Chart(app, id, { namespace: 'shop' });
      deployment(chart, id);
      return chart;
    });
    DefaultDeny.forApp(app, { dns: WellKnownPeer.clusterDns() });
    expect([front, back, other].map(policiesIn)).toEqual([['default-deny-front'], ['default-deny-back'], ['default-deny-other']]);
    Cluster.of('shop', front, back);
    expect([front, back, other].map(policiesIn)).toEqual([['default-deny-front'], [], ['default-deny-other']]);
    expect(saidIn(() => app.synthYaml())).toEqual([]);
  });

  test('get a policy each where a chart of one is in the other as well', () => {
    const { app, dev, prod } = stages();
    Cluster.of('dev', dev, prod);
    Cluster.of('prod', prod);
    DefaultDeny.forApp(app);
    expect([dev, prod].map(policiesIn)).toEqual([['default-deny-dev'], ['default-deny-prod']]);
  });
});

describe('its policies', () => {
  test('exist when it is called, and can be found, labeled and patched', () => {
    const { app, front } = shop();
    const closed = DefaultDeny.forApp(app);
    expect(closed.policies.map(({ name, metadata }) => `${metadata.namespace}/${name}`)).toEqual(['shop/default-deny-front', 'data/default-deny-back']);
    const found = front.node.findAll().filter((one) => ApiObject.isApiObject(one)).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(found).toEqual([closed.policies[0]]);
    closed.policies[0].metadata.addLabel('team', 'shop');
    closed.policies[0].addJsonPatch(JsonPatch.add('/metadata/annotations', { why: 'closed' }));
    const written = Testing.synth(front).find(({ kind }) => kind === 'NetworkPolicy');
    expect(written.metadata).toMatchObject({ labels: { team: 'shop' }, annotations: { why: 'closed' } });
  });

  test('are joined by those of later namespaces, each for the calls that asked for it', () => {
    const { app, front, back } = shop();
    const [all, some] = [DefaultDeny.forApp(app), DefaultDeny.forChart(front)];
    deployment(back, 'late', 'late');
    expect([all, some].map(({ policies }) => policies.map(({ name, metadata }) => `${metadata.namespace}/${name}`))).toEqual([
      ['shop/default-deny-front', 'data/default-deny-back', 'late/default-deny-back'], ['shop/default-deny-front'],
    ]);
  });

  test('keep what was patched where the namespace is set late', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = deployment(chart, 'web');
    DefaultDeny.forChart(chart).policies[0].metadata.addLabel('team', 'shop');
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/metadata/namespace', 'late'));
    expect(Testing.synth(chart).find(({ kind }) => kind === 'NetworkPolicy').metadata).toEqual({ name: 'default-deny-shop', namespace: 'late', labels: { team: 'shop' } });
  });

  test('have the name, labels and annotations that they are given', () => {
    const { app, front } = shop();
    DefaultDeny.forChart(front, { metadata: { name: 'closed', labels: { team: 'shop' } } });
    DefaultDeny.forApp(app, { metadata: { annotations: { why: 'security' } } });
    expect(Testing.synth(front).find(({ kind }) => kind === 'NetworkPolicy').metadata).toEqual({
      name: 'closed', namespace: 'shop', labels: { team: 'shop' }, annotations: { why: 'security' },
    });
  });

  test('may not have one name where a cluster would keep one of them', () => {
    const app = Testing.app();
    const [one, other] = ['one', 'other'].map((id) => new Chart(app, id, { namespace: 'shop' }));
    [one, other].forEach((chart) => deployment(chart, 'web'));
    const call = () => DefaultDeny.forApp(app, { metadata: { name: 'closed' } });
    expect(call).toThrow('other: it and one both put pods into namespace "shop", and their default-deny policies would both be named "closed", of which a cluster keeps one. '
      + 'Leave "name" out of the metadata, or say Cluster.of(…) of the charts.');
    Cluster.of('one', one);
    Cluster.of('other', other);
    expect(call).not.toThrow();
  });

  test.each<[string, DefaultDenyOptions, string[]]>([
    ['connections to the pods', { egress: false }, ['Ingress']], ['connections from the pods', { ingress: false }, ['Egress']],
  ])('close one direction where that is asked for: %s', (_, options, types) => {
    const { app, front } = shop();
    DefaultDeny.forChart(front, options);
    expect(policyTypes(app)).toEqual({ 'shop/default-deny-front': types });
    expect(Reachability.ofApp(app).between('shop/web', 'shop/api')).toBe('No Connections');
    expect(Reachability.ofApp(app).between('203.0.113.1', 'shop/api')).toBe(types.includes('Ingress') ? 'No Connections' : 'All Connections');
    DefaultDeny.forApp(app);
    expect(policyTypes(app)).toMatchObject({ 'shop/default-deny-front': ['Ingress', 'Egress'] });
  });

  test('are proved: one that a patch opens fails the synth', () => {
    const { app } = shop();
    DefaultDeny.forApp(app).policies[0].addJsonPatch(JsonPatch.replace('/spec/podSelector', { matchLabels: { app: 'x' } }));
    expect(() => app.synthYaml()).toThrow('[front/DefaultDeny-shop] its NetworkPolicy shop/default-deny-front does not select shop/web in the manifests that would be written');
  });
});

describe('namespaces that the whole cluster needs', () => {
  const said = (act: (made: ReturnType<typeof shop>) => void) => {
    const made = shop();
    deployment(made.front, 'agent', 'kube-system');
    deployment(made.back, 'resolver', 'dns');
    const lines = saidIn(() => {
      act(made);
      made.app.synthYaml();
    });
    return { closed: Object.keys(policiesOf(made.app)).map((name) => name.split('/')[0]).sort(), lines };
  };
  const resolver = () => WellKnownPeer.clusterDns({ namespace: 'dns' });

  test('are left open, and a warning says so', () => {
    expect(said(({ app }) => DefaultDeny.forApp(app, { dns: resolver() }))).toEqual({
      closed: ['data', 'shop'],
      lines: [
        'front: warning: namespace "kube-system" is left open by DefaultDeny, because it holds what the whole cluster needs, such as its DNS servers. To close it all the same, '
        + 'say DefaultDeny.forNamespace(…, "kube-system"); to leave it as it is, give { except: ["kube-system"] }. [left-open]\n',
        expect.stringContaining('back: warning: namespace "dns" is left open by DefaultDeny'),
      ],
    });
  });

  test('are closed where they are named, without a warning', () => {
    expect(said(({ app, front, back }) => {
      DefaultDeny.forApp(app, { dns: resolver() });
      DefaultDeny.forNamespace(front, 'kube-system');
      DefaultDeny.forNamespace(back, 'dns');
    })).toEqual({ closed: ['data', 'dns', 'kube-system', 'shop'], lines: [] });
  });

  test('are left open in silence where they are excepted, as any other', () => {
    expect(said(({ app }) => DefaultDeny.forApp(app, { dns: resolver(), except: ['kube-system', 'dns', 'data'] }))).toEqual({ closed: ['shop'], lines: [] });
  });
});

describe.each<[string, (options?: any) => unknown]>([
  ['DefaultDeny.forApp', (options) => DefaultDeny.forApp(shop().app, options)],
  ['DefaultDeny.forChart', (options) => DefaultDeny.forChart(shop().front, options)],
  ['DefaultDeny.forNamespace', (options) => DefaultDeny.forNamespace(shop().front, 'shop', options)],
])('%s', (name, call) => {
  test.each<[string, unknown, string]>([
    ['options that are text', 'dns', '"options" is "dns", but must be an object with named fields.'],
    ['options that are a peer', WellKnownPeer.clusterDns(), '"options" has a field "config" that does not exist. Its fields are '],
    ['true as DNS', { dns: true }, '"dns" is true, but must be a peer: a workload'],
    ['an address as DNS', { dns: '10.0.0.10' }, '"dns" is the text "10.0.0.10". Write NetworkPolicyIpBlock.ipv4("10.0.0.10/32").'],
    ['a field that does not exist', { dnsPeer: {} }, '"options" has a field "dnsPeer" that does not exist. Its fields are '],
  ])('refuses %s', (_, options, said) => {
    expect(() => call(options)).toThrow(`${name}: ${said}`);
  });

  test.each<[unknown, string]>([
    [{ ingress: false, egress: false }, '"ingress" and "egress" are both false, so that nothing is closed. Leave one of them out.'],
    [{ egress: false, dns: WellKnownPeer.clusterDns() }, '"dns" is given, but "egress" is false, and DNS is open where egress is not closed. Leave one of them out.'],
    [{ ingress: 'no' }, '"ingress" is "no", but must be true or false.'],
    [{ metadata: { namespace: 'shop' } }, '"metadata.namespace" is "shop", but the policies lie in the namespaces that they close. Leave it out.'],
    [{ metadata: { labels: { 'a b': 'c' } } }, '"a key of metadata.labels" is "a b", but must be'],
  ])('refuses %j', (options, said) => {
    expect(() => call(options)).toThrow(`${name}: ${said}`);
  });

  test.each([[undefined], [null], [{}], [{ dns: undefined }], [{ dns: null }]])('takes %j as no options', (options) => {
    expect(() => call(options)).not.toThrow();
  });
});

describe('what is no place to close', () => {
  const { app, front } = shop();
  test.each<[string, () => unknown, string]>([
    ['no app', () => DefaultDeny.forApp(undefined as any), 'DefaultDeny.forApp: "app" is not given, but is required. Give an App of cdk8s.'],
    ['a chart as an app', () => DefaultDeny.forApp(front as any), 'DefaultDeny.forApp: "app" is the construct front (Chart), but must be an App of cdk8s.'],
    ['null as a chart', () => DefaultDeny.forChart(null as any), 'DefaultDeny.forChart: "chart" is null, but is required. Give a Chart of cdk8s.'],
    ['an app as a chart', () => DefaultDeny.forChart(app as any), 'DefaultDeny.forChart: "chart" is the app (App), but must be a Chart of cdk8s.'],
    ['a name as a chart', () => DefaultDeny.forChart('front' as any), 'DefaultDeny.forChart: "chart" is "front", but must be a Chart of cdk8s.'],
    ['an app as a scope', () => DefaultDeny.forNamespace(app, 'shop'), 'DefaultDeny.forNamespace: "scope" is the app (App), but must be a chart, or a construct in it.'],
    ['a name as a scope', () => DefaultDeny.forNamespace('shop' as any, 'shop'), 'DefaultDeny.forNamespace: "scope" is "shop", but must be a chart, or a construct in it.'],
    ['no namespace', () => DefaultDeny.forNamespace(front, undefined as any), 'DefaultDeny.forNamespace: "namespace" is not given, but is required. Give the name of a namespace.'],
    ['a namespace out of form', () => DefaultDeny.forNamespace(front, 'Shop'), 'DefaultDeny.forNamespace: "namespace" is "Shop", but must be at most 63 lower case letters'],
    ['a construct as a namespace', () => DefaultDeny.forNamespace(front, front as any), 'DefaultDeny.forNamespace: "namespace" is the construct front (Chart), but must be'],
  ])('is refused: %s', (_, call, said) => {
    expect(call).toThrow(said);
  });
});

/** Pods of an app: what makes them, where, and whom they are allowed to. */
interface Described {
  readonly maker: 'deployment' | 'pod' | 'adopted' | 'list';
  readonly chart: number;
  readonly namespace: string | undefined;
}

describe('for all apps', () => {
  const described = fc.array(fc.record<Described>({
    maker: fc.constantFrom('deployment', 'pod', 'adopted', 'list'), chart: fc.nat(2), namespace: fc.constantFrom(undefined, 'shop', 'data', 'web'),
  }), { minLength: 1, maxLength: 6 });
  const calls = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom(NetworkPolicyPort.tcp(80), NetworkPolicyPort.udp(53))), { maxLength: 5 });
  const foreign = fc.array(fc.record({
    chart: fc.nat(2), namespace: fc.constantFrom('shop', 'data', 'web'), ingress: fc.boolean(), egress: fc.boolean(), selective: fc.boolean(),
  }), { maxLength: 3 });
  const sayings = fc.array(fc.constantFrom('app', 'charts', 'namespaces', 'app and dns'), { minLength: 1, maxLength: 3 });

  interface Made { readonly name: string; readonly pods?: Deployment | AdoptedPods }

  function make(charts: Chart[], { maker, chart: number, namespace }: Described, index: number): Made {
    const [chart, id] = [charts[number], `w${index}`];
    const at = namespace ?? chart.namespace!;
    const name = `${at}/${id}`;
    if (maker === 'deployment') return { name, pods: deployment(chart, id, namespace) };
    const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: id, namespace: at, labels: { app: id } }, spec: { containers: CONTAINERS } };
    if (maker === 'list') {
      new ApiObject(chart, id, { apiVersion: 'v1', kind: 'List', items: [manifest] } as any);
      return { name };
    }
    const object = new ApiObject(chart, id, manifest);
    return { name, ...(maker === 'adopted' && { pods: AdoptedPods.of(object) }) };
  }

  function say(saying: string, app: App, charts: Chart[]): void {
    const options: DefaultDenyOptions | undefined = saying === 'app and dns' ? { dns: WellKnownPeer.clusterDns() } : undefined;
    if (saying === 'charts') charts.forEach((chart) => DefaultDeny.forChart(chart));
    else if (saying === 'namespaces') ['shop', 'data', 'web'].forEach((namespace) => charts.forEach((chart) => DefaultDeny.forNamespace(chart, namespace)));
    else DefaultDeny.forApp(app, options);
  }

  test('all is closed but for what is declared, which is open', () => {
    fc.assert(fc.property(described, calls, foreign, sayings, fc.boolean(), (workloads, declared, policies, said, late) => {
      allowInvalidManifests();
      const app = Testing.app();
      const charts = ['shop', 'data', 'web'].map((namespace) => new Chart(app, namespace, { namespace }));
      new ApiObject(charts[0], 'list', { apiVersion: 'v1', kind: 'List', items: [] } as any);
      if (!late) said.forEach((saying) => say(saying, app, charts));
      const made = workloads.map((workload, index) => make(charts, workload, index));
      policies.forEach(({ chart, namespace, ingress, egress, selective }, index) => new NetworkPolicy(charts[chart], `p${index}`, {
        metadata: { name: `p${index}`, namespace },
        ...(selective && { selector: { toPodSelectorConfig: () => ({ labelSelector: LabelSelector.of({ labels: { app: 'w0' } }), namespaces: { names: [namespace] } }) } }),
        ...(ingress && { ingress: DENY }),
        ...((egress || !ingress) && { egress: DENY }),
      }));
      const expected = new Map<string, Set<string>>();
      for (const [from, to, port] of declared) {
        const [source, destination] = [made[from % made.length], made[to % made.length]];
        if (!source.pods || !destination.pods || source === destination) continue;
        source.pods.connections.allowTo(destination.pods, { ports: [port] });
        const pair = `${source.name} ${destination.name}`;
        expected.set(pair, (expected.get(pair) ?? new Set()).add(port._key.replace('/', ' ')));
      }
      if (late) said.forEach((saying) => say(saying, app, charts));

      const reachability = Reachability.ofApp(app);
      for (const { name } of made) {
        for (const other of made.filter((one) => one.name !== name)) {
          const open = expected.get(`${name} ${other.name}`) ?? new Set(['No Connections']);
          expect([name, other.name, reachability.between(name, other.name)]).toEqual([name, other.name, [...open].sort().join(',')]);
        }
        expect(reachability.between(name, '203.0.113.1')).toBe('No Connections');
        expect(reachability.between('203.0.113.1', name)).toBe('No Connections');
        expect(reachability.between(name, '169.254.20.10')).toBe(said.includes('app and dns') ? 'TCP 53,UDP 53' : 'No Connections');
      }
      expect(app.synthYaml()).toBe(app.synthYaml());
    }), { numRuns: 150 });
  });
});
