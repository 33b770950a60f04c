import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing, Yaml } from 'cdk8s';
import {
  AdoptedPods, Deployment, INetworkPolicyPeer, IPodSelector, LabelExpression, LabelSelector, Namespace, Namespaces, NetworkPolicyPort, Pods,
  PodConnectionsIsolation, PodSelectorConfig, Verification,
} from '../../src';
import { PolicyReading } from '../support/read-policies';
import { manifestsOf } from '../support/who-reaches-whom';

const TEAM = { labels: { team: 'payments' } };

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

afterEach(() => jest.restoreAllMocks());

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const [web, api] = ['web', 'api'].map((name) => new Deployment(chart, name, { metadata: { name }, containers: [{ image: name, portNumber: 80 }] }));
  return { app, chart, web, api };
}

/** What is handed over, as the other team reads it. */
function handedOver(app: App): any[] {
  const text = Verification.of(app).policiesOfOthers();
  const folder = mkdtempSync(join(tmpdir(), 'others-'));
  try {
    writeFileSync(join(folder, 'policies.yaml'), text);
    return text === '' ? [] : Yaml.load(join(folder, 'policies.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A cluster in which the other team has a pod in each of its namespaces, and has applied what it was handed, or not. */
function cluster(app: App, applied: boolean): PolicyReading {
  const others = ['blue', 'green'].flatMap((namespace) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: TEAM.labels } },
    ...['payments', 'other'].map((name) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, spec: { containers: [{ name: 'a', image: 'a' }] },
    })),
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    ...applied ? handedOver(app).map((policy) => ({ ...policy, metadata: { ...policy.metadata, namespace } })) : [],
  ]);
  return new PolicyReading([...manifestsOf(app), ...others]);
}

describe('what the owners of other namespaces have to write', () => {
  test('makes a declared connection complete in every namespace in which it is applied, and opens nothing else', () => {
    const { app, chart, web } = shop();
    const payments = Pods.select(chart, 'payments', { labels: { app: 'payments' }, namespaces: Namespaces.select(chart, 'tenants', TEAM) });
    web.connections.allowTo(payments, { ports: [NetworkPolicyPort.tcp(8443)] });
    const [before, after] = [cluster(app, false), cluster(app, true)];
    for (const namespace of ['blue', 'green']) {
      expect(before.openPorts('shop/web', `${namespace}/payments`)).toBe('none');
      expect(after.openPorts('shop/web', `${namespace}/payments`)).toBe('TCP 8443');
      expect(after.openPorts('shop/web', `${namespace}/other`)).toBe('none');
      expect(after.openPorts('shop/api', `${namespace}/payments`)).toBe('none');
      expect(after.openPorts(`${namespace}/payments`, 'shop/api')).toBe('none');
    }
  });

  test('holds for the other direction as well', () => {
    const { app, chart, web } = shop();
    web.connections.allowFrom(Namespaces.select(chart, 'tenants', TEAM));
    const [before, after] = [cluster(app, false), cluster(app, true)];
    for (const from of ['blue/payments', 'blue/other', 'green/payments']) {
      expect(before.openPorts(from, 'shop/web')).toBe('none');
      expect(after.openPorts(from, 'shop/web')).toBe('TCP 80');
      expect(after.openPorts(from, 'shop/api')).toBe('none');
    }
    expect(after.openPorts('blue/payments', 'green/payments')).toBe('none');
  });

  test('is YAML with a line that says for which namespaces it is', () => {
    const { app, chart, web } = shop();
    web.connections.allowFrom(Namespaces.select(chart, 'tenants', TEAM));
    expect(Verification.of(app).policiesOfOthers()).toBe(`# For each namespace that is selected by {"matchLabels":{"team":"payments"}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop-tenants-connections-c830cbcc
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - ports:
        - protocol: TCP
          port: 80
      to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              cdk8s.io/metadata.addr: shop-web-c80b2a96
`);
  });

  test('adds up in one policy for a selection, and has one for each of several', () => {
    const { app, chart, web, api } = shop();
    const tenants = Namespaces.select(chart, 'tenants', TEAM);
    const others = Namespaces.select(chart, 'others', { expressions: [LabelExpression.exists('tier')] });
    web.connections.allowFrom(tenants);
    web.connections.allowTo(tenants, { ports: [NetworkPolicyPort.tcp(1)] });
    api.connections.allowFrom(tenants);
    api.connections.allowFrom(others);
    const policies = handedOver(app);
    expect(policies.map(({ spec }) => [spec.policyTypes, spec.ingress?.length ?? 0, spec.egress?.length ?? 0, spec.egress[0].to.length])).toEqual([
      [['Ingress', 'Egress'], 1, 1, 2], [['Egress'], 0, 1, 1],
    ]);
    expect(new Set(policies.map(({ metadata }) => metadata.name)).size).toBe(2);
    expect(Verification.of(app).policiesOfOthers()).toContain('# For each namespace that is selected by {"matchExpressions":[{"key":"tier","operator":"Exists"}]}\n');
  });

  test('has a name of its own for each of two peers that are no constructs', () => {
    class Tenants implements INetworkPolicyPeer, IPodSelector {
      constructor(private readonly team: string) {}
      public toPodSelectorConfig(): PodSelectorConfig {
        return { labelSelector: LabelSelector.of(), namespaces: { labelSelector: LabelSelector.of({ labels: { team: this.team } }) } };
      }
      public toNetworkPolicyPeerConfig() {
        return { podSelector: this.toPodSelectorConfig() };
      }
      public toPodSelector() {
        return this;
      }
    }
    const { app, web } = shop();
    web.connections.allowTo(new Tenants('a'));
    web.connections.allowTo(new Tenants('b'));
    const names = handedOver(app).map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(2);
  });

  test('is read anew: ports, labels and calls that come later', () => {
    const { app, chart, web, api } = shop();
    const tenants = Namespaces.select(chart, 'tenants', TEAM);
    web.connections.allowFrom(tenants);
    expect(handedOver(app)[0].spec.egress[0].ports).toEqual([{ protocol: 'TCP', port: 80 }]);
    web.addContainer({ image: 'x', name: 'metrics', portNumber: 9090 });
    api.connections.allowFrom(tenants, { ports: [NetworkPolicyPort.udp(53)] });
    expect(handedOver(app)[0].spec.egress.map(({ ports }: any) => ports)).toEqual([
      [{ protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 9090 }], [{ protocol: 'UDP', port: 53 }],
    ]);
  });

  test('is for adopted pods what it is for others', () => {
    const { app, chart } = shop();
    const redis = new ApiObject(chart, 'redis', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'redis', labels: { app: 'redis' } },
      spec: { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 6379 }] }] },
    });
    AdoptedPods.of(redis).connections.allowFrom(Namespaces.select(chart, 'tenants', TEAM));
    expect(cluster(app, false).openPorts('blue/payments', 'shop/redis')).toBe('none');
    expect(cluster(app, true).openPorts('blue/payments', 'shop/redis')).toBe('TCP 6379');
  });
});

describe('nothing is left to the owners of other namespaces', () => {
  test.each<[string, (made: ReturnType<typeof shop>) => unknown]>([
    ['where nothing is declared', () => undefined],
    ['where the other end has a name', ({ chart, web }) => web.connections.allowTo(Namespaces.select(chart, 'x', { names: ['tenant'] }))],
    ['where only the own end was asked for', ({ chart, web }) => web.connections.allowTo(Namespaces.select(chart, 'x', TEAM), { isolation: PodConnectionsIsolation.POD })],
    ['where the app declares all that are named', ({ chart, web }) => {
      new Namespace(chart, 'blue', { metadata: { name: 'blue', labels: TEAM.labels } });
      new Namespace(chart, 'red', { metadata: { name: 'red' } });
      web.connections.allowTo(Namespaces.select(chart, 'x', { ...TEAM, names: ['blue', 'red'] }));
    }],
  ])('%s', (_, declare) => {
    const made = shop();
    declare(made);
    expect(Verification.of(made.app).policiesOfOthers()).toBe('');
  });
});

describe('namespaces by labels of which the app declares some', () => {
  test('are written for here, and handed over for the rest', () => {
    const { app, chart, web } = shop();
    new Namespace(chart, 'blue', { metadata: { name: 'blue', labels: TEAM.labels } });
    web.connections.allowFrom(Namespaces.select(chart, 'tenants', TEAM));
    expect(manifestsOf(app).filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.namespace).sort()).toEqual(['blue', 'shop']);
    expect(handedOver(app)).toHaveLength(1);
  });

  test('and by names are handed over for the names that are left', () => {
    const { app, chart, web } = shop();
    new Namespace(chart, 'blue', { metadata: { name: 'blue', labels: TEAM.labels } });
    web.connections.allowFrom(Namespaces.select(chart, 'tenants', { ...TEAM, names: ['blue', 'green', 'violet'] }));
    expect(Verification.of(app).policiesOfOthers()).toContain('# For each namespace that is selected by {"matchLabels":{"team":"payments"},'
      + '"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"In","values":["green","violet"]}]}\n');
  });
});

describe('a workload whose own namespace nobody knows', () => {
  test('cannot be named in the policies of others, which is an error', () => {
    const { app, chart } = shop();
    const lonely = new Deployment(new Chart(app, 'nowhere'), 'lonely', { containers: [{ image: 'x' }] });
    lonely.connections.allowTo(Namespaces.select(chart, 'tenants', TEAM));
    expect(() => app.synthYaml()).toThrow('[nowhere/lonely] cannot allow traffic to shop/tenants, because the namespace of nowhere/lonely is not known '
      + 'while shop/tenants is in namespaces that are chosen by labels. Set "namespace" on the chart or in the metadata of nowhere/lonely.');
  });
});
