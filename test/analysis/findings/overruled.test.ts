import { app, clusterPolicy, found, pod, policy, texts } from './found';

const WEB = pod('web');
const LIMITED = policy('web', `podSelector: ${app('web')}, policyTypes: [Ingress]`);
const ALL = '{ action: Accept, from: [{ namespaces: {} }] }';
const admin = (rules: string, subject = '{ namespaces: {} }', more = {}) => clusterPolicy('admin', `subject: ${subject}, ingress: [${rules}]`, more);

describe('overruled-policy', () => {
  test('finds a policy before which the Admin tier accepts everything between pods', () => {
    expect(texts('overruled-policy', WEB, LIMITED, admin(ALL))).toEqual([
      'NetworkPolicy shop/web: spec: shop/web limits nothing between pods in ingress: ingress rule #1 of admin is of the Admin tier, comes before it, and accepts every connection from pods. | '
        + 'Let that rule accept only what must be open, by its peers or ports, or let it pass; or delete this policy.',
    ]);
  });

  test('finds it behind rules that accept less, and for egress by all addresses', () => {
    expect(found('overruled-policy', WEB, LIMITED, admin(`{ action: Accept, from: [{ pods: { podSelector: { matchLabels: { a: b } } } }] }, ${ALL}`))).toHaveLength(1);
    const out = policy('web', `podSelector: ${app('web')}, policyTypes: [Egress]`);
    expect(found('overruled-policy', WEB, out, clusterPolicy('admin', 'subject: { namespaces: {} }, egress: [{ action: Accept, to: [{ networks: [0.0.0.0/0] }] }]'))).toHaveLength(1);
  });

  test.each([
    ['some ports', [admin('{ action: Accept, from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 80 } } }] }')]],
    ['some pods', [admin('{ action: Accept, from: [{ namespaces: { matchLabels: { team: shop } } }] }')]],
    ['pods of others', [admin(ALL, '{ pods: { podSelector: { matchLabels: { app: db } } } }')]],
    ['what a rule denies before', [admin(`{ action: Deny, from: [{ namespaces: { matchLabels: { team: shop } } }] }, ${ALL}`)]],
    ['what a policy passes before', [clusterPolicy('first', 'subject: { namespaces: {} }, ingress: [{ action: Pass, from: [{ namespaces: {} }] }]', { priority: 1 }), admin(ALL)]],
    ['everything, in the Baseline tier', [admin(ALL, undefined, { tier: 'Baseline' })]],
    ['the other direction', [clusterPolicy('admin', 'subject: { namespaces: {} }, egress: [{ action: Accept, to: [{ namespaces: {} }] }]')]],
  ])('is silent where the cluster accepts %s', (_, yaml) => {
    expect(found('overruled-policy', WEB, LIMITED, ...yaml)).toEqual([]);
  });
});
