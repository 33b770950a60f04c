import { textOf } from '../../../src/analysis/model/ends';
import { connectivity } from '../../../src/analysis/questions/connectivity';
import { app, found, lint, pod, policy, service, texts } from '../findings/found';
import { read } from '../manifests';

const WEB = pod('web', { ports: '[{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9090 }]' });
const SERVICE = service('web', 'selector: { app: web }, ports: [{ name: web, port: 80, targetPort: http }, { name: admin, port: 81, targetPort: 9090 }]');
const CLOSED = policy('web', `podSelector: ${app('web')}, policyTypes: [Ingress]`);

const route = (spec: string) => `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, namespace: shop }
spec: { ${spec} }`;
const gatewayRoute = (kind: string, version: string, backend = '{ name: web, port: 80 }', parent = '{ name: entry, namespace: gateways }', ns = 'shop') => `
apiVersion: gateway.networking.k8s.io/${version}
kind: ${kind}
metadata: { name: web, namespace: ${ns} }
spec: { parentRefs: [${parent}], rules: [{ backendRefs: [${backend}] }] }`;
const gatewayPod = (name: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: gateways, labels: { gateway.networking.k8s.io/gateway-name: ${name} } }
spec: { containers: [{ name: main, image: x }] }`;

/** What is listed of the ingress controller. */
function listed(...yaml: string[]): string[] {
  const analysis = read([WEB, SERVICE, ...yaml].join('\n---\n'));
  expect(analysis.problems).toEqual([]);
  return connectivity(analysis).filter(({ source }) => source.kind === 'ingress-controller').map(({ destination, connections }) => `${textOf(destination)} ${connections}`);
}

describe('a Route of OpenShift', () => {
  test.each([
    ['every port where it names none', 'to: { kind: Service, name: web }', ['shop/web[Pod] TCP 8080,9090']],
    ['the port of the service that it names', 'to: { kind: Service, name: web }, port: { targetPort: web }', ['shop/web[Pod] TCP 8080']],
    ['the port of the pods that it numbers', 'to: { kind: Service, name: web }, port: { targetPort: 9090 }', ['shop/web[Pod] TCP 9090']],
    ['alternate backends', 'to: { kind: Service, name: other }, alternateBackends: [{ kind: Service, name: web }], port: { targetPort: web }', ['shop/web[Pod] TCP 8080']],
    ['nothing where there is no such service', 'to: { kind: Service, name: other }', []],
    ['nothing where there is no such port', 'to: { kind: Service, name: web }, port: { targetPort: 80 }', []],
  ])('leads to %s', (_, spec, lines) => {
    expect(listed(route(spec))).toEqual(lines);
  });

  test('of Knative is another kind, which says nothing of services', () => {
    const analysis = read(`${WEB}\n---\n${SERVICE}\n---\napiVersion: serving.knative.dev/v1\nkind: Route\nmetadata: { name: web, namespace: shop }\nspec: { traffic: [] }`);
    expect(analysis.cluster.ingresses).toEqual([]);
  });
});

describe('a route of the Gateway API', () => {
  test.each([
    ['HTTPRoute', 'v1'], ['HTTPRoute', 'v1beta1'], ['HTTPRoute', 'v1alpha2'], ['GRPCRoute', 'v1'], ['GRPCRoute', 'v1alpha2'], ['TLSRoute', 'v1'], ['TLSRoute', 'v1alpha3'], ['TLSRoute', 'v1alpha2'],
    ['TCPRoute', 'v1alpha2'], ['UDPRoute', 'v1alpha2'],
  ])('%s of %s leads to the port of its backend', (kind, version) => {
    expect(listed(gatewayRoute(kind, version))).toEqual(['shop/web[Pod] TCP 8080']);
  });

  test('of a version that nobody knows is a problem', () => {
    expect(read(gatewayRoute('HTTPRoute', 'v7')).problems.map(({ field, text }) => `${field} ${text}`)).toEqual([
      'apiVersion is "gateway.networking.k8s.io/v7", but must be gateway.networking.k8s.io/v1 for a HTTPRoute; the HTTPRoute is left out',
    ]);
  });

  test('leads to no other kinds than services', () => {
    expect(listed(gatewayRoute('HTTPRoute', 'v1', '{ name: web, port: 81 }, { kind: ServiceImport, group: multicluster.x-k8s.io, name: web, port: 80 }'))).toEqual(['shop/web[Pod] TCP 9090']);
  });

  test('that is attached to a service leads from pods to pods, and not in', () => {
    const parent = '{ kind: Service, group: "", name: web }';
    expect(listed(gatewayRoute('HTTPRoute', 'v1', '{ name: web, port: 81 }', parent))).toEqual([]);
    expect(listed(gatewayRoute('HTTPRoute', 'v1', '{ name: web, port: 81 }', `${parent}, { name: entry }`))).toEqual(['shop/web[Pod] TCP 9090']);
  });

  test('leads to those that get a copy', () => {
    expect(listed(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { rules: [{ filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: web, port: 81 } } }] }] }`)).toEqual(['shop/web[Pod] TCP 9090']);
  });

  test('comes from the pods of its Gateway where these are given', () => {
    const open = policy('web', `podSelector: ${app('web')}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: elsewhere } } }] }, { ports: [{ port: 9090 }], from: [{ namespaceSelector: {}, podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: entry } } }] }]`);
    expect(listed(gatewayRoute('HTTPRoute', 'v1'), open)).toEqual(['shop/web[Pod] TCP 8080']);
    expect(listed(gatewayRoute('HTTPRoute', 'v1'), gatewayRoute('TCPRoute', 'v1alpha2', '{ name: web, port: 81 }'), gatewayPod('entry'), open)).toEqual(['shop/web[Pod] TCP 9090']);
  });
});

describe('a route to a service of another namespace', () => {
  const away = (kind = 'HTTPRoute') => gatewayRoute(kind, 'v1', '{ name: web, namespace: shop, port: 80 }', '{ name: entry }', 'routes');
  const grant = ({ from = 'kind: HTTPRoute, namespace: routes', to = 'kind: Service', group = 'gateway.networking.k8s.io', version = 'v1beta1', namespace = 'shop' } = {}) => `
apiVersion: gateway.networking.k8s.io/${version}
kind: ReferenceGrant
metadata: { name: grant, namespace: ${namespace} }
spec: { from: [{ group: ${group}, ${from} }], to: [{ group: "", ${to} }] }`;

  test.each([
    ['of all services', {}],
    ['of the service', { to: 'kind: Service, name: web' }],
    ['of an older version', { version: 'v1alpha2' }],
    ['of a newer version', { version: 'v1' }],
  ])('leads there by a ReferenceGrant %s', (_, options) => {
    expect(listed(away(), grant(options))).toEqual(['shop/web[Pod] TCP 8080']);
    expect(listed(grant(options), away())).toEqual(['shop/web[Pod] TCP 8080']);
    expect(found('missing-grant', WEB, SERVICE, away(), grant(options))).toEqual([]);
  });

  test.each([
    ['of another service', { to: 'kind: Service, name: other' }],
    ['of secrets', { to: 'kind: Secret' }],
    ['for another kind', { from: 'kind: GRPCRoute, namespace: routes' }],
    ['for another group', { group: 'example.com' }],
    ['for another namespace', { from: 'kind: HTTPRoute, namespace: shop' }],
    ['in the namespace of the route', { namespace: 'routes' }],
  ])('leads nowhere by a ReferenceGrant %s, and that is found', (_, options) => {
    expect(listed(away(), grant(options))).toEqual([]);
    expect(texts('missing-grant', WEB, SERVICE, away(), grant(options))).toEqual([
      'HTTPRoute routes/web: HTTPRoute routes/web leads to Service shop/web of another namespace, but no ReferenceGrant of shop allows that, so that it leads nowhere. | Write a '
      + 'ReferenceGrant in shop: from group gateway.networking.k8s.io, kind HTTPRoute, namespace routes, to kind Service; or move the route to shop.',
    ]);
  });

  test('is no way in that could be closed', () => {
    expect(found('closed-entry', WEB, SERVICE, CLOSED, away())).toEqual([]);
    expect(found('closed-entry', WEB, SERVICE, CLOSED, away(), grant())).toHaveLength(1);
  });

  test('is left alone where nobody shows the service', () => {
    expect(found('missing-grant', WEB, away())).toEqual([]);
  });
});

describe('closed-entry', () => {
  test.each([
    ['Route shop/web', route('to: { kind: Service, name: web }'), 'no ingress controller'],
    ['HTTPRoute shop/web', gatewayRoute('HTTPRoute', 'v1'), 'no Gateway'],
    ['TCPRoute shop/web', gatewayRoute('TCPRoute', 'v1alpha2'), 'no Gateway'],
  ])('finds a closed %s', (object, yaml, who) => {
    expect(texts('closed-entry', WEB, SERVICE, yaml, CLOSED)).toEqual([expect.stringContaining(`${object} leads to shop/web, but the policies there (shop/web) let ${who} in.`)]);
    expect(found('closed-entry', WEB, SERVICE, yaml)).toEqual([]);
  });
});

describe('the cure of closed-entry', () => {
  const cure = (...yaml: string[]) => found('closed-entry', WEB, SERVICE, CLOSED, ...yaml).map((one) => one.cure);
  const ingress = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { ${spec} defaultBackend: { service: { name: web, port: { number: 80 } } } }`;
  const gateway = (className: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: entry, namespace: gateways }
spec: { gatewayClassName: ${className}, listeners: [] }`;
  const gatewayClass = (name: string, controller: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: ${name} }
spec: { controllerName: ${controller} }`;
  const OWN = 'the pods of Gateway gateways/entry (namespaceSelector { kubernetes.io/metadata.name: gateways } and podSelector { gateway.networking.k8s.io/gateway-name: entry })';
  const TRAEFIK = 'the pods of Gateway gateways/entry (namespaceSelector { kubernetes.io/metadata.name: traefik } and podSelector { app.kubernetes.io/name: traefik })';

  test.each([
    ['an Ingress of a class that is known', [ingress('ingressClassName: traefik,')],
      'the pods of the ingress controller of class "traefik" (namespaceSelector { kubernetes.io/metadata.name: traefik } and podSelector { app.kubernetes.io/name: traefik })'],
    ['an Ingress of another class', [ingress('ingressClassName: haproxy,')], 'the pods of the ingress controller of class "haproxy"'],
    ['an Ingress of no class', [ingress('')], 'the pods of the ingress controller'],
    ['a Route', [route('to: { kind: Service, name: web }')], 'the pods of the router of OpenShift (namespaceSelector { kubernetes.io/metadata.name: openshift-ingress } and '
      + 'podSelector { ingresscontroller.operator.openshift.io/deployment-ingresscontroller: default })'],
    ['a route of a Gateway that nobody shows', [gatewayRoute('HTTPRoute', 'v1')], 'the pods of Gateway gateways/entry'],
    ['a route of a Gateway whose pods are shown', [gatewayRoute('HTTPRoute', 'v1'), gatewayPod('entry')], OWN],
    ['a route of a Gateway of a class that is known by its name', [gatewayRoute('HTTPRoute', 'v1'), gateway('istio')], OWN],
    ['a route of a Gateway of a class whose controller is known', [gatewayRoute('HTTPRoute', 'v1'), gateway('edge'), gatewayClass('edge', 'traefik.io/gateway-controller')], TRAEFIK],
    ['a route of a Gateway of a class of Envoy Gateway', [gatewayRoute('HTTPRoute', 'v1'), gateway('eg'), gatewayClass('eg', 'gateway.envoyproxy.io/gatewayclass-controller')],
      'the pods of Gateway gateways/entry (namespaceSelector { kubernetes.io/metadata.name: envoy-gateway-system } and podSelector '
      + '{ gateway.envoyproxy.io/owning-gateway-namespace: gateways, gateway.envoyproxy.io/owning-gateway-name: entry })'],
    ['a route of a Gateway of a class that means something else here', [gatewayRoute('HTTPRoute', 'v1'), gateway('istio'), gatewayClass('istio', 'example.com/another')],
      'the pods of Gateway gateways/entry'],
    ['a route of two Gateways', [gatewayRoute('HTTPRoute', 'v1', undefined, '{ name: entry, namespace: gateways }, { name: inner }')],
      'the pods of Gateway gateways/entry or the pods of Gateway shop/inner'],
  ])('names who is to be let in: %s', (_, yaml, who) => {
    expect(cure(...yaml)).toEqual([`Open the port of the pods to ${who}, or delete the backend.`]);
  });
});

describe('closed-webhook', () => {
  const HOOKS: [string, string][] = [
    ['ValidatingWebhookConfiguration', 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: { name: hook }\nwebhooks: [{ name: a, clientConfig: { service: { namespace: shop, name: web, port: 80 } } }, { name: b, clientConfig: { url: "https://example.com" } }]'],
    ['MutatingWebhookConfiguration', 'apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: hook }\nwebhooks: [{ name: a, clientConfig: { service: { namespace: shop, name: web, port: 80 } } }]'],
    ['APIService', 'apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: { name: hook }\nspec: { group: a, version: v1, service: { namespace: shop, name: web, port: 80 } }'],
    ['CustomResourceDefinition', 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: hook }\nspec: { conversion: { strategy: Webhook, webhook: { clientConfig: { service: { namespace: shop, name: web, port: 80 } } } } }'],
  ];

  test.each(HOOKS)('finds a closed %s', (kind, yaml) => {
    expect(texts('closed-webhook', WEB, SERVICE, yaml, CLOSED)).toEqual([expect.stringContaining(`${kind} hook has the API server connect to shop/web, but the policies there (shop/web) let no address in`)]);
  });

  test.each(HOOKS)('is silent about a %s whose port any address may reach, and where nothing isolates', (_, yaml) => {
    const open = (port: number) => policy('web', `podSelector: ${app('web')}, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.1/32 } }], ports: [{ port: ${port} }] }]`);
    expect(found('closed-webhook', WEB, SERVICE, yaml, open(8080))).toEqual([]);
    expect(found('closed-webhook', WEB, SERVICE, yaml, open(9090))).toHaveLength(1);
    expect(found('closed-webhook', WEB, SERVICE, yaml)).toEqual([]);
  });

  test('asks for 443 where no port is said', () => {
    const yaml = 'apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: { name: hook }\nspec: { service: { namespace: shop, name: web } }';
    expect(found('closed-webhook', WEB, SERVICE, yaml, CLOSED)).toEqual([]);
    expect(found('closed-webhook', WEB, service('web', 'selector: { app: web }, ports: [{ port: 443, targetPort: http }]'), yaml, CLOSED)).toHaveLength(1);
  });

  test('is acknowledged on the object', () => {
    const yaml = HOOKS[2][1].replace('name: hook', 'name: hook, annotations: { cdk8s-netpol/acknowledge.closed-webhook: its servers are not asked }');
    const { findings, acknowledged } = lint(`${[WEB, SERVICE, yaml, CLOSED].join('\n---\n')}`);
    expect(findings.map(({ rule }) => rule)).not.toContain('acknowledgement');
    expect(acknowledged.map(({ rule }) => rule)).toEqual(['closed-webhook']);
  });
});
