import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, HttpIngressPathType, Ingress, IngressBackend, Pods, Secret, Service } from '../../../src';

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

function webIn(chart: Chart): Deployment {
  return new Deployment(chart, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'web', portNumber: 8080 }] });
}

function serviceIn(chart: Chart, ...ports: number[]): Service {
  return new Service(chart, 'Service', { metadata: { name: 'web' }, ports: ports.map((port) => ({ port, name: `p${port}` })), selector: webIn(chart) });
}

function silent(chart: Chart): Service {
  return new Service(chart, 'Service', { selector: Pods.select(chart, 'Pods', { labels: { app: 'web' } }) });
}

function specOf(chart: Chart): any {
  return (Testing.synth(chart) as { kind: string; spec: object }[]).find(({ kind }) => kind === 'Ingress')!.spec;
}

describe('an Ingress', () => {
  test('leads hosts and paths to services, in the order of their paths', () => {
    const chart = shop();
    const backend = IngressBackend.fromService(serviceIn(chart, 80, 9090), { port: 80 });
    const secret = Secret.fromSecretName(chart, 'Certificate', 'tls');
    const ingress = new Ingress(chart, 'Ingress', { className: 'nginx', tls: [{ hosts: ['shop.example.com'], secret }], rules: [{ host: 'shop.example.com', path: '/b', backend }] });
    ingress.addHostRule('shop.example.com', '/a', backend, HttpIngressPathType.EXACT);
    ingress.addDefaultBackend(backend);
    const service = { service: { name: 'web', port: { number: 80 } } };
    expect(specOf(chart)).toEqual({
      ingressClassName: 'nginx',
      defaultBackend: service,
      rules: [{ host: 'shop.example.com', http: { paths: [{ path: '/a', pathType: 'Exact', backend: service }, { path: '/b', pathType: 'Prefix', backend: service }] } }],
      tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
    });
  });

  test('leads to the port of a service that gets it later', () => {
    const chart = shop();
    const service = new Service(chart, 'Service', { selector: webIn(chart) });
    new Ingress(chart, 'Ingress').addRule('/', IngressBackend.fromService(service));
    expect(specOf(chart).rules[0].http.paths[0].backend.service.port).toEqual({ number: 8080 });
  });

  test('names an object of the core without a group', () => {
    const chart = shop();
    new Ingress(chart, 'Ingress').addRule('/', IngressBackend.fromResource(serviceIn(chart, 80)));
    expect(specOf(chart).rules[0].http.paths[0].backend).toEqual({ resource: { kind: 'Service', name: 'web' } });
  });

  test('can be patched, into the namespace of its service, too', () => {
    const chart = shop();
    const service = new Service(chart, 'Service', { metadata: { namespace: 'front' }, ports: [{ port: 80 }] });
    const ingress = new Ingress(chart, 'Ingress');
    ingress.addRule('/', IngressBackend.fromService(service));
    ApiObject.of(ingress).addJsonPatch(JsonPatch.replace('/metadata/namespace', 'front'), JsonPatch.add('/spec/ingressClassName', 'nginx'));
    expect(specOf(chart).ingressClassName).toBe('nginx');
  });

  test('of a service lies in the namespace of the service, and takes further paths', () => {
    const chart = shop();
    const web = new Deployment(chart, 'Web', { metadata: { namespace: 'front' }, containers: [{ image: 'web', portNumber: 8080 }] });
    const service = web.exposeViaService();
    expect(service.exposeViaIngress('/')).toBe(service.exposeViaIngress('/more'));
    expect(service.exposeViaIngress('/most').metadata.namespace).toBe('front');
    expect(specOf(chart).rules[0].http.paths.map(({ path }: { path: string }) => path)).toEqual(['/', '/more', '/most']);
  });

  test.each<[string, (ingress: Ingress, backend: IngressBackend) => unknown, string]>([
    ['a relative path', (ingress, backend) => ingress.addRule('shop', backend), 'shop/Ingress: "path" is "shop", but must be a path that starts with "/"'],
    ['a path that goes up', (ingress, backend) => ingress.addRule('/a/../b', backend), '"path" is "/a/../b", but must be a path without'],
    ['two slashes', (ingress, backend) => ingress.addRule('/a//b', backend), '"path" is "/a//b"'],
    ['an address as a host', (ingress, backend) => ingress.addHostRule('192.0.2.1', '/', backend), '"host" is "192.0.2.1", but must be the name of a host'],
    ['a host with a port', (ingress, backend) => ingress.addHostRule('a.example.com:80', '/', backend), '"host" is "a.example.com:80"'],
    ['a star in the middle', (ingress, backend) => ingress.addHostRule('a.*.com', '/', backend), '"host" is "a.*.com"'],
    ['no host', (ingress, backend) => ingress.addHostDefaultBackend('', backend), '"host" is "", but must be a host'],
    ['a rule twice', (ingress, backend) => ingress.addRules({ path: '/', backend }, { path: '/', backend }), 'there is a rule for / already.'],
    ['two default backends', (ingress, backend) => ingress.addRules({ backend }, { backend }), 'there is a default backend already.'],
    ['no backend', (ingress) => ingress.addRule('/', undefined as never), '"backend" is not given'],
    ['an unknown type of path', (ingress, backend) => ingress.addRule('/', backend, 'Regex' as never), '"pathType" is "Regex", but must be one of'],
    ['a certificate for an address', (ingress) => ingress.addTls([{ hosts: ['192.0.2.1'] }]), '"tls[0].hosts[0]" is "192.0.2.1"'],
    ['a certificate by its name', (ingress) => ingress.addTls([{ secret: 'tls' as never }]), '"tls[0].secret" is "tls", but must be a Secret.'],
  ])('refuses %s', (_, act, error) => {
    const chart = shop();
    expect(() => act(new Ingress(chart, 'Ingress'), IngressBackend.fromService(serviceIn(chart, 80)))).toThrow(error);
  });

  test('takes any path where the controller compares it', () => {
    const chart = shop();
    new Ingress(chart, 'Ingress').addRule('/a//b', IngressBackend.fromService(serviceIn(chart, 80)), HttpIngressPathType.IMPLEMENTATION_SPECIFIC);
    expect(specOf(chart).rules[0].http.paths[0].path).toBe('/a//b');
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    ['nothing to lead to', (chart) => new Ingress(chart, 'Ingress'), '[shop/Ingress] there is no rule and no default backend.'],
    ['a service without ports', (chart) => new Ingress(chart, 'Ingress').addRule('/', IngressBackend.fromService(silent(chart))), 'it leads to shop/Service, which has no port.'],
    ['a port that the service does not have', (chart) => new Ingress(chart, 'Ingress').addRule('/', IngressBackend.fromService(serviceIn(chart, 80), { port: 81 })), 'it leads to the port 81 of shop/Service, which has the port 80.'],
    ['one of several ports', (chart) => new Ingress(chart, 'Ingress').addRule('/', IngressBackend.fromService(serviceIn(chart, 80, 81))), 'IngressBackend.fromService: the service shop/Service has the ports 80, 81, of which none is named.'],
    ['a service elsewhere', (chart) => new Ingress(chart, 'Ingress', { metadata: { namespace: 'front' } }).addRule('/', IngressBackend.fromService(serviceIn(chart, 80))), 'the Ingress is in the namespace "front", but leads to shop/Service in "shop".'],
  ])('refuses %s when the chart is synthesized', (_, make, error) => {
    const chart = shop();
    expect(() => {
      make(chart);
      Testing.synth(chart);
    }).toThrow(error);
  });
});
