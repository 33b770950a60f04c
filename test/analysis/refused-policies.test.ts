import { engine } from './engine';
import { Reference } from './reference/reference';

/** What the API server takes and refuses, one field at a time. A policy that it refuses does not exist (rules 2, 3, 10, 12, 23, 25 and 27). */
describe.each([
  ['the reference', (manifest: object) => new Reference([manifest]).refused.length > 0],
  ['the engine', (manifest: object) => engine([manifest]).refused.length > 0],
])('%s', (_, refuses) => {
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
    selecting('In', ['a']), selecting('In', ['']), selecting('Exists', []),
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
    { podSelector: { matchExpressions: [{ operator: 'Exists' }] } },
  ];

  test.each(PORTS_TAKEN)('takes a port %j', (port) => expect(refuses(policy({ ingress: [{ ports: [port] }] }))).toBe(false));
  test.each(PORTS_REFUSED)('refuses a port %j', (port) => expect(refuses(policy({ ingress: [{ ports: [port] }] }))).toBe(true));
  test.each(PEERS_TAKEN)('takes a peer %j', (peer) => expect(refuses(policy({ egress: [{ to: [peer] }] }))).toBe(false));
  test.each(PEERS_REFUSED)('refuses a peer %j', (peer) => expect(refuses(policy({ egress: [{ to: [peer] }] }))).toBe(true));

  test.each([
    undefined, {}, { podSelector: null, policyTypes: null, ingress: null, egress: null }, { policyTypes: [] },
    { policyTypes: ['Ingress', 'Ingress'] }, { ingress: [null], egress: [null] },
  ])('takes a policy of %j', (spec) => {
    expect(refuses(policy(spec))).toBe(false);
  });
  test.each([{ policyTypes: ['ingress'] }, { policyTypes: [null] }, { policyTypes: ['Ingress', 'Egress', 'Ingress'] }, selecting('In')])('refuses a policy of %j', (spec) => {
    expect(refuses(policy(spec))).toBe(true);
  });

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
    egress({ to: [{ networks: [] }] }), egress({ to: [{ networks: ['10.0.0.0/33'] }] }),
    egress({ to: [{ namespaces: {}, networks: ['0.0.0.0/0'] }] }),
    egress({ to: [{ networks: ['0.0.0.0/0'] }], protocols: [{ destinationNamedPort: 'http' }] }), { ingress: Array(26).fill(rule('from')) },
    to({}),
    to({ tcp: {} }), ingress({ from: [null] }), { ingress: [null] }, egress({ to: [{ networks: [null] }] }),
    to({ tcp: { destinationPort: {} } }), to({ tcp: { destinationPort: { number: 0 } } }), to({ udp: { destinationPort: { number: 65536 } } }),
    to({ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }),
    to({ tcp: { destinationPort: { range: { start: 90, end: 80 } } } }), to({ tcp: { destinationPort: { range: { start: 80 } } } }),
    to({ tcp: { destinationPort: { number: 80, range: { start: 80, end: 90 } } } }), to({ tcp: {}, udp: {} }),
  ];
  test.each(CLUSTER_TAKEN)('takes a cluster policy with %j', (spec) => expect(refuses(clusterPolicy(spec))).toBe(false));
  test.each([[egress({ to: [{ networks: ['10.0.0.0/8'] }] }), false], [egress({ to: [{ networks: ['10.1.2.3/8'] }] }), true]])('refuses host bits in v1beta1: %j', (spec, refused) => {
    expect(refuses({ ...clusterPolicy(spec), apiVersion: 'policy.networking.k8s.io/v1beta1' })).toBe(refused);
  });
  test.each(CLUSTER_REFUSED)('refuses a cluster policy with %j', (spec) => expect(refuses(clusterPolicy(spec))).toBe(true));
});

function policy(spec?: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'policy' }, spec };
}

function clusterPolicy(spec: object): object {
  const healthy = { tier: 'Admin', priority: 10, subject: { namespaces: {} } };
  return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'policy' }, spec: { ...healthy, ...spec } };
}

function block(cidr: string, except?: readonly (string | null)[] | null): object {
  return { ipBlock: { cidr, except } };
}

function selecting(operator?: string, values?: readonly (string | null)[] | null): object {
  return { podSelector: { matchExpressions: [{ key: 'app', operator, values }] } };
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
