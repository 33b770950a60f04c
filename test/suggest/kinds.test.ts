import { API, certain, env, likely, lines, object, REDIS, service, workload } from './suggested';
import { EVIDENCE_KINDS } from '../../src/suggest/evidence/registry';
import { suggestionsOf } from '../../src/suggest/suggest';
import { read } from '../analysis/findings/found';

const TO_API = 'shop/api[Deployment] : TCP 3000';

describe('an Ingress', () => {
  const ingress = (spec: object) => object('networking.k8s.io/v1', 'Ingress', 'web', { spec });
  const backend = (port: object) => ({ service: { name: 'api', port } });

  test.each([
    ['by number', { defaultBackend: backend({ number: 80 }) }],
    ['by a path', { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend({ number: 80 }) }] } }] }],
  ])('leads to the port of the pods, %s', (_, spec) => {
    expect(lines(API, ingress(spec))).toEqual([`{ingress-controller} => ${TO_API}`]);
  });

  test('leads to a named port', () => {
    const named = `${workload('api', { ports: [{ containerPort: 3000 }] })}\n---\n${service('api', ['web=80:3000'])}`;
    expect(lines(named, ingress({ defaultBackend: backend({ name: 'web' }) }))).toEqual([`{ingress-controller} => ${TO_API}`]);
  });

  test('tells of the controller where the manifests hold it', () => {
    const labels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };
    const controller = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'controller', namespace: 'entry' },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'x', image: 'x' }] } } },
    });
    expect(lines(API, controller, ingress({ ingressClassName: 'nginx', defaultBackend: backend({ number: 80 }) }))).toEqual([
      `entry/controller[Deployment] => ${TO_API}`, 'entry/controller[Deployment] => {cluster-dns} : TCP 53,UDP 53', `{ingress-controller} => ${TO_API}`,
    ]);
  });

  test('to a port or a Service that is not there tells nothing', () => {
    expect(lines(API, ingress({ defaultBackend: backend({ number: 81 }) }))).toEqual([]);
    expect(lines(API, ingress({ defaultBackend: { service: { name: 'none', port: { number: 80 } } } }))).toEqual([]);
  });
});

describe('a public Service', () => {
  const lead = (spec: object) => lines(workload('api', { ports: [{ containerPort: 3000, name: 'http' }] }), service('api', ['80:http'], spec));

  test.each(['LoadBalancer', 'NodePort'])('of type %s lets every address in', (type) => {
    expect(lead({ type })).toEqual([`0.0.0.0-255.255.255.255[External] => ${TO_API}`]);
  });

  test('lets its ranges in where connections keep their addresses', () => {
    const ranges = { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] };
    expect(lead({ ...ranges, externalTrafficPolicy: 'Local' })).toEqual([`203.0.113.0-203.0.113.255[External] => ${TO_API}`]);
    expect(lead(ranges)).toEqual([`0.0.0.0-255.255.255.255[External] => ${TO_API}`]);
  });

  test('of type ClusterIP lets nobody in', () => {
    expect(lead({ type: 'ClusterIP' })).toEqual([]);
  });
});

describe('a route', () => {
  test.each(['HTTPRoute', 'GRPCRoute', 'TCPRoute'])('of kind %s leads to a Service', (kind) => {
    const route = object('gateway.networking.k8s.io/v1', kind, 'web', { spec: { rules: [{ backendRefs: [{ name: 'api', port: 80 }] }] } });
    expect([certain(API, route), likely(API, route)]).toEqual([[], [`{gateway} => ${TO_API}`]]);
  });

  test('leads to a Service of another namespace where that is granted', () => {
    const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', { spec: { rules: [{ backendRefs: [{ name: 'api', namespace: 'shop', port: 80 }] }] } }, 'routes');
    const grant = object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'web', {
      spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'routes' }], to: [{ group: '', kind: 'Service' }] },
    });
    expect([likely(API, route), likely(API, route, grant)]).toEqual([[], [`{gateway} => ${TO_API}`]]);
  });

  test('of OpenShift leads to a Service', () => {
    const route = object('route.openshift.io/v1', 'Route', 'web', { spec: { to: { kind: 'Service', name: 'api' }, port: { targetPort: 'http' } } });
    expect(likely(API, route)).toEqual([`{gateway} => ${TO_API}`]);
  });
});

describe('metrics', () => {
  const exporter = `${workload('api', { ports: [{ containerPort: 9102, name: 'metrics' }] })}
---
${service('api', ['metrics=9100:metrics'], {}, { metadata: { labels: { team: 'a' } } })}`;
  const monitor = (kind: string, spec: object) => object('monitoring.coreos.com/v1', kind, 'api', { spec });
  const ofServices = monitor('ServiceMonitor', { selector: { matchLabels: { team: 'a' } }, endpoints: [{ port: 'metrics' }] });
  const prometheus = (spec: object) => object('monitoring.coreos.com/v1', 'Prometheus', 'main', { spec }, 'monitoring');

  test('that a monitor tells of are read by the Prometheus that chooses it', () => {
    expect(certain(exporter, ofServices, prometheus({ serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }))).toEqual([
      'monitoring/main[Prometheus] => shop/api[Deployment] : TCP 9102',
    ]);
  });

  test('are read by nobody who is known where none chooses it', () => {
    const others = [prometheus({}), prometheus({ serviceMonitorSelector: {} }), prometheus({ serviceMonitorSelector: { matchLabels: { a: 'b' } }, serviceMonitorNamespaceSelector: {} })];
    for (const other of others) expect([certain(exporter, ofServices, other), likely(exporter, ofServices, other)]).toEqual([[], ['{prometheus} => shop/api[Deployment] : TCP 9102']]);
  });

  test('of pods are told by a PodMonitor', () => {
    const ofPods = monitor('PodMonitor', { selector: { matchLabels: { app: 'api' } }, podMetricsEndpoints: [{ port: 'metrics' }] });
    expect(likely(exporter, ofPods)).toEqual(['{prometheus} => shop/api[Deployment] : TCP 9102']);
  });

  test('of another namespace are left alone', () => {
    expect(lines(exporter, ofServices.replace('"shop"', '"other"'))).toEqual([]);
  });

  test('are told by annotations', () => {
    const annotated = workload('api', { annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' } });
    expect(likely(annotated)).toEqual(['{prometheus} => shop/api[Deployment] : TCP 9102']);
    expect(lines(annotated.replace('"true"', '"false"'))).toEqual([]);
  });
});

describe('the API server', () => {
  test('calls webhooks', () => {
    const hook = workload('hook', { ports: [{ containerPort: 9443 }] });
    const configuration = object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'x', { webhooks: [{ clientConfig: { service: { name: 'hook', namespace: 'shop' } } }] });
    expect(likely(hook, service('hook', ['443:9443']), configuration)).toEqual(['{api-server} => shop/hook[Deployment] : TCP 9443']);
  });

  test('calls APIs of others, and conversions', () => {
    const hook = workload('hook', { ports: [{ containerPort: 9443 }] });
    const called = { name: 'hook', namespace: 'shop', port: 8443 };
    const api = object('apiregistration.k8s.io/v1', 'APIService', 'v1.x', { spec: { service: called } });
    const definition = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'x', { spec: { conversion: { webhook: { clientConfig: { service: called } } } } });
    for (const one of [api, definition]) expect(likely(hook, service('hook', ['8443:9443']), one)).toEqual(['{api-server} => shop/hook[Deployment] : TCP 9443']);
  });

  test.each(['https://kubernetes.default.svc', 'https://$(KUBERNETES_SERVICE_HOST):443', 'kubernetes.default:443'])('is named: %s', (value) => {
    expect(likely(workload('web', env('X', value)))).toEqual(['shop/web[Deployment] => {api-server} : TCP 443,6443']);
  });

  const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'x', { roleRef: { kind: 'Role', name: 'r' }, subjects: [{ kind: 'ServiceAccount', name: 'operator' }] });

  test('is needed by accounts with roles', () => {
    expect(likely(workload('web', { pod: { serviceAccountName: 'operator' } }), binding)).toEqual(['shop/web[Deployment] => {api-server} : TCP 443,6443']);
  });

  test('is not needed by other accounts, nor without a token', () => {
    expect(lines(workload('web'), binding)).toEqual([]);
    expect(lines(workload('web', { pod: { serviceAccountName: 'operator', automountServiceAccountToken: false } }), binding)).toEqual([]);
    expect(lines(workload('web', { pod: { serviceAccountName: 'operator' } }), binding, object('v1', 'ServiceAccount', 'operator', { automountServiceAccountToken: false }))).toEqual([]);
  });
});

describe('DNS', () => {
  test('is asked by whoever uses a name, and by nobody else', () => {
    expect(lines(workload('web', env('X', 'http://10.0.0.1:80'))).filter((line) => line.includes('dns'))).toEqual([]);
    expect(lines(workload('web', env('X', 'http://example.com'))).filter((line) => line.includes('dns'))).toEqual(['shop/web[Deployment] => {cluster-dns} : TCP 53,UDP 53 (likely)']);
  });

  test('is its servers where the manifests hold them', () => {
    const coredns = workload('coredns', { namespace: 'kube-system' }).replaceAll('"app":"coredns"', '"k8s-app":"kube-dns"');
    expect(lines(workload('web', env('X', 'http://api')), API, coredns)).toContain('shop/web[Deployment] => kube-system/coredns[Deployment] : TCP 53,UDP 53');
  });
});

describe('evidence', () => {
  test('is told with its field, its host and its port, and nothing else of the value', () => {
    const [suggestion] = suggestionsOf(read(`${workload('web', env('REDIS_URL', 'redis://user:secret@redis.data:6379/7?x=y'))}\n---\n${REDIS}`));
    const [{ kind, host, port, place }] = suggestion.evidence;
    expect({ kind, host, port, name: place.name, field: place.field, object: place.object }).toEqual({
      kind: 'address', host: 'redis.data', port: 6379, name: 'REDIS_URL of container main', object: 'Deployment shop/web', field: 'spec.template.spec.containers[0].env[0].value',
    });
  });

  test('of one connection is told together, the same field once', () => {
    const container = { env: [{ name: 'A', value: 'api:80' }, { name: 'B', value: 'http://api' }] };
    const [suggestion] = suggestionsOf(read(`${workload('web', { container })}\n---\n${API}`));
    expect(suggestion.evidence.map(({ place }) => place.name)).toEqual(['A of container main', 'B of container main']);
  });

  test('is of kinds that have different names', () => {
    expect(new Set(EVIDENCE_KINDS.map(({ id }) => id)).size).toBe(EVIDENCE_KINDS.length);
  });
});
