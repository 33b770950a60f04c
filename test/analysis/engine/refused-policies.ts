/** A policy, and whether the API server takes it: one that it refuses does not exist (rules 2, 3, 10, 12, 23, 25 27 to 30). */
export interface JudgedPolicy {
  /** The field that matters, such as `a port {"port":0}`. */
  readonly what: string;
  readonly manifest: object;
}

const PORTS_TAKEN = [
  {}, { port: 1 }, { port: 65535 }, { port: 80, endPort: 80 }, { port: 80, endPort: 65535 }, { port: 'http' }, { port: '8a' },
  { port: 'a-b' }, { port: 'fifteen-letters' }, { protocol: 'SCTP' },
  { port: null, endPort: null, protocol: null }, null,
];
const PORTS_REFUSED = [
  { port: 0 }, { port: -1 }, { port: 65536 }, { port: 80.5 }, { port: true }, { port: '80' }, { port: 'HTTP' }, { port: '' },
  { port: 'a--b' }, { port: '-a' }, { port: 'a-' }, { port: 'sixteen-letter-s' },
  { port: 80, endPort: 79 }, { port: 80, endPort: 0 }, { port: 80, endPort: 65536 }, { endPort: 80 }, { port: 'http', endPort: 80 },
  { protocol: 'tcp' }, { protocol: 'ICMP' }, { protocol: '' },
];
const PEERS_TAKEN = [
  { podSelector: {} }, { namespaceSelector: {}, podSelector: null }, { ipBlock: null, podSelector: {} }, block('10.0.0.0/8'),
  block('10.1.2.3/8'), block('::/0'), block('10.0.0.0/8', []), block('10.0.0.0/8', null),
  block('10.0.0.0/8', ['10.0.0.0/9', '10.255.255.255/32']), block('10.1.2.3/8', ['10.1.2.3/9']), block('0.0.0.0/0', ['0.0.0.0/1']),
  block('2001:DB8::/32'), block('::1.2.3.4/128'), block('64:ff9b::192.0.2.0/120'),
  selecting('In', ['a']), selecting('In', ['']), selecting('Exists', []), labelled('example.com/app', 'A.b_c-9'), labelled('app', 'x'.repeat(63)),
  { podSelector: { matchLabels: { app: null } } }, selecting('In', [null]), selecting('Exists', null), selecting('DoesNotExist'), { podSelector: { matchLabels: null, matchExpressions: null } },
];
const PEERS_REFUSED = [
  {}, null, { podSelector: null }, block('10.0.0.0/8', [null]), { ...block('10.0.0.0/8'), podSelector: {} }, { ...block('10.0.0.0/8'), namespaceSelector: {} }, { ipBlock: {} },
  block('10.0.0.0'), block('10.0.0.0/33'), block('10.0.0.0/-1'), block('10.0.0/8'),
  block('1::2::3/64'), block('2001:db8::/129'), block('10.0.0.0/8', ['10.0.0.0/8']), block('10.0.0.0/8', ['10.1.2.3/8']),
  block('10.0.0.0/8', ['11.0.0.0/9']), block('10.0.0.0/8', ['0.0.0.0/0']),
  block('10.0.0.0/8', ['10.0.0.1']), block('0.0.0.0/0', ['0.0.0.0/0']), block('::/0', ['0.0.0.0/1']), block('10.0.0.0/32', ['10.0.0.0/32']),
  selecting('In', []), selecting('In'), selecting('NotIn'),
  selecting('Exists', ['a']), selecting('DoesNotExist', ['a']), selecting('exists'), selecting(undefined),
  { podSelector: { matchExpressions: [{ operator: 'Exists' }] } }, { podSelector: { matchExpressions: [{ key: 'no spaces', operator: 'Exists' }] } },
  selecting('In', ['no spaces']), selecting('NotIn', ['x'.repeat(64)]), labelled('no spaces', 'a'), labelled('', 'a'), labelled('a/b/c', 'a'),
  labelled('Example.com/app', 'a'), labelled('x'.repeat(64), 'a'), labelled('app', 'no spaces'), labelled('app', 'x'.repeat(64)), labelled('app', '-a'),
];
const SPECS_TAKEN = [
  undefined, {}, { podSelector: null, policyTypes: null, ingress: null, egress: null }, { policyTypes: [] },
  { policyTypes: ['Ingress', 'Ingress'] }, { ingress: [null], egress: [null] },
];
const SPECS_REFUSED = [{ policyTypes: ['ingress'] }, { policyTypes: [null] }, { policyTypes: ['Ingress', 'Egress', 'Ingress'] }, selecting('In')];

const PODS = { namespaceSelector: {}, podSelector: {} };
const CLUSTER_TAKEN = [
  {}, { tier: 'Baseline' }, { priority: 0 }, { priority: 1000 }, { subject: { pods: PODS } }, ingress({}),
  ingress({ from: [{ pods: PODS }] }), egress({ to: [{ networks: ['10.0.0.0/8', '::/0'] }] }), egress({ to: [{ nodes: {} }] }),
  { subject: { pods: { podSelector: {} } } }, ingress({ from: [{ pods: { namespaceSelector: null, podSelector: {} } }] }),
  ingress({ from: [{ pods: { podSelector: { matchLabels: { app: null } } } }] }), egress({ to: [{ networks: ['10.1.2.3/8'] }] }),
  egress({ action: 'Accept', to: [{ domainNames: ['*.example.com'] }] }), { ingress: Array(25).fill(rule('from')) },
  to({ tcp: { destinationPort: { number: 65535 } } }), to({ sctp: { destinationPort: { range: { start: 1, end: 2 } } } }),
  to({ destinationNamedPort: 'http' }),
];
const CLUSTER_REFUSED = [
  { tier: 'NetworkPolicy' }, { tier: undefined }, { priority: -1 }, { priority: 1001 }, { priority: 1.5 }, { priority: undefined },
  { subject: undefined }, { subject: {} }, { subject: { namespaces: {}, pods: PODS } },
  { subject: { networks: ['10.0.0.0/8'] } }, { subject: { pods: { namespaceSelector: {} } } }, ingress({ action: 'Allow' }),
  ingress({ action: undefined }), ingress({ from: [] }), ingress({ from: undefined }), ingress({ from: [{}] }),
  ingress({ from: [{ namespaces: {}, pods: PODS }] }), ingress({ from: [{ networks: ['0.0.0.0/0'] }] }), ingress({ protocols: [] }),
  egress({ to: [{ networks: [] }] }), egress({ to: [{ networks: ['10.0.0.0/8', '10.0.0.0/8'] }] }), egress({ to: [{ networks: ['10.0.0.0/33'] }] }),
  egress({ to: [{ namespaces: {}, networks: ['0.0.0.0/0'] }] }),
  egress({ to: [{ networks: ['0.0.0.0/0'] }], protocols: [{ destinationNamedPort: 'http' }] }), { ingress: Array(26).fill(rule('from')) },
  to({}),
  to({ tcp: {} }), ingress({ from: [null] }), { ingress: [null] }, egress({ to: [{ networks: [null] }] }),
  to({ tcp: { destinationPort: {} } }), to({ tcp: { destinationPort: { number: 0 } } }), to({ udp: { destinationPort: { number: 65536 } } }),
  to({ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }),
  to({ tcp: { destinationPort: { range: { start: 90, end: 80 } } } }), to({ tcp: { destinationPort: { range: { start: 80 } } } }),
  to({ tcp: { destinationPort: { number: 80, range: { start: 80, end: 90 } } } }), to({ tcp: {}, udp: {} }),
];

const ADMIN_TAKEN = [
  {}, { priority: 0 }, { priority: 1000 }, { subject: { pods: PODS } }, { egress: [], ingress: [] }, admin('from', { ports: [] }), admin('from', { action: 'Pass' }),
  admin('from', { from: [{ pods: PODS }] }), admin('to', { to: [{ networks: ['10.1.2.3/8', '::/0'] }] }), admin('to', { to: [{ nodes: {} }] }),
  admin('to', { to: [{ networks: ['10.0.0.0', '10.0.0.0/33', 'example.com'] }] }), { ingress: Array(100).fill(adminRule('from')) },
  adminPort({ portNumber: { protocol: 'SCTP', port: 65535 } }), adminPort({ portNumber: { port: 1 } }), adminPort({ portNumber: { protocol: 'ICMP', port: 1 } }),
  adminPort({ portRange: { start: 80, end: 80 } }), adminPort({ portRange: { start: 90, end: 80 } }), adminPort({ namedPort: 'http' }),
];
const ADMIN_REFUSED = [
  { priority: undefined }, { priority: -1 }, { priority: 1001 }, { subject: {} }, { subject: undefined }, { subject: { pods: { podSelector: {} } } },
  { subject: { pods: { namespaceSelector: {} } } }, { subject: { namespaces: {}, pods: PODS } }, admin('from', { action: 'Accept' }), admin('from', { from: [] }),
  admin('from', { from: [{}] }), admin('from', { from: [{ networks: ['10.0.0.0/8'] }] }), admin('from', { from: [{ pods: { podSelector: {} } }] }),
  admin('to', { to: [{ networks: [] }] }), admin('to', { to: [{ networks: ['10'] }] }), admin('to', { to: [{ networks: ['::ffff:10.0.0.0/104'] }] }),
  admin('to', { to: [{ networks: ['10.0.0.0/8', '10.0.0.0/8'] }] }), admin('to', { to: [{ networks: ['10.0.0.0/8'] }], ports: [{ namedPort: 'http' }] }),
  admin('to', { to: [{ nodes: {} }], ports: [{ namedPort: 'http' }] }), { ingress: Array(101).fill(adminRule('from')) }, { ingress: [null] },
  adminPort({}), adminPort({ portNumber: { port: 0 } }), adminPort({ portNumber: {} }), adminPort({ portRange: { start: 80 } }), adminPort({ portNumber: { port: 80 }, namedPort: 'http' }),
];
const BASELINE_TAKEN = [{}, { subject: { pods: PODS } }, admin('from'), admin('to', { action: 'Allow' })];
const BASELINE_REFUSED = [{ subject: {} }, admin('from', { action: 'Pass' })];

export const TAKEN = networkPolicies(PORTS_TAKEN, PEERS_TAKEN, SPECS_TAKEN);
export const REFUSED = networkPolicies(PORTS_REFUSED, PEERS_REFUSED, SPECS_REFUSED);
export const CLUSTER_POLICIES_TAKEN = CLUSTER_TAKEN.map(clusterNetworkPolicy);
export const CLUSTER_POLICIES_REFUSED = CLUSTER_REFUSED.map(clusterNetworkPolicy);

export const ADMIN_POLICIES_TAKEN = [...ADMIN_TAKEN.map(adminNetworkPolicy), ...BASELINE_TAKEN.map((spec) => baselineAdminNetworkPolicy(spec))];
export const ADMIN_POLICIES_REFUSED = [
  ...ADMIN_REFUSED.map(adminNetworkPolicy), ...BASELINE_REFUSED.map((spec) => baselineAdminNetworkPolicy(spec)), baselineAdminNetworkPolicy({}, 'other'),
];

/** As far as it is known: v1beta1 is not published yet. */
export const BETA_TAKEN = [egress({ to: [{ networks: ['10.0.0.0/8'] }] })].map(betaPolicy);
export const BETA_REFUSED = [egress({ to: [{ networks: ['10.1.2.3/8'] }] })].map(betaPolicy);

function networkPolicies(ports: readonly unknown[], peers: readonly unknown[], specs: readonly unknown[]): JudgedPolicy[] {
  return [
    ...ports.map((port) => networkPolicy('a port', port, { ingress: [{ ports: [port] }] })),
    ...peers.map((peer) => networkPolicy('a peer', peer, { egress: [{ to: [peer] }] })),
    ...specs.map((spec) => networkPolicy('a spec', spec, spec)),
  ];
}

function networkPolicy(field: string, value: unknown, spec: unknown): JudgedPolicy {
  return { what: `${field} ${JSON.stringify(value)}`, manifest: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'policy' }, spec } };
}

function clusterNetworkPolicy(spec: object): JudgedPolicy {
  const healthy = { tier: 'Admin', priority: 10, subject: { namespaces: {} } };
  const manifest = { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'policy' }, spec: { ...healthy, ...spec } };
  return { what: `a cluster policy with ${JSON.stringify(spec)}`, manifest };
}

function betaPolicy(spec: object): JudgedPolicy {
  const { what, manifest } = clusterNetworkPolicy(spec);
  return { what: `${what} of v1beta1`, manifest: { ...manifest, apiVersion: 'policy.networking.k8s.io/v1beta1' } };
}

function adminNetworkPolicy(spec: object): JudgedPolicy {
  const healthy = { priority: 10, subject: { namespaces: {} } };
  const manifest = { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name: 'policy' }, spec: { ...healthy, ...spec } };
  return { what: `an AdminNetworkPolicy with ${JSON.stringify(spec)}`, manifest };
}

function baselineAdminNetworkPolicy(spec: object, name = 'default'): JudgedPolicy {
  const healthy = { subject: { namespaces: {} } };
  const manifest = { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy', metadata: { name }, spec: { ...healthy, ...spec } };
  return { what: `a BaselineAdminNetworkPolicy "${name}" with ${JSON.stringify(spec)}`, manifest };
}

function block(cidr: string, except?: readonly (string | null)[] | null): object {
  return { ipBlock: { cidr, except } };
}

function selecting(operator?: string, values?: readonly (string | null)[] | null): object {
  return { podSelector: { matchExpressions: [{ key: 'app', operator, values }] } };
}

function labelled(key: string, value: string): object {
  return { podSelector: { matchLabels: { [key]: value } } };
}

function rule(peers: 'from' | 'to', fields: object = {}): object {
  return { action: 'Deny', [peers]: [{ namespaces: {} }], ...fields };
}

function ingress(fields: object): object {
  return { ingress: [rule('from', fields)] };
}

function egress(fields: object): object {
  return { egress: [rule('to', fields)] };
}

/** One rule, towards all namespaces, of one protocol. */
function to(protocol: object): object {
  return egress({ protocols: [protocol] });
}

function adminRule(peers: 'from' | 'to', fields: object = {}): object {
  return { action: 'Deny', [peers]: [{ namespaces: {} }], ...fields };
}

function admin(peers: 'from' | 'to', fields: object = {}): object {
  return { [peers === 'from' ? 'ingress' : 'egress']: [adminRule(peers, fields)] };
}

/** One rule, towards all namespaces, of one entry of ports. */
function adminPort(fields: object): object {
  return admin('to', { ports: [fields] });
}
