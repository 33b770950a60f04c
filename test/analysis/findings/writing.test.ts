import { parse } from 'yaml';
import { app, clusterPolicy, found, lint, namespace, pod, policy, texts } from './found';
import { analyze } from '../../../src/analysis/engine/analysis';
import { findings } from '../../../src/analysis/findings/registry';

describe('empty-list', () => {
  test('says what the list opens, and for egress that the type must be listed', () => {
    expect(texts('empty-list', policy('web', 'podSelector: {}, ingress: [{}, { from: [{ podSelector: {} }], ports: [] }], egress: [{ to: [] }]'))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[1].ports: "ports" in ingress rule #2 of shop/web is empty, which means every port of every protocol, not none. | '
        + 'Leave the rule out where it should allow nothing; where it should allow every port, leave out "ports", so that it reads as it works.',
      'NetworkPolicy shop/web: spec.egress[0].to: "to" in egress rule #1 of shop/web is empty, which means everybody, in and outside of the cluster, not none. | '
        + 'Leave the rule out where it should allow nothing, and list Egress in policyTypes; where it should allow everybody, leave out "to", so that it reads as it works.',
    ]);
  });

  test('takes a key without a value for an empty list', () => {
    expect(found('empty-list', policy('web', 'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: , ports: [{ port: 80 }] }]')).map(({ field }) => field)).toEqual(['spec.ingress[0].from']);
  });

  test.each([
    'podSelector: {}, ingress: []',
    'podSelector: {}, ingress: [{}]',
    'podSelector: {}, ingress: [{ ports: [{}] }]',
    'podSelector: {}, policyTypes: [Ingress], egress: [{ to: [] }]',
    'podSelector: {}, policyTypes: [], ingress: null',
  ])('is silent about %s', (spec) => {
    expect(found('empty-list', policy('web', spec))).toEqual([]);
  });
});

describe('or-instead-of-and', () => {
  const from = (...peers: readonly string[]) => policy('db', `podSelector: ${app('db')}, policyTypes: [Ingress], ingress: [{ from: [${peers.join()}] }]`);
  const data = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: data } } }';
  const web = `{ podSelector: ${app('web')} }`;

  test('says whom both peers let in, in either order', () => {
    expect(texts('or-instead-of-and', from(web, '{ namespaceSelector: {} }'))).toEqual([
      'NetworkPolicy shop/db: spec.ingress[0].from[1]: Peers 1 and 2 of ingress rule #1 of shop/db are two list items, of which one is enough: '
        + 'all pods of all namespaces are allowed, and so are pods app=web of namespace shop. | '
        + 'Where only pods with those labels in those namespaces are meant, write both selectors into one list item: delete the second dash.',
    ]);
  });

  test('finds it where pods of the named namespace have the labels too', () => {
    expect(found('or-instead-of-and', from(data, web), pod('web'), pod('web', { namespace: 'data' }))).toHaveLength(1);
  });

  test('finds it in rules of egress', () => {
    expect(found('or-instead-of-and', policy('db', `podSelector: {}, policyTypes: [Egress], egress: [{ to: [${data}, ${web}] }]`))).toHaveLength(1);
  });

  test.each([
    ['one item with both', [`{ namespaceSelector: {}, podSelector: ${app('web')} }`]],
    ['all pods of the own namespace beside others', [data, '{ podSelector: {} }']],
    ['two of pods', [web, `{ podSelector: ${app('api')} }`]],
    ['addresses between them', [data, '{ ipBlock: { cidr: 203.0.113.0/24 } }', web]],
    ['one of both beside one of pods', [`{ namespaceSelector: {}, podSelector: ${app('x')} }`, web]],
  ])('is silent about %s', (_, peers) => {
    expect(found('or-instead-of-and', from(...peers))).toEqual([]);
  });

  test('is silent about two rules', () => {
    expect(found('or-instead-of-and', policy('db', `podSelector: {}, ingress: [{ from: [${data}] }, { from: [${web}] }]`))).toEqual([]);
  });

  test('is silent where the labels are those of pods beside the policy, and of none in the namespaces', () => {
    expect(found('or-instead-of-and', from(data, web), pod('web'), pod('report', { namespace: 'data' }))).toEqual([]);
    expect(found('or-instead-of-and', from(data, web), pod('web'))).toEqual([]);
  });
});

describe('same-name', () => {
  test('says where the other one is, also where a namespace is left out', () => {
    const yaml = `${policy('web', 'podSelector: {}', { namespace: null })}\n---${policy('web', 'podSelector: {}, ingress: [{}]', { namespace: 'default' })}`;
    expect(texts('same-name', yaml)).toEqual([
      'NetworkPolicy default/web: metadata.name: There is another NetworkPolicy default/web in shop.yaml, line 2, with other content. '
        + 'A cluster keeps the one that is applied last; here the last one that was read counts. | '
        + 'Delete one of them, give one another name, or write what both say into one.',
    ]);
    expect(found('same-name', yaml)[0].source).toEqual({ file: 'shop.yaml', document: 2, line: 7 });
  });

  test('finds ClusterNetworkPolicies, whatever their tier, and says nothing of a place that is not known', () => {
    const [first, second] = [clusterPolicy('web', 'subject: { namespaces: {} }'), clusterPolicy('web', 'subject: { namespaces: {} }', { tier: 'Baseline' })];
    expect(found('same-name', first, second).map(({ object }) => object)).toEqual(['ClusterNetworkPolicy web']);
    const nowhere = analyze([first, second].map((yaml) => ({ manifest: parse(yaml) as unknown, source: {} })));
    expect(findings(nowhere).findings.find(({ rule }) => rule === 'same-name')!.text).toContain('another ClusterNetworkPolicy web, with other content. A cluster');
  });

  test('finds whatever says something of connections, and not what is given again as it was', () => {
    const [one, other] = [pod('web'), pod('web', { labels: '{ app: other }' })];
    expect(found('same-name', one, other).map(({ object }) => object)).toEqual(['Pod shop/web']);
    expect(found('same-name', one, one, policy('web', 'podSelector: {}'), policy('web', 'podSelector: {}'))).toEqual([]);
  });

  test('is silent about other namespaces, and about a NetworkPolicy and a ClusterNetworkPolicy', () => {
    expect(found('same-name', policy('web', 'podSelector: {}'), policy('web', 'podSelector: {}', { namespace: 'data' }), clusterPolicy('web', 'subject: { namespaces: {} }'))).toEqual([]);
  });
});

describe('open-rule', () => {
  const closing = policy('all', 'podSelector: {}, policyTypes: [Ingress, Egress]');

  test.each([['egress', 'Egress'], ['ingress', 'Ingress']])('finds an empty rule of %s beside a policy that closes the same pods', (direction, type) => {
    const open = policy('web', `podSelector: ${app('web')}, policyTypes: [${type}], ${direction}: [{}]`);
    expect(found('open-rule', pod('web'), open, closing).map(({ object, field }) => `${object} ${field}`)).toEqual([`NetworkPolicy shop/web spec.${direction}[0]`]);
  });

  test('is silent where nothing else closes these pods, or the rule names ports', () => {
    const open = policy('web', `podSelector: ${app('web')}, policyTypes: [Egress], egress: [{}]`);
    expect(found('open-rule', pod('web'), open)).toEqual([]);
    expect(found('open-rule', pod('web'), open, policy('all', 'podSelector: {}, policyTypes: [Ingress]'))).toEqual([]);
    expect(found('open-rule', pod('web'), pod('db'), open, policy('db', `podSelector: ${app('db')}, policyTypes: [Egress]`))).toEqual([]);
    expect(found('open-rule', pod('web'), policy('web', `podSelector: ${app('web')}, policyTypes: [Egress], egress: [{ ports: [{ port: 53 }] }]`), closing)).toEqual([]);
  });
});

describe('beta-annotation', () => {
  test('is silent about other annotations, and about other objects', () => {
    expect(found('beta-annotation', namespace('shop'), pod('web', { annotations: '{ net.beta.kubernetes.io/network-policy: x }' }))).toEqual([]);
  });
});

describe('rules-without-type', () => {
  test('says which rules do nothing', () => {
    expect(texts('rules-without-type', policy('web', 'podSelector: {}, policyTypes: [Egress], ingress: [{}]'))).toEqual([
      'NetworkPolicy shop/web: spec.ingress: shop/web has rules in "ingress", but its policyTypes list Egress only: the rules do nothing, and ingress stays as it was. | '
        + 'Add Ingress to policyTypes, or delete "ingress".',
    ]);
  });

  test.each([
    'podSelector: {}, policyTypes: [Egress], ingress: []',
    'podSelector: {}, policyTypes: [Ingress], egress: null',
    'podSelector: {}, ingress: [{}], egress: [{}]',
    'podSelector: {}, policyTypes: [], egress: [{}]',
    'podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]',
  ])('is silent about %s', (spec) => {
    expect(found('rules-without-type', policy('web', spec))).toEqual([]);
  });
});

describe('missing-policy-types', () => {
  test('says that an empty list of egress closes nothing', () => {
    expect(texts('missing-policy-types', policy('web', 'podSelector: {}, egress: []'))).toEqual([
      'NetworkPolicy shop/web: spec.policyTypes: shop/web lists no policyTypes, so they are Ingress: Ingress always, Egress where there are egress rules. "egress: []" therefore closes nothing. | '
        + 'Write "policyTypes: [Ingress]" for what it does now, or list the directions that are meant.',
    ]);
  });

  test('says no more than that where nothing surprises, and takes an empty list for none', () => {
    expect(texts('missing-policy-types', policy('web', 'podSelector: {}, policyTypes: [], ingress: [{}], egress: [{}]'))).toEqual([
      'NetworkPolicy shop/web: spec.policyTypes: shop/web lists no policyTypes, so they are Ingress and Egress: Ingress always, Egress where there are egress rules. | '
        + 'Write "policyTypes: [Ingress, Egress]" for what it does now, or list the directions that are meant.',
    ]);
  });

  test('is silent where they are listed, and about ClusterNetworkPolicies', () => {
    expect(found('missing-policy-types', policy('web', 'podSelector: {}, policyTypes: [Egress]'), clusterPolicy('c', 'subject: { namespaces: {} }'))).toEqual([]);
  });
});

describe('host-bits', () => {
  test('says which network is read, of blocks, exceptions and networks', () => {
    expect(texts('host-bits',
      policy('web', "podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '2001:db8::1/64' } }, { ipBlock: { cidr: 10.0.0.0/8, except: [10.1.2.3/16] } }] }]"),
      clusterPolicy('c', 'subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ networks: [10.0.0.1/24] }] }]'))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].from[0].ipBlock: 2001:db8::1/64 in ingress rule #1 of shop/web has bits set beyond its prefix; it is read as 2001:db8::/64, '
        + 'and newer API servers refuse it. | Write 2001:db8::/64, or 2001:db8::1/128 where the one address is meant.',
      'NetworkPolicy shop/web: spec.ingress[0].from[1].ipBlock: 10.1.2.3/16 in ingress rule #1 of shop/web has bits set beyond its prefix; it is read as 10.1.0.0/16, '
        + 'and newer API servers refuse it. | Write 10.1.0.0/16, or 10.1.2.3/32 where the one address is meant.',
      'ClusterNetworkPolicy c: spec.egress[0]: 10.0.0.1/24 in egress rule #1 of c has bits set beyond its prefix; it is read as 10.0.0.0/24, '
        + 'and newer API servers refuse it. | Write 10.0.0.0/24, or 10.0.0.1/32 where the one address is meant.',
    ]);
  });

  test.each(['10.0.0.0/8', '0.0.0.0/0', '10.1.2.3/32', '2001:db8::/32', '2001:DB8:0::1/128', '172.16.0.0/12'])('is silent about %s', (cidr) => {
    expect(found('host-bits', policy('web', `podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '${cidr}' } }] }]`))).toEqual([]);
  });
});

test('nothing is found in nothing', () => {
  expect(lint('')).toEqual({ findings: [], acknowledged: [] });
});
