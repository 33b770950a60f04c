import * as fc from 'fast-check';
import { pairsOf } from './disagreements';
import { engine } from './engine';
import { clusters, PROBED_PORTS } from './generated-clusters';
import { Reference } from './reference/reference';
const all = { namespaces: {} };
const cnp = (spec: object) => ({ apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'c' }, spec: { tier: 'Admin', priority: 1, subject: all, ...spec } });
const np = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec });
test('refusals', () => {
  const D = (p: object) => ({ egress: [{ action: 'Deny', to: [all], protocols: [p] }] });
  const port = (p: object) => np({ ingress: [{ ports: [p] }] });
  const peer = (p: object) => np({ ingress: [{ from: [p] }] });
  const list = [
    cnp({}), cnp({ tier: 'NetworkPolicy' }), cnp({ tier: undefined }), cnp({ priority: 1001 }), cnp({ priority: -1 }), cnp({ priority: 1.5 }), cnp({ priority: undefined }), cnp({ subject: {} }), cnp({ subject: undefined }),
    cnp({ subject: { ...all, pods: { namespaceSelector: {}, podSelector: {} } } }), cnp({ subject: { pods: { podSelector: {} } } }), cnp({ subject: { pods: { namespaceSelector: {} } } }), cnp({ subject: { networks: ['10.0.0.0/8'] } }),
    cnp({ ingress: [{ action: 'Allow', from: [all] }] }), cnp({ ingress: [{ action: 'Deny', from: [] }] }), cnp({ ingress: [{ action: 'Deny' }] }), cnp({ ingress: [{ action: 'Deny', from: [{}] }] }), cnp({ ingress: [{ from: [all] }] }),
    cnp({ ingress: [{ action: 'Deny', from: [all], protocols: [] }] }), cnp({ ingress: [{ action: 'Deny', from: [{ networks: ['0.0.0.0/0'] }] }] }), cnp({ egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/33'] }] }] }),
    cnp({ egress: [{ action: 'Deny', to: [{ networks: [] }] }] }), cnp({ egress: [{ action: 'Deny', to: [{ ...all, networks: ['0.0.0.0/0'] }] }] }), cnp({ egress: [{ action: 'Deny', to: [{ nodes: {} }] }] }), cnp({ egress: [{ action: 'Deny', to: [{ future: {} }] }] }),
    cnp({ egress: [{ action: 'Accept', to: [{ domainNames: ['a.b'] }] }] }), cnp({ egress: [{ action: 'Deny', to: [{ domainNames: ['a.b'] }] }] }),
    cnp({ ingress: Array(26).fill({ action: 'Deny', from: [all] }) }), cnp({ ingress: [{ action: 'Deny', from: Array(26).fill(all) }] }), cnp({ ingress: [{ name: 'x'.repeat(101), action: 'Deny', from: [all] }] }),
    cnp(D({})), cnp(D({ tcp: {} })), cnp(D({ tcp: {}, udp: {} })), cnp(D({ icmp: {} })), cnp(D({ tcp: { destinationPort: {} } })), ...[{ number: 0 }, { number: 65536 }, { range: { start: 80, end: 80 } }, { range: { start: 90, end: 80 } }, { range: { start: 0, end: 80 } }, { range: { start: 1, end: 65536 } }, { range: { start: 1 } }, { number: 80, range: { start: 80, end: 90 } }].map((destinationPort) => cnp(D({ tcp: { destinationPort } }))),
    cnp({ egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }], protocols: [{ destinationNamedPort: 'http' }] }] }), cnp({ egress: [{ action: 'Deny', to: [{ nodes: {} }], protocols: [{ destinationNamedPort: 'http' }] }] }),
    cnp({ subject: { namespaces: { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] } } }), cnp({ subject: { namespaces: { matchExpressions: [{ key: 'a', operator: 'Is' }] } } }),
    np({}), { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' } }, np({ podSelector: null, ingress: null, egress: null, policyTypes: null }), np({ policyTypes: ['Ingress', 'Ingress'] }), np({ policyTypes: ['Ingress', 'Egress', 'Ingress'] }), np({ policyTypes: ['X'] }),
    ...[{ port: 0 }, { port: 1 }, { port: 65535 }, { port: 65536 }, { port: -1 }, { port: 80.5 }, { port: '80' }, { port: 'HTTP' }, { port: 'a--b' }, { port: '-a' }, { port: 'a-' }, { port: '' }, { port: 'abcdefghijklmnop' }, { port: 'abcdefghijklmno' }, { port: '8a' }, { port: 80, endPort: 80 }, { port: 80, endPort: 79 }, { port: 80, endPort: 65536 }, { port: 80, endPort: 0 }, { port: null, endPort: null }, { endPort: 80 }, { port: 'http', endPort: 80 }, { protocol: 'tcp' }, { protocol: 'ICMP' }, { protocol: null }, { protocol: '' }, { port: true }].map(port),
    ...[{}, { podSelector: null }, { ipBlock: null, podSelector: {} }, { ipBlock: {} }, { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' }, namespaceSelector: null }, { ipBlock: { cidr: '10.0.0.0/08' } }, { ipBlock: { cidr: '010.0.0.0/8' } }, { ipBlock: { cidr: '10.0.0.0/ 8' } }, { ipBlock: { cidr: '10.0.0/8' } }, { ipBlock: { cidr: '10.0.0.0/-1' } }, { ipBlock: { cidr: '10.0.0.0/' } }, { ipBlock: { cidr: '::/0' } }, { ipBlock: { cidr: '::ffff:10.0.0.0/104' } }, { ipBlock: { cidr: '1::2::3/64' } }, { ipBlock: { cidr: 'fe80::1%eth0/64' } },
      { ipBlock: { cidr: '10.0.0.0/8', except: [] } }, { ipBlock: { cidr: '10.0.0.0/8', except: null } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.2.3/8'] } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.2.3/9'] } }, { ipBlock: { cidr: '10.9.9.9/8', except: ['10.1.2.3/32'] } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/9'] } }, { ipBlock: { cidr: '0.0.0.0/0', except: ['0.0.0.0/0'] } }, { ipBlock: { cidr: '::/0', except: ['0.0.0.0/1'] } }, { ipBlock: { cidr: '10.0.0.0/32', except: ['10.0.0.0/32'] } },
      { podSelector: { matchLabels: { a: 'b' } } }, { podSelector: { matchLabels: { '': 'b' } } }, { podSelector: { matchLabels: { 'a b': 'b' } } }, { podSelector: { matchLabels: { 'x/y/z': 'b' } } }, { podSelector: { matchLabels: { 'X.com/a': 'b' } } }, { podSelector: { matchLabels: { a: '-b' } } }, { podSelector: { matchLabels: { a: true } } }, { podSelector: { matchLabels: null, matchExpressions: null } }, { podSelector: { matchLabels: { a: 'x'.repeat(64) } } },
      ...[{ operator: 'In', values: ['a'] }, { operator: 'In', values: [] }, { operator: 'In' }, { operator: 'NotIn' }, { operator: 'Exists', values: [] }, { operator: 'Exists', values: null }, { operator: 'Exists', values: ['a'] }, { operator: 'DoesNotExist', values: ['a'] }, { operator: 'exists' }, {}, { operator: 'In', values: [''] }, { operator: 'In', values: ['a b'] }, { operator: 'In', values: [1] }].map((r) => ({ namespaceSelector: { matchExpressions: [{ key: 'a', ...r }] } })),
      { podSelector: { matchExpressions: [{ operator: 'Exists' }] } }].map(peer),
  ];
  const out = list.flatMap((m) => { const a = new Reference([m]).refused.length > 0; let b: unknown; try { b = engine([m]).refused.length > 0; } catch (e) { b = String(e); } return a === b ? [] : [`ref ${a ? 'refuses' : 'takes'} engine ${b} ${JSON.stringify((m as any).spec)}`.slice(0, 200)]; });
  console.log(list.length, out.join('\n'));
});
test('time', () => {
  const cs = fc.sample(clusters, { numRuns: 100, seed: 5 }); let t = Date.now();
  const go = (make: (m: readonly object[]) => any) => { t = Date.now(); for (const c of cs) { const r = new Reference(c.manifests); const e = make(c.manifests); for (const [a, b] of pairsOf(r, c)) for (const p of ['TCP', 'UDP', 'SCTP']) for (const q of PROBED_PORTS) e.reaches(a, b, p, q); } return Date.now() - t; };
  console.log('ref', go((m) => new Reference(m)), 'engine', go(engine));
});
