import { parseAllDocuments } from 'yaml';
import { addressOf, blockOf, isIn, isStrictlyIn } from './addresses';
import { PROTOCOLS } from './connection';
import { fulfills, isSelector } from './labels';
import { Reference } from './reference';

/** `web` and `api` in "shop", `api` in "data", with a manifest only for "data". */
const PODS = `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{}] } } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: api, namespace: shop, labels: { app: api } }, spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: api, namespace: data, labels: { app: api } }, spec: { containers: [{ ports: [{ name: http, containerPort: 9090 }] }] }, status: { podIP: 10.0.1.5 } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: data, labels: { team: data } } }
`;
const POLICY = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: some, namespace: shop }\nspec: ';
const CLUSTER_POLICY = 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: { name: some }\nspec: ';
const policy = (spec: string) => POLICY + spec;
const clusterPolicy = (spec: string) => CLUSTER_POLICY + spec;

function read(...policies: string[]): Reference {
  return new Reference(parseAllDocuments([PODS, ...policies].join('\n---\n')).map((document) => document.toJS() as object));
}

/** What is open of a few ports, as text. */
function open(reference: Reference, from: string, to: string): string {
  return PROTOCOLS.flatMap((protocol) => [80, 443, 8080, 9090].filter((port) => reference.reaches(from, to, protocol, port)).map((port) => `${protocol} ${port}`)).join(' ');
}
const EVERYTHING = 'TCP 80 TCP 443 TCP 8080 TCP 9090 UDP 80 UDP 443 UDP 8080 UDP 9090 SCTP 80 SCTP 443 SCTP 8080 SCTP 9090';

describe('the reference', () => {
  test('lists the pods that take part', () => {
    expect(read().pods).toEqual(['shop/web', 'shop/api', 'data/api']);
  });

  test('opens a list', () => {
    expect(new Reference([{ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec: {} }] }]).pods).toEqual(['default/one']);
  });

  test('does not answer for pods that are not there', () => {
    expect(() => read().reaches('shop/web', 'shop/nowhere', 'TCP', 80)).toThrow('there is no pod shop/nowhere');
    expect(() => read().reaches('shop/api', 'shop/api#2', 'TCP', 80)).toThrow('shop/api is a single pod');
  });

  test('knows which objects make replicas', () => {
    expect(read().replicaOf('shop/web')).toBe('shop/web#2');
    expect(read().replicaOf('shop/api')).toBeUndefined();
  });

  test('opens everything where no policy is', () => {
    expect(open(read(), 'shop/web', 'data/api')).toBe(EVERYTHING);
    expect(open(read(), '192.0.2.1', 'shop/api')).toBe(EVERYTHING);
  });

  test.each([
    ['nothing', 'policyTypes: [Ingress]', '', EVERYTHING],
    ['a number', 'ingress: [{ ports: [{ port: 443 }] }]', 'TCP 443', EVERYTHING],
    ['a name', 'ingress: [{ ports: [{ port: http }] }]', 'TCP 8080', EVERYTHING],
    ['a name towards others', 'policyTypes: [Egress], egress: [{ ports: [{ port: http }] }]', 'TCP 8080', 'TCP 9090'],
    ['a range', 'ingress: [{ ports: [{ protocol: UDP, port: 81, endPort: 8080 }] }]', 'UDP 443 UDP 8080', EVERYTHING],
    ['a namespace', 'policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { team: data } } }] }]', '', EVERYTHING],
    ['an address', 'policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.1.0/24 } }] }]', '', EVERYTHING],
    ['another address', 'policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.1.0/24, except: [10.0.1.4/31] } }] }]', '', ''],
  ])('opens what a policy allows: %s', (_, spec, near, far) => {
    const reference = read(policy(`{ podSelector: {}, ${spec} }`));
    expect(open(reference, 'shop/web', 'shop/api')).toBe(near);
    expect(open(reference, 'shop/web', 'data/api')).toBe(far);
  });

  test.each([
    ['Deny in the Admin tier', 'tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]', '', ''],
    ['Accept in the Admin tier', 'tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Accept, from: [{ namespaces: {} }] }]', EVERYTHING, EVERYTHING],
    ['Pass in the Admin tier', 'tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Pass, from: [{ namespaces: {} }] }]', 'TCP 80', EVERYTHING],
    ['Deny in the Baseline tier', 'tier: Baseline, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]', 'TCP 80', ''],
  ])('runs through the tiers: %s', (_, spec, near, far) => {
    const reference = read(policy('{ ingress: [{ ports: [{ port: 80 }] }] }'), clusterPolicy(`{ ${spec} }`));
    expect(open(reference, 'shop/web', 'shop/api')).toBe(near);
    expect(open(reference, 'shop/web', 'data/api')).toBe(far);
  });
});

describe('an address', () => {
  test.each([
    ['0.0.0.0', '0'.repeat(32)],
    ['10.0.1.5', '00001010000000000000000100000101'],
    ['255.255.255.255', '1'.repeat(32)],
    ['::', '0'.repeat(128)],
    ['::1', `${'0'.repeat(127)}1`],
    ['8000::', `1${'0'.repeat(127)}`],
    ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8].map((group) => group.toString(2).padStart(16, '0')).join('')],
    ['::FFFF:1.2.3.4', `${'0'.repeat(80)}${'1'.repeat(16)}00000001000000100000001100000100`],
  ])('%s is its bits', (text, bits) => {
    expect(addressOf(text)).toBe(bits);
  });

  test.each(['', '10.0.0', '10.0.0.256', '010.0.0.1', '1::2::3', 'fe80::1%eth0', 'shop/web', undefined, 10])('%s is none', (text) => {
    expect(addressOf(text)).toBeUndefined();
  });

  test.each([
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0', '::', 'a00::']],
    ['10.1.2.3/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::', '::ffff:1.2.3.4']],
    ['::/0', ['::', 'ffff::'], ['0.0.0.0']],
    ['10.0.0.6/31', ['10.0.0.6', '10.0.0.7'], ['10.0.0.5', '10.0.0.8']],
    ['2001:db8::/33', ['2001:db8:7fff::'], ['2001:db8:8000::']],
  ])('is in %s or not', (text, inside, outside) => {
    expect(inside.filter((address) => !isIn(addressOf(address)!, blockOf(text)!))).toEqual([]);
    expect(outside.filter((address) => isIn(addressOf(address)!, blockOf(text)!))).toEqual([]);
  });

  test.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '::/129', '/8', 'x/8'])('%s is no block', (text) => {
    expect(blockOf(text)).toBeUndefined();
  });

  test.each([
    ['10.0.0.0/9', '10.0.0.0/8', true], ['10.0.0.0/8', '10.0.0.0/8', false], ['10.0.0.0/7', '10.0.0.0/8', false], ['11.0.0.0/9', '10.0.0.0/8', false], ['::/1', '0.0.0.0/0', false],
  ])('%s lies strictly in %s: %s', (inner, outer, expected) => {
    expect(isStrictlyIn(blockOf(inner)!, blockOf(outer)!)).toBe(expected);
  });
});

describe('a selector', () => {
  const LABELS = { app: 'web', empty: '' };
  test.each([
    [{}, true],
    [undefined, true],
    [{ matchLabels: { app: 'web', empty: '' } }, true],
    [{ matchLabels: { app: 'web', tier: 'front' } }, false],
    [{ matchLabels: { absent: '' } }, false],
    [{ matchLabels: { constructor: '' } }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db', 'web'] }] }, false],
    [{ matchExpressions: [{ key: 'absent', operator: 'In', values: ['web', ''] }] }, false],
    [{ matchExpressions: [{ key: 'absent', operator: 'NotIn', values: ['web'] }] }, true],
    [{ matchExpressions: [{ key: 'empty', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'toString', operator: 'Exists' }] }, false],
    [{ matchExpressions: [{ key: 'empty', operator: 'DoesNotExist' }] }, false],
    [{ matchExpressions: [{ key: 'absent', operator: 'DoesNotExist' }, { key: 'app', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'absent', operator: 'DoesNotExist' }, { key: 'empty', operator: 'DoesNotExist' }] }, false],
  ])('%j', (selector, expected) => {
    expect(fulfills(LABELS, selector)).toBe(expected);
  });

  test.each([{ '': 'x' }, { 'a b': 'x' }, { 'x/y/z': 'x' }, { 'Example.com/a': 'x' }, { a: '-x' }, { a: 'x'.repeat(64) }])('with the labels %j is refused', (matchLabels) => {
    expect(isSelector({ matchLabels: matchLabels as unknown as Record<string, string> })).toBe(false);
  });

  test.each([{ a: '' }, { 'example.com/a': 'x' }, { 'kubernetes.io/metadata.name': 'shop' }, { A_b: 'X.y-z' }])('with the labels %j is taken', (matchLabels) => {
    expect(isSelector({ matchLabels: matchLabels as unknown as Record<string, string> })).toBe(true);
  });
});
