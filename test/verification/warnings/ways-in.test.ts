import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, Include, Testing } from 'cdk8s';
import { AdoptedPods, DefaultDeny, Deployment, Ingress, NetworkPolicyPort, Reachability, Service, ServiceExternalTrafficPolicy, ServiceType, WellKnownPeer } from '../../../src';

beforeEach(() => { process.env.CDK8S_NETPOL_FINDINGS = 'on'; });
afterEach(() => { process.env.CDK8S_NETPOL_FINDINGS = 'off'; });

function closedEntries(act: (chart: Chart) => void): string[] {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  act(chart);
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  Testing.synth(chart);
  const lines = write.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('[closed-entry]'));
  write.mockRestore();
  return lines;
}

function included(chart: Chart, type: string, extra: object[] = []): Include {
  const folder = mkdtempSync(join(tmpdir(), 'include-'));
  const labels = { app: 'web' };
  const containers = [{ name: 'main', image: 'x', ports: [{ containerPort: 80 }] }];
  const manifests = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { type, selector: labels, ports: [{ port: 80 }] } },
    ...extra,
  ];
  writeFileSync(join(folder, 'web.json'), manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n'));
  return new Include(chart, 'web', { url: join(folder, 'web.json') });
}

const DENY = {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny' }, spec: { podSelector: {}, policyTypes: ['Ingress'] },
};

describe('a way in that is included', () => {
  test.each(['LoadBalancer', 'NodePort'])('is told where a policy of the app closes it: %s', (type) => {
    expect(closedEntries((chart) => AdoptedPods.of(included(chart, type), { kind: 'Deployment' }).connections.isolate())).toEqual([
      expect.stringContaining('Service shop/web leads to shop/web, but the policies there (shop/web-connections) let no address outside of the cluster in.'),
    ]);
    expect(closedEntries((chart) => {
      included(chart, type);
      DefaultDeny.forChart(chart);
    })).toHaveLength(1);
  });

  test('is left to its authors where their own policy closes it', () => {
    expect(closedEntries((chart) => included(chart, 'LoadBalancer', [DENY]))).toEqual([]);
  });
});

describe('the advice for a Service that is closed', () => {
  const shop = (chart: Chart, externalTrafficPolicy?: ServiceExternalTrafficPolicy) => {
    const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'x', portNumber: 80 }] });
    const service = new Service(chart, 'service', { metadata: { name: 'web' }, type: ServiceType.LOAD_BALANCER, selector: web, externalTrafficPolicy });
    web.connections.isolate();
    return { web, service };
  };

  test('names the nodes, from which connections come', () => {
    expect(closedEntries((chart) => shop(chart))[0]).toContain('It is reached from addresses of nodes, because "externalTrafficPolicy" is Cluster, as it is unless it is given: say '
      + 'connections.allowFrom(WellKnownPeer.nodes({ addresses: […] })) of those pods; or make it Local, and allow its clients. [closed-entry]');
    expect(closedEntries((chart) => shop(chart).web.connections.allowFrom(WellKnownPeer.nodes({ addresses: ['10.0.0.0/24', '10.0.1.7'] })))).toEqual([]);
  });

  test('names the clients, where they keep their addresses', () => {
    expect(closedEntries((chart) => shop(chart, ServiceExternalTrafficPolicy.LOCAL))[0]).toContain('Its clients keep their addresses, because "externalTrafficPolicy" is Local: say '
      + 'connections.allowFrom(NetworkPolicyIpBlock.ipv4(…)) of those pods with the addresses that may use it, or WellKnownPeer.internet() for all. [closed-entry]');
    expect(closedEntries((chart) => {
      shop(chart, ServiceExternalTrafficPolicy.LOCAL).web.connections.allowFrom(WellKnownPeer.internet());
    })).toEqual([]);
  });
});

describe('the advice for an Ingress that is closed', () => {
  const behind = (chart: Chart, className?: string) => {
    const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'x', portNumber: 80 }] });
    web.exposeViaIngress('/', { name: 'web', ingress: new Ingress(chart, 'ingress', { metadata: { name: 'web' }, className }) });
    web.connections.isolate();
    return web;
  };
  const own = (controller: string) => (
    `say connections.allowFrom(WellKnownPeer.ingressController({ namespace: …, labels: … })) of those pods, with the namespace and the pod labels of ${controller}. [closed-entry]`
  );

  test.each<[string, WellKnownPeer]>([
    ['nginx', WellKnownPeer.ingressNginx()],
    ['traefik', WellKnownPeer.traefik()],
  ])('names the peer of its class, which mends it: %s', (className, peer) => {
    const advice = `Its class is "${className}": say connections.allowFrom(${peer._name}()) of those pods. [closed-entry]`;
    expect(closedEntries((chart) => behind(chart, className))).toEqual([expect.stringContaining(advice)]);
    expect(closedEntries((chart) => behind(chart, className).connections.allowFrom(peer))).toEqual([]);
  });

  test.each(['haproxy', 'nginx-internal', 'constructor'])('names a peer to fill in, where the class says nothing of the pods of its controller: %s', (className) => {
    expect(closedEntries((chart) => behind(chart, className))).toEqual([expect.stringContaining(`Its class is "${className}": ${own('the controller of that class')}`)]);
  });

  test('names a peer to fill in, where there is no class', () => {
    expect(closedEntries((chart) => behind(chart))).toEqual([expect.stringContaining(`It names no class: ${own('the controller that serves it')}`)]);
    const controller = WellKnownPeer.ingressController({ namespace: 'gateway', labels: { app: 'haproxy' } });
    expect(closedEntries((chart) => behind(chart).connections.allowFrom(controller))).toEqual([]);
  });

  test('knows the annotation that older manifests have in place of a class', () => {
    const ingress = (annotations: object, spec: object) => ({
      apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', annotations }, spec: { ...spec, defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    });
    const advice = (annotations: object, spec: object) => closedEntries((chart) => (
      AdoptedPods.of(included(chart, 'ClusterIP', [ingress(annotations, spec)]), { kind: 'Deployment' }).connections.isolate()
    ));
    expect(advice({ 'kubernetes.io/ingress.class': 'traefik' }, {})).toEqual([expect.stringContaining('Its class is "traefik": say connections.allowFrom(WellKnownPeer.traefik())')]);
    expect(advice({ 'kubernetes.io/ingress.class': 'traefik' }, { ingressClassName: 'nginx' })).toEqual([expect.stringContaining('WellKnownPeer.ingressNginx()')]);
  });
});

describe('the advice for a route that is closed', () => {
  const apiObject = (chart: Chart, apiVersion: string, kind: string, name: string, spec: object) => new ApiObject(chart, `${kind} ${name}`, { apiVersion, kind, metadata: { name }, spec });
  const web = (chart: Chart) => {
    const deployment = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'x', portNumber: 80 }] });
    deployment.exposeViaService({ name: 'web' });
    deployment.connections.isolate();
    return deployment;
  };
  const behindGateway = (chart: Chart, className?: string) => {
    const [group, deployment] = ['gateway.networking.k8s.io/v1', web(chart)];
    if (className) apiObject(chart, group, 'Gateway', 'entry', { gatewayClassName: className, listeners: [] });
    apiObject(chart, group, 'HTTPRoute', 'web', { parentRefs: [{ name: 'entry' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] });
    return deployment;
  };
  const behindRouter = (chart: Chart) => {
    const deployment = web(chart);
    apiObject(chart, 'route.openshift.io/v1', 'Route', 'web', { to: { kind: 'Service', name: 'web' } });
    return deployment;
  };

  test('names the router of OpenShift, which mends it', () => {
    expect(closedEntries(behindRouter)).toEqual([expect.stringContaining('It leads through the router of OpenShift: say connections.allowFrom(WellKnownPeer.ingressController({ namespace: '
      + '\'openshift-ingress\', labels: { \'ingresscontroller.operator.openshift.io/deployment-ingresscontroller\': \'default\' } })) of those pods. [closed-entry]')]);
    const router = WellKnownPeer.ingressController({
      namespace: 'openshift-ingress', labels: { 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': 'default' },
    });
    expect(closedEntries((chart) => behindRouter(chart).connections.allowFrom(router))).toEqual([]);
  });

  test('names the pods of a Gateway of a class that is known, which mends it', () => {
    expect(closedEntries((chart) => behindGateway(chart, 'istio'))).toEqual([expect.stringContaining('It leads through Gateway shop/entry: say connections.allowFrom('
      + 'WellKnownPeer.ingressController({ namespace: \'shop\', labels: { \'gateway.networking.k8s.io/gateway-name\': \'entry\' } })) of those pods. [closed-entry]')]);
    const own = (gateway: string) => WellKnownPeer.ingressController({ namespace: 'shop', labels: { 'gateway.networking.k8s.io/gateway-name': gateway } });
    expect(closedEntries((chart) => behindGateway(chart, 'istio').connections.allowFrom(own('entry')))).toEqual([]);
    expect(closedEntries((chart) => behindGateway(chart, 'traefik'))).toEqual([
      expect.stringContaining('It leads through Gateway shop/entry: say connections.allowFrom(WellKnownPeer.traefik()) of those pods. [closed-entry]'),
    ]);
    expect(closedEntries((chart) => behindGateway(chart, 'traefik').connections.allowFrom(WellKnownPeer.traefik()))).toEqual([]);
  });

  test('names the pods of a Gateway that the app makes, which mends it', () => {
    const labels = { 'gateway.networking.k8s.io/gateway-name': 'entry' };
    const withPods = (chart: Chart) => {
      new Deployment(chart, 'entry', { metadata: { name: 'entry' }, podMetadata: { labels }, containers: [{ image: 'x' }] });
      return behindGateway(chart);
    };
    expect(closedEntries(withPods)).toEqual([expect.stringContaining('WellKnownPeer.ingressController({ namespace: \'shop\', labels: { \'gateway.networking.k8s.io/gateway-name\': \'entry\' } })')]);
    expect(closedEntries((chart) => withPods(chart).connections.allowFrom(WellKnownPeer.ingressController({ namespace: 'shop', labels })))).toEqual([]);
  });

  test.each([undefined, 'another'])('names a peer to fill in, where the Gateway says nothing of its pods: class %s', (className) => {
    expect(closedEntries((chart) => behindGateway(chart, className))).toEqual([expect.stringContaining('It leads through Gateway shop/entry: say connections.allowFrom('
      + 'WellKnownPeer.ingressController({ namespace: …, labels: … })) of those pods, with the namespace and the pod labels of that Gateway. [closed-entry]')]);
    const entry = WellKnownPeer.ingressController({ namespace: 'gateways', labels: { app: 'entry' } });
    expect(closedEntries((chart) => behindGateway(chart, className).connections.allowFrom(entry))).toEqual([]);
  });
});

describe('the nodes', () => {
  test('are let in by their addresses, and nobody else', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const web = new Deployment(chart, 'web', { metadata: { name: 'web' }, containers: [{ image: 'x', portNumber: 80 }] });
    web.connections.allowFrom(WellKnownPeer.nodes({ addresses: ['10.0.0.0/24', '2001:db8::7'] }), { ports: [NetworkPolicyPort.tcp(80)] });
    const reachability = Reachability.ofApp(app);
    expect(['10.0.0.9', '2001:db8::7', '10.0.1.9', '203.0.113.1'].map((from) => reachability.between(from, 'shop/web'))).toEqual([
      'TCP 80', 'TCP 80', 'No Connections', 'No Connections',
    ]);
  });

  test.each<[unknown, string]>([
    [undefined, '"options" is not given, but is required. Give an object such as { addresses: ["10.0.0.0/24"] }.'],
    [{}, '"addresses" is not given, but is required. Give a list of addresses, such as ["10.0.0.0/24"].'],
    [{ addresses: [] }, '"addresses" is an empty list. Give an address.'],
    [{ addresses: ['node-1'] }, '"addresses[0]" is "node-1", but must be an address such as "10.0.0.1", or a block such as "10.0.0.0/28".'],
    [{ address: ['10.0.0.1'] }, '"options" has a field "address" that does not exist. Its fields are addresses.'],
  ])('are refused where they are %j', (options, text) => {
    expect(() => WellKnownPeer.nodes(options as any)).toThrow(`WellKnownPeer.nodes: ${text}`);
  });
});
