import { app, clusterPolicy, found, namespace, pod, policy, service, texts } from './found';

const named = (name: string) => `{ matchLabels: { kubernetes.io/metadata.name: ${name} } }`;
const egress = (name: string, rules: string) => policy(`${name}-out`, `podSelector: ${app(name)}, policyTypes: [Egress], egress: [${rules}]`);
const ingress = (name: string, rules: string) => policy(`${name}-in`, `podSelector: ${app(name)}, policyTypes: [Ingress], ingress: [${rules}]`);
const to = (name: string, port = 5432) => `{ to: [{ podSelector: ${app(name)} }], ports: [{ port: ${port} }] }`;
const from = (name: string, port = 5432) => `{ from: [{ podSelector: ${app(name)} }], ports: [{ port: ${port} }] }`;

const web = pod('web');
const db = pod('db');

describe('one-sided-connection', () => {
  const closed = policy('db-in', `podSelector: ${app('db')}, policyTypes: [Ingress]`);

  test('finds a rule of ingress for pods that may not send', () => {
    expect(texts('one-sided-connection', web, db, ingress('db', from('web')), egress('web', '{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }'))).toEqual([
      'NetworkPolicy shop/db-in: spec.ingress[0].from[0]: ingress rule #1 of shop/db-in opens TCP 5432 to pods app=web of namespace shop, but none of those in these manifests may send that: '
        + 'shop/web may send nothing to shop/db, by the policies that select it (shop/web-out). | '
        + 'A connection needs both sides: add it to the egress of a policy that selects shop/web, or delete it here.',
    ]);
  });

  test('finds both rules where their ports have nothing in common', () => {
    expect(found('one-sided-connection', web, db, egress('web', to('db', 80)), ingress('db', from('web', 443))).map(({ object, text }) => [object, text])).toEqual([
      ['NetworkPolicy shop/web-out', 'egress rule #1 of shop/web-out opens TCP 80 to pods app=db of namespace shop, but none of those in these manifests accepts that: '
        + 'shop/db accepts only TCP 443 from shop/web, by the policies that select it (shop/db-in).'],
      ['NetworkPolicy shop/db-in', 'ingress rule #1 of shop/db-in opens TCP 443 to pods app=web of namespace shop, but none of those in these manifests may send that: '
        + 'shop/web may send only TCP 80 to shop/db, by the policies that select it (shop/web-out).'],
    ]);
  });

  test('finds what a ClusterNetworkPolicy closes', () => {
    const deny = clusterPolicy('deny', `subject: { pods: { namespaceSelector: {}, podSelector: ${app('db')} } }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]`);
    expect(found('one-sided-connection', web, db, egress('web', to('db')), deny)).toHaveLength(1);
  });

  test('finds the closed one of two peers', () => {
    const both = egress('web', `{ to: [{ podSelector: ${app('api')} }, { podSelector: ${app('db')} }] }`);
    expect(found('one-sided-connection', web, db, pod('api'), both, closed).map(({ field }) => field)).toEqual(['spec.egress[0].to[1]']);
  });

  test('finds replicas that may not talk to each other', () => {
    expect(found('one-sided-connection', db, ingress('db', from('db')), policy('db-out', `podSelector: ${app('db')}, policyTypes: [Egress]`))).toHaveLength(1);
  });

  test.each([
    ['both sides', [web, db, egress('web', to('db')), ingress('db', from('web'))]],
    ['a destination that nothing isolates', [web, db, egress('web', to('db'))]],
    ['a source that nothing isolates', [web, db, ingress('db', from('web'))]],
    ['a port in common', [web, db, egress('web', '{ to: [{ podSelector: {} }] }'), ingress('db', from('web'))]],
    ['one pair of several that is open', [web, db, pod('db2', { labels: '{ app: db, kind: replica }' }), egress('web', to('db')), policy('db-in', 'podSelector: { matchLabels: { kind: replica } }')]],
    ['a namespace that is not in the manifests', [web, egress('web', `{ to: [{ namespaceSelector: ${named('data')} }] }`), closed]],
    ['a namespace that is declared without pods', [web, namespace('data', '{ team: data }'), egress('web', '{ to: [{ namespaceSelector: { matchLabels: { team: data } } }] }')]],
    ['pods that are not there', [web, egress('web', to('api'))]],
    ['addresses', [web, pod('db', { ip: '203.0.113.7' }), egress('web', '{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }'), closed]],
    ['all pods of the namespace', [web, db, egress('web', '{ to: [{ podSelector: {} }] }'), closed, policy('web-in', `podSelector: ${app('web')}`)]],
    ['all pods of the cluster', [web, db, egress('web', '{ to: [{ namespaceSelector: {} }] }'), closed, policy('web-in', `podSelector: ${app('web')}`)]],
    ['everybody', [web, db, egress('web', '{}'), closed]],
    ['a named port that the destination lacks, which is another finding', [web, db, egress('web', `{ to: [{ podSelector: ${app('db')} }], ports: [{ port: sql }] }`), closed]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('one-sided-connection', ...yaml)).toEqual([]);
  });
});

describe('no-dns', () => {
  const out = egress('web', to('db'));
  const also = (rule: string) => egress('web', `${to('db')}, ${rule}`);

  test('names the pods that are cut off', () => {
    const all = policy('all', 'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }]');
    expect(texts('no-dns', web, db, all)).toEqual([
      'NetworkPolicy shop/all: spec.egress: shop/web and shop/db may connect to others by NetworkPolicy shop/all, but no policy lets them ask a DNS server for their addresses. | '
        + 'Add an egress rule to pods k8s-app=kube-dns of namespace kube-system with the ports UDP 53 and TCP 53.',
    ]);
  });

  test.each(['{ ports: [{ port: 53 }] }', '{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: TCP }] }', '{ ports: [{ protocol: TCP }] }'])(
    'says of %s that it is TCP alone', (rule) => {
      expect(texts('no-dns', web, also(rule))).toEqual([
        'NetworkPolicy shop/web-out: spec.egress: shop/web may connect to others by NetworkPolicy shop/web-out, but no policy lets it ask a DNS server for their addresses over UDP, '
          + 'which is how most programs ask: a port without a protocol is one of TCP. | Add the port with "protocol: UDP" beside it.',
      ]);
    });

  test.each([
    '{ ports: [{ port: 443 }] }',
    '{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }], ports: [{ port: 443 }] }',
    `{ to: [{ namespaceSelector: ${named('kube-system')} }], ports: [{ port: 443 }] }`,
    '{ to: [{ podSelector: {} }] }',
    '{ ports: [{ port: 53, protocol: SCTP }] }',
  ])('finds that %s leads to no DNS server', (rule) => {
    expect(found('no-dns', web, egress('web', rule))).toHaveLength(1);
  });

  test.each([
    '{ ports: [{ port: 53, protocol: UDP }] }',
    '{ ports: [{ port: 53, protocol: UDP }, { port: 53 }] }',
    `{ to: [{ namespaceSelector: ${named('kube-system')}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }] }`,
    '{ to: [{ namespaceSelector: { matchLabels: { name: kube-system } } }], ports: [{ port: 53, protocol: UDP }] }',
    '{ to: [{ ipBlock: { cidr: 10.96.0.10/32 } }], ports: [{ port: 53, protocol: UDP }] }',
    '{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }] }',
    `{ to: [{ namespaceSelector: ${named('openshift-dns')} }], ports: [{ port: 5353, protocol: UDP }] }`,
    `{ to: [{ namespaceSelector: ${named('kube-system')} }], ports: [{ port: dns, protocol: UDP }] }`,
    '{ ports: [{ port: 1, endPort: 1024, protocol: UDP }] }',
    '{ ports: [{ protocol: UDP }] }',
    '{}',
    '{ to: [{ namespaceSelector: {} }] }',
    `{ to: [{ namespaceSelector: ${named('kube-system')} }] }`,
    '{ to: [{ namespaceSelector: { matchLabels: { name: kube-system } } }] }',
    '{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: kube-dns } } }] }',
    '{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app.kubernetes.io/name: coredns } } }] }',
    '{ to: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [shop] }] } }] }',
  ])('takes %s for a way to DNS', (rule) => {
    expect(found('no-dns', web, also(rule))).toEqual([]);
  });

  test.each([
    ['a rule of another policy', [web, out, policy('dns', 'podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 53, protocol: UDP }] }]')]],
    ['an accepting rule of a ClusterNetworkPolicy', [web, out, clusterPolicy('dns', `subject: { namespaces: {} },
      egress: [{ action: Accept, to: [{ namespaces: ${named('kube-system')} }], protocols: [{ udp: { destinationPort: { number: 53 } } }] }]`)]],
    ['a DNS server of one\'s own', [web, pod('resolver', { ports: '[{ containerPort: 53, protocol: UDP }]' }), egress('web', `{ to: [{ podSelector: ${app('resolver')} }] }`)]],
    ['pods that are not isolated for egress', [web, db, ingress('web', from('db'))]],
    ['pods that may connect to nothing', [web, policy('web', 'podSelector: {}, policyTypes: [Egress]')]],
    ['pods that may connect to addresses alone', [web, egress('web', '{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 443 }] }')]],
    ['a policy that selects nothing', [db, out]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('no-dns', ...yaml)).toEqual([]);
  });

  test('does not count what a ClusterNetworkPolicy denies or passes', () => {
    const rule = (action: string) => clusterPolicy('dns', `subject: { namespaces: {} }, egress: [{ action: ${action}, to: [{ namespaces: {} }], protocols: [{ udp: { destinationPort: { number: 53 } } }] }]`);
    expect(found('no-dns', web, out, rule('Pass'))).toHaveLength(1);
    expect(found('no-dns', web, out, rule('Deny'))).toHaveLength(1);
  });
});

describe('closed-entry', () => {
  const HTTP = '[{ name: http, containerPort: 8080 }]';
  const backend = pod('web', { ports: HTTP });
  const entry = (type: string, more = '') => service('entry', `type: ${type}, ${more} selector: { app: web }, ports: [{ port: 80, targetPort: http }]`);
  const fromPods = ingress('web', '{ from: [{ podSelector: {} }, { namespaceSelector: {} }] }');
  const closed = policy('web-in', `podSelector: ${app('web')}, policyTypes: [Ingress]`);
  const route = (name = 'entry', port = '{ number: 80 }', paths = ['/']) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: route, namespace: shop }
spec: { rules: [{ http: { paths: [${paths.map((path) => `{ path: ${path}, pathType: Prefix, backend: { service: { name: ${name}, port: ${port} } } }`).join()}] } }] }`;

  test.each(['LoadBalancer', 'NodePort'])('finds a Service of type %s whose pods let no address in', (type) => {
    expect(texts('closed-entry', backend, entry(type), fromPods)).toEqual([
      'Service shop/entry: Service shop/entry leads to shop/web, but the policies there (shop/web-in) let no address outside of the cluster in. | '
        + 'Open the port of the pods to the addresses that are meant, by an ipBlock or a rule without "from"; or make the Service one of type ClusterIP.',
    ]);
  });

  test('finds an Ingress whose pods let no controller in, once for all of its paths', () => {
    expect(texts('closed-entry', backend, db, entry('ClusterIP'), ingress('web', from('db', 8080)), route('entry', '{ number: 80 }', ['/', '/a', '/b']))).toEqual([
      'Ingress shop/route: Ingress shop/route leads to shop/web, but the policies there (shop/web-in) let no ingress controller in. | '
        + 'Open the port of the pods to the pods of the ingress controller, or delete the backend.',
    ]);
  });

  test('finds the port of the Service where that of the pods is meant', () => {
    expect(found('closed-entry', backend, entry('LoadBalancer'), ingress('web', '{ ports: [{ port: 80 }] }'))).toHaveLength(1);
    expect(found('closed-entry', backend, entry('ClusterIP'), ingress('web', '{ ports: [{ port: 80 }] }'), route())).toHaveLength(1);
  });

  test.each([
    ['0.0.0.0/0', [entry('LoadBalancer'), ingress('web', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 8080 }] }')]],
    ['everybody on the port of the pods', [entry('LoadBalancer'), ingress('web', '{ ports: [{ port: 8080 }] }')]],
    ['the port by its name', [entry('NodePort'), ingress('web', '{ ports: [{ port: http }] }')]],
    ['some addresses, with externalTrafficPolicy Local', [entry('LoadBalancer', 'externalTrafficPolicy: Local,'), ingress('web', '{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }')]],
    ['the nodes, with externalTrafficPolicy Cluster', [entry('NodePort', 'externalTrafficPolicy: Cluster,'), ingress('web', '{ from: [{ ipBlock: { cidr: 10.0.0.0/16 } }] }')]],
    ['one of several ports', [service('entry', 'type: LoadBalancer, selector: { app: web }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 443, targetPort: 8443 }]'),
      ingress('web', '{ ports: [{ port: 8443 }] }')]],
    ['pods that are isolated for egress alone', [entry('LoadBalancer'), policy('web-out', 'podSelector: {}, policyTypes: [Egress]')]],
    ['a Service of type ClusterIP without an Ingress', [entry('ClusterIP'), closed]],
    ['a Service of other pods', [service('entry', 'type: LoadBalancer, selector: { app: api }, ports: [{ port: 80 }]'), closed]],
    ['a Service without selector', [service('entry', 'type: NodePort, ports: [{ port: 80 }]'), closed]],
    ['a target that the pods do not have', [service('entry', 'type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: grpc }]'), closed]],
    ['a ClusterNetworkPolicy that denies pods', [entry('LoadBalancer'), clusterPolicy('c', 'subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]')]],
    ['a controller in a namespace that is not shown', [entry('ClusterIP'), route(), ingress('web', `{ from: [{ namespaceSelector: ${named('ingress-nginx')} }], ports: [{ port: 8080 }] }`)]],
    ['a controller that is shown', [entry('ClusterIP'), route(), pod('controller', { namespace: 'ingress-nginx' }), ingress('web', `{ from: [{ namespaceSelector: ${named('ingress-nginx')} }] }`)]],
    ['a controller on the network of its node', [entry('ClusterIP'), route(), ingress('web', '{ from: [{ ipBlock: { cidr: 10.0.0.0/16 } }] }')]],
    ['an Ingress for a Service that is not there', [route('other'), closed]],
    ['an Ingress for a port that the Service does not have', [entry('ClusterIP'), route('entry', '{ number: 81 }'), closed]],
    ['pods that nothing isolates', [entry('LoadBalancer'), route()]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('closed-entry', backend, ...yaml)).toEqual([]);
  });

  test('is silent about pods on the network of their node', () => {
    expect(found('closed-entry', pod('web', { ports: HTTP, hostNetwork: true }), entry('LoadBalancer'), closed)).toEqual([]);
  });
});
