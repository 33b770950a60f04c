import * as fc from 'fast-check';
import { analyze } from '../../../src/analysis/engine/analysis';
import { endOf, INGRESS_CONTROLLER, textOf } from '../../../src/analysis/model/ends';
import { connectivity } from '../../../src/analysis/questions/connectivity';
import { explain } from '../../../src/analysis/questions/explanation/explain';
import { ConnectionSet } from '../../../src/analysis/sets/connection-set';
import { explanationText } from '../../../src/reporting/explain/txt';
import { PLAIN } from '../../../src/reporting/style';
import { app, pod, policy, service } from '../findings/found';
import { clusters } from '../generated/generated-clusters';
import { clusterPolicy, read } from '../manifests';

const WEB = pod('web', { ports: '[{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9090 }]' });
const SERVICE = service('web', 'selector: { app: web }, ports: [{ name: web, port: 80, targetPort: http }, { name: admin, port: 81, targetPort: 9090 }]');
const ingress = (className = 'nginx', port = 80) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web-${port}, namespace: shop }
spec: { ${className && `ingressClassName: ${className},`} defaultBackend: { service: { name: web, port: { number: ${port} } } } }`;
const route = (namespace = 'shop') => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: ${namespace} }
spec: { parentRefs: [{ name: entry, namespace: gateways }], rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }] }`;
const GATEWAY_POD = pod('entry-abc', { namespace: 'gateways', labels: '{ gateway.networking.k8s.io/gateway-name: entry }' });
const named = (namespace: string) => `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } }`;
const letIn = (peer: string, ports = '8080') => policy('web', `podSelector: ${app('web')}, ingress: [{ from: [${peer}], ports: [{ port: ${ports} }] }]`);
const CLOSED = policy('web', `podSelector: ${app('web')}, policyTypes: [Ingress]`);

/** What is explained of the ingress controller and shop/web, as it is printed, but for the file. */
function explained(yaml: readonly string[], port?: number, to = 'shop/web'): string[] {
  const analysis = read([WEB, SERVICE, ...yaml].join('\n---\n'));
  expect(analysis.problems).toEqual([]);
  const asked = port === undefined ? undefined : ConnectionSet.ofPort('TCP', port);
  return explain(analysis, analysis.names.source('{ingress-controller}'), analysis.names.one(to), asked).map((one) => explanationText(one, PLAIN).replaceAll(' (shop.yaml)', ''));
}

describe('what an ingress controller brings in', () => {
  test('is open where nothing selects the pods', () => {
    expect(explained([ingress()])).toEqual([
      '{ingress-controller} => shop/web : TCP 8080 is open\n'
        + '  Ingress shop/web-80 leads there, through Service shop/web.\n'
        + '  Whoever brings it in, is let in.\n'
        + '  Ingress of shop/web: open\n'
        + '    No policy selects shop/web for ingress, so all is open.\n',
    ]);
  });

  test('is let in by the rule of a policy, from pods that nobody shows', () => {
    expect(explained([ingress(), letIn(named('ingress-nginx'))])).toEqual([
      '{ingress-controller} => shop/web : TCP 8080 is open\n'
        + '  Ingress shop/web-80 leads there, through Service shop/web.\n'
        + '  It is let in from all pods of namespaces kubernetes.io/metadata.name=ingress-nginx, which these manifests do not show: compare these with the pods of your controller.\n'
        + '  Ingress of shop/web: open\n'
        + '    Ingress rule #1 of shop/web allows it.\n',
    ]);
  });

  test('is let in from a controller that is shown, and from addresses', () => {
    const controller = pod('ingress-nginx', { namespace: 'entry' });
    expect(explained([ingress(), controller, letIn(named('entry'))])[0]).toContain('\n  It comes from entry/ingress-nginx, as far as can be told.\n');
    expect(explained([ingress(), letIn('{ ipBlock: { cidr: 192.0.2.0/24 } }')])[0]).toContain('\n  It is let in from 192.0.2.0-192.0.2.255: compare that with the addresses of your controller.\n');
  });

  test('is closed by isolation, and told how to open it', () => {
    const [text] = explained([ingress(), CLOSED]);
    expect(text).toContain('is closed\n  Ingress shop/web-80 leads there, through Service shop/web.\n  Ingress of shop/web: closed\n    shop/web is isolated for ingress by shop/web');
    expect(text).toContain('To open it: Add an ingress rule to shop/web: from the pods of the ingress controller of class "nginx" (namespaceSelector { kubernetes.io/metadata.name: ingress-nginx } '
      + 'and podSelector { app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller }), ports TCP 8080.');
    expect(explained([ingress('haproxy'), CLOSED])[0]).toContain('from the pods of the ingress controller of class "haproxy", ports TCP 8080.');
    expect(explained([ingress(''), CLOSED])[0]).toContain('from the pods of the ingress controller, ports TCP 8080.');
  });

  test('is closed by another port, which is told', () => {
    expect(explained([ingress(), letIn(named('ingress-nginx'), '80')])[0]).toContain('Nearest: Ingress rule #1 of shop/web, but it opens TCP 80, not TCP 8080.\n');
  });

  test('is closed by a rule of the Admin tier', () => {
    const deny = clusterPolicy('cluster', '{ tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ name: no, action: Deny, from: [{ namespaces: {} }] }] }');
    const [text] = explained([ingress(), letIn(named('ingress-nginx')), deny]);
    expect(text).toContain('Ingress rule #1 "no" of cluster (Admin tier, priority 1) denies it.');
    expect(text).toContain('To open it: Put a rule with action Accept for TCP 8080 from the pods of the ingress controller of class "nginx"');
  });

  test('is explained for each port, with the ways that lead to it', () => {
    const texts = explained([ingress('nginx', 80), ingress('nginx', 81), route(), letIn(named('ingress-nginx'))]);
    expect(texts.map((text) => text.split('\n').slice(0, 3))).toEqual([
      ['{ingress-controller} => shop/web : TCP 8080 is open', '  Ingress shop/web-80 leads there, through Service shop/web.', '  HTTPRoute shop/web leads there, through Service shop/web.'],
      ['{ingress-controller} => shop/web : TCP 9090 is closed', '  Ingress shop/web-81 leads there, through Service shop/web.', '  Ingress of shop/web: closed'],
    ]);
    expect(explained([ingress('nginx', 80), ingress('nginx', 81)], 9090).map((text) => text.split('\n')[0])).toEqual(['{ingress-controller} => shop/web : TCP 9090 is open']);
  });

  test('comes from the pods of a Gateway where these are shown, apart from what comes by others', () => {
    const texts = explained([ingress(), route(), GATEWAY_POD, letIn(named('ingress-nginx'))]);
    expect(texts.map((text) => text.split('\n').slice(0, 2))).toEqual([
      ['{ingress-controller} => shop/web : TCP 8080 is open', '  Ingress shop/web-80 leads there, through Service shop/web.'],
      ['{ingress-controller} => shop/web : TCP 8080 is closed', '  HTTPRoute shop/web leads there, through Service shop/web.'],
    ]);
    expect(texts[1]).toContain('To open it: Add an ingress rule to shop/web: from namespaceSelector { kubernetes.io/metadata.name: gateways } and podSelector { '
      + 'gateway.networking.k8s.io/gateway-name: entry }, ports TCP 8080.');
    expect(explained([route(), GATEWAY_POD, letIn(named('gateways'))])[0]).toContain('is open\n  HTTPRoute shop/web leads there, through Service shop/web.\n  It comes from gateways/entry-abc, as far as can be told.');
  });

  test('is nothing where no way leads', () => {
    const nothing = '  No Ingress, no Route and no route of a Gateway of these manifests leads there.\n';
    expect(explained([])).toEqual([`{ingress-controller} => shop/web : All Connections are closed\n${nothing}`]);
    expect(explained([ingress()], 9090)).toEqual([`{ingress-controller} => shop/web : TCP 9090 is closed\n${nothing}`]);
    expect(explained([ingress()], undefined, '192.0.2.1')).toEqual([`{ingress-controller} => 192.0.2.1 : All Connections are closed\n${nothing}`]);
    expect(explained([route('routes')])).toEqual([`{ingress-controller} => shop/web : All Connections are closed\n${nothing}`
      + '  HTTPRoute routes/web would lead there, through Service shop/web, if a ReferenceGrant of shop allowed it.\n']);
  });

  test('is no destination', () => {
    expect(() => read(WEB).names.one('{ingress-controller}')).toThrow('"{ingress-controller}" is only a source, and only explain is asked about it');
  });

  test('is open where, and only where, it is listed', () => {
    const selector = fc.constantFrom({ app: 'web' }, { app: 'db' }, { tier: 'front' });
    const ports = fc.uniqueArray(fc.constantFrom<number | string>(80, 443, 8080, 'http', 'metrics'), { minLength: 1, maxLength: 3 });
    const entrances = fc.array(fc.record({ namespace: fc.constantFrom('shop', 'data', 'ops'), selector, ports, isRoute: fc.boolean() }), { minLength: 1, maxLength: 4 }).map((all) => all.flatMap((one, index) => [
      { apiVersion: 'v1', kind: 'Service', metadata: { name: `s${index}`, namespace: one.namespace }, spec: { selector: one.selector, ports: one.ports.map((targetPort, at) => ({ name: `p${at}`, port: at + 1, targetPort })) } },
      one.isRoute
        ? { apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata: { name: `i${index}`, namespace: one.namespace }, spec: { to: { kind: 'Service', name: `s${index}` } } }
        : { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: `i${index}`, namespace: one.namespace }, spec: { defaultBackend: { service: { name: `s${index}`, port: { number: 1 } } } } },
    ]));
    let found = 0;
    fc.assert(fc.property(clusters, entrances, ({ manifests }, more) => {
      const analysis = analyze([...manifests, ...more].map((manifest) => ({ manifest, source: {} })));
      const listed = new Map(connectivity(analysis).filter(({ source }) => source.kind === 'ingress-controller').map(({ destination, connections }) => [textOf(destination), connections.toString()]));
      for (const workload of analysis.cluster.workloads) {
        const end = endOf(workload);
        const open = explain(analysis, INGRESS_CONTROLLER, end).filter((one) => one.open);
        expect(open.every(({ ingress: one }) => one?.open)).toBe(true);
        const union = open.reduce((all, { protocol, port }) => all.union(ConnectionSet.ofPort(protocol!, port!)), ConnectionSet.NONE);
        expect(union.toString()).toBe(listed.get(textOf(end)) ?? ConnectionSet.NONE.toString());
        found += open.length;
      }
    }), { numRuns: 300 });
    expect(found).toBeGreaterThan(50);
  });
});
