import { app, clusterPolicy, found, pod, policy, read, service, texts } from './found';
import { findings } from '../../../src/analysis/findings/registry';

const HTTP = '[{ name: http, containerPort: 8080 }]';
const web = pod('web', { ports: HTTP });
const toWeb = (ports: string) => policy('web', `podSelector: ${app('web')}, policyTypes: [Ingress], ingress: [{ ports: ${ports} }]`);
const fromApi = (to: string, ports: string) => policy('api', `podSelector: ${app('api')}, policyTypes: [Egress], egress: [{ to: ${to}, ports: ${ports} }]`);
const WEB = `[{ podSelector: ${app('web')} }]`;

describe('service-target', () => {
  const front = (ports: string) => service('front', `selector: { app: web }, ports: ${ports}`);

  test('finds a number and a name that no container has', () => {
    expect(texts('service-target', web, front('[{ port: 80, targetPort: 8081 }, { name: b, port: 81, targetPort: https }]'))).toEqual([
      'Service shop/front: spec.ports[0]: Port 80 of Service shop/front leads to TCP 8081, which no container of shop/web declares; there is TCP 8080 "http". '
        + '| Give the port of the pods as its targetPort, or declare it in the container that listens on it.',
      'Service shop/front: spec.ports[1]: Port 81 of Service shop/front leads to the TCP port named "https", which no container of shop/web declares; '
        + 'there is TCP 8080 "http". | Give the port of the pods as its targetPort, or declare it in the container that listens on it.',
    ]);
    expect(found('service-target', pod('web'), front('[{ port: 80, targetPort: http }]'))).toHaveLength(1);
    expect(found('service-target', web, front('[{ port: 80, targetPort: 8080, protocol: UDP }]'))).toHaveLength(1);
  });

  test.each([
    ['a port that is declared, by number and by name', [web, front('[{ port: 80, targetPort: 8080 }, { name: b, port: 81, targetPort: http }]')]],
    ['a number of pods that declare none', [pod('web'), front('[{ port: 80, targetPort: 8080 }]')]],
    ['a port that some of the pods declare', [web, pod('old', { labels: '{ app: web }', ports: '[{ containerPort: 1 }]' }), front('[{ port: 80, targetPort: 8080 }]')]],
    ['a Service without pods', [pod('api'), front('[{ port: 80 }]')]],
    ['a Service without selector', [web, service('front', 'ports: [{ port: 80 }]')]],
    ['the name of a host', [web, service('front', 'type: ExternalName, externalName: example.com, selector: { app: web }, ports: [{ port: 80 }]')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('service-target', ...yaml)).toEqual([]);
  });
});

describe('service-port', () => {
  const front = service('front', 'selector: { app: web }, ports: [{ port: 80, targetPort: http }]');

  test('finds it on the side of egress too, through a target with a name', () => {
    expect(texts('service-port', web, front, fromApi(WEB, '[{ port: 443 }, { port: 80 }]'))).toEqual([
      'NetworkPolicy shop/api: spec.egress[0].ports[1].port: egress rule #1 of shop/api names TCP 80, which is the port of the Service shop/front; '
        + 'shop/web behind it listens on 8080, and that is what a policy sees. | Write 8080, the port of the pods.',
    ]);
  });

  test('finds it where the pods declare no port', () => {
    expect(found('service-port', pod('web'), service('front', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]'), toWeb('[{ port: 80 }]'))).toHaveLength(1);
  });

  test('finds it in a ClusterNetworkPolicy', () => {
    expect(found('service-port', web, front, clusterPolicy('c', `subject: { pods: { namespaceSelector: {}, podSelector: ${app('web')} } },
      ingress: [{ action: Deny, from: [{ namespaces: {} }], protocols: [{ udp: { destinationPort: { number: 80 } } }, { tcp: { destinationPort: { number: 80 } } }] }]`)).map(({ object, field }) => [object, field]))
      .toEqual([['ClusterNetworkPolicy c', 'spec.ingress[0].protocols[1]']]);
  });

  test.each([
    ['the port of the pods', [web, front, toWeb('[{ port: 8080 }]')]],
    ['a port on which the pod listens too', [pod('web', { ports: '[{ name: http, containerPort: 8080 }, { containerPort: 80 }]' }), front, toWeb('[{ port: 80 }]')]],
    ['a port to which another Service leads', [pod('web'), front, service('other', 'selector: { app: web }, ports: [{ port: 8000, targetPort: 80 }]'), toWeb('[{ port: 80 }]')]],
    ['another protocol', [web, front, toWeb('[{ port: 80, protocol: UDP }]')]],
    ['a Service whose ports are those of the pods', [pod('web'), service('front', 'selector: { app: web }, ports: [{ port: 80 }]'), toWeb('[{ port: 80 }]')]],
    ['a Service of other pods', [web, service('front', 'selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]'), toWeb('[{ port: 80 }]')]],
    ['a Service without selector', [web, service('front', 'ports: [{ port: 80, targetPort: 8080 }]'), toWeb('[{ port: 80 }]')]],
    ['a range', [web, front, toWeb('[{ port: 80, endPort: 90 }]')]],
    ['pods of which one is not behind the Service', [web, pod('api'), front, policy('all', 'podSelector: {}, ingress: [{ ports: [{ port: 80 }] }]')]],
    ['addresses beside the pods', [web, front, fromApi(`[{ podSelector: ${app('web')} }, { ipBlock: { cidr: 203.0.113.0/24 } }]`, '[{ port: 80 }]')]],
    ['everybody', [web, front, policy('web', 'podSelector: {}, egress: [{ ports: [{ port: 80 }] }]')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('service-port', ...yaml)).toEqual([]);
  });
});

describe('named-port-missing', () => {
  test('says what the pods have', () => {
    expect(texts('named-port-missing', web, pod('web2', { labels: '{ app: web }' }), fromApi(WEB, '[{ port: web }]'))).toEqual([
      'NetworkPolicy shop/api: spec.egress[0].ports[0].port: egress rule #1 of shop/api names the port "web" of TCP, which shop/web and shop/web2 do not have, so that it matches nothing. '
        + 'There is "http". | Name a port as a container of the pods that are connected to does, with its protocol, or write its number.',
    ]);
  });

  test('says that the name is one of another protocol', () => {
    expect(found('named-port-missing', web, toWeb('[{ port: http, protocol: UDP }]'))[0].text).toBe(
      'ingress rule #1 of shop/web names the port "http" of UDP, which shop/web does not have, so that it matches nothing. Their "http" is one of TCP.');
  });

  test('says that addresses have no names for their ports', () => {
    expect(found('named-port-missing', web, fromApi('[{ ipBlock: { cidr: 203.0.113.0/24 } }]', '[{ port: http }]'))[0].text).toBe(
      'egress rule #1 of shop/api names the port "http" of TCP, but addresses have no names for their ports, so that it matches nothing.');
  });

  test('finds it in a ClusterNetworkPolicy, where a name is one of any protocol', () => {
    const names = (name: string) => clusterPolicy('c', `subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } },
      ingress: [{ action: Accept, from: [{ namespaces: {} }], protocols: [{ destinationNamedPort: ${name} }] }]`);
    expect(found('named-port-missing', web, names('web')).map(({ field, text }) => [field, text])).toEqual([
      ['spec.ingress[0].protocols[0]', 'ingress rule #1 of c names the port "web", which shop/web does not have, so that it matches nothing. There is "http".'],
    ]);
    expect(found('named-port-missing', pod('dns', { ports: '[{ name: dns, protocol: UDP, containerPort: 53 }]' }), names('dns'))).toEqual([]);
  });

  test('names the port as it is counted in the file, behind one that is not understood', () => {
    const policyOf = (ports: string) => read(`${web}\n---\napiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: { name: a }\nspec: { priority: 1, `
      + `subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }, ingress: [{ action: Allow, from: [{ namespaces: {} }], ports: [${ports}] }] }`);
    const fields = (ports: string) => findings(policyOf(ports)).findings.filter(({ rule }) => rule === 'named-port-missing').map(({ field }) => field);
    const unknown = '{ portNumber: { protocol: ICMP, port: 1 } }';
    expect(policyOf(unknown).problems.map(({ field }) => field)).toEqual(['spec.ingress[0].ports[0].portNumber.protocol']);
    expect(fields('{ namedPort: http }, { namedPort: web }')).toEqual(['spec.ingress[0].ports[1]']);
    expect(fields(`${unknown}, { namedPort: http }, { namedPort: web }`)).toEqual(['spec.ingress[0].ports[2]']);
    expect(fields(`{ namedPort: web }, ${unknown}, { namedPort: web2 }`)).toEqual(['spec.ingress[0].ports[0]', 'spec.ingress[0].ports[2]']);
  });

  test.each([
    ['a name that one of the pods has', [web, pod('old', { labels: '{ app: web }' }), toWeb('[{ port: http }]')]],
    ['a number', [web, toWeb('[{ port: 9999 }]')]],
    ['pods that are not there', [pod('api'), toWeb('[{ port: http }]')]],
    ['pods of a namespace that is not there', [web, fromApi('[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } } }]', '[{ port: sql }]')]],
    ['the pods of the cluster', [web, fromApi('[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]', '[{ port: dns, protocol: UDP }]')]],
    ['everybody', [web, fromApi('[]', '[{ port: metrics }]')]],
    ['addresses beside pods', [web, fromApi('[{ podSelector: {} }, { ipBlock: { cidr: 203.0.113.0/24 } }]', '[{ port: metrics }]')]],
    ['a block that holds the known address of a pod with the name', [pod('web', { ports: HTTP, ip: '203.0.113.7' }), fromApi('[{ ipBlock: { cidr: 203.0.113.0/24 } }]', '[{ port: http }]')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('named-port-missing', ...yaml)).toEqual([]);
  });
});

describe('undeclared-port', () => {
  test('says which ports there are', () => {
    expect(texts('undeclared-port', web, pod('old', { labels: '{ app: web }', ports: '[{ containerPort: 8081 }, { containerPort: 53, protocol: UDP }]' }), toWeb('[{ port: 8008 }]'))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].ports[0].port: ingress rule #1 of shop/web names TCP 8008, which no container of shop/web and shop/old declares; '
        + 'there are TCP 8080, TCP 8081 and UDP 53. | Correct the port or its protocol; where something listens on it, declare it in the container.',
    ]);
  });

  test('finds a port of another protocol, and in a ClusterNetworkPolicy', () => {
    expect(found('undeclared-port', web, toWeb('[{ port: 8080, protocol: UDP }]'))).toHaveLength(1);
    expect(found('undeclared-port', web, clusterPolicy('c', `subject: { namespaces: {} },
      ingress: [{ action: Deny, from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 9090 } } }] }]`)).map(({ field }) => field)).toEqual(['spec.ingress[0].protocols[0]']);
  });

  test.each([
    ['pods that declare no port', [pod('web'), toWeb('[{ port: 8008 }]')]],
    ['pods of which one declares no port', [web, pod('old', { labels: '{ app: web }' }), toWeb('[{ port: 8008 }]')]],
    ['a port that one of the pods declares', [web, pod('old', { labels: '{ app: web }', ports: '[{ containerPort: 8081 }]' }), toWeb('[{ port: 8081 }]')]],
    ['a port to which a Service leads', [web, service('front', 'selector: { app: web }, ports: [{ port: 90, targetPort: 8008 }]'), toWeb('[{ port: 8008 }]')]],
    ['the port of a Service, which is another finding', [web, service('front', 'selector: { app: web }, ports: [{ port: 8008, targetPort: 8080 }]'), toWeb('[{ port: 8008 }]')]],
    ['a range', [web, toWeb('[{ port: 8000, endPort: 8010 }]')]],
    ['every port', [web, toWeb('[{ protocol: UDP }]')]],
    ['a named port', [web, toWeb('[{ port: http }]')]],
    ['addresses', [web, fromApi('[{ ipBlock: { cidr: 203.0.113.0/24 } }]', '[{ port: 443 }]')]],
    ['everybody', [web, fromApi('[]', '[{ port: 443 }]')]],
    ['pods that are not there', [web, fromApi('[{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: kube-dns } } }]', '[{ port: 53 }]')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('undeclared-port', ...yaml)).toEqual([]);
  });
});
