import { app, clusterPolicy, found, namespace, pod, policy, texts } from './found';

const web = pod('web');
const ingress = (name: string, rules: string, selector = '{}') => policy(name, `podSelector: ${selector}, policyTypes: [Ingress], ingress: [${rules}]`);
const fromWeb = (port: number) => `{ from: [{ podSelector: ${app('web')} }], ports: [{ port: ${port} }] }`;

describe('policy-changes-nothing', () => {
  test('names the policies that make it superfluous, of two that are the same the second', () => {
    expect(texts('policy-changes-nothing', web, ingress('b', fromWeb(80)), ingress('a', fromWeb(80), app('web')), ingress('c', fromWeb(80)))).toEqual([
      'NetworkPolicy shop/a: shop/a changes nothing: shop/b and shop/c isolate the same pods and open all that it opens. | '
        + 'Delete it; or, where it was meant to limit the others, limit those: policies only ever add.',
      'NetworkPolicy shop/c: shop/c changes nothing: shop/b isolates the same pods and opens all that it opens. | '
        + 'Delete it; or, where it was meant to limit the others, limit those: policies only ever add.',
    ]);
  });

  test('finds a policy that closes what another closes', () => {
    const close = (name: string, selector: string) => policy(name, `podSelector: ${selector}, policyTypes: [Ingress, Egress]`);
    expect(found('policy-changes-nothing', web, close('web', app('web')), close('all', '{}')).map(({ object }) => object)).toEqual(['NetworkPolicy shop/web']);
  });

  test('finds a ClusterNetworkPolicy without rules', () => {
    expect(texts('policy-changes-nothing', clusterPolicy('c', 'subject: { namespaces: {} }, ingress: []'))).toEqual([
      'ClusterNetworkPolicy c: c changes nothing: it has no rules, and a ClusterNetworkPolicy closes nothing but what its rules deny. | Give it rules, or delete it.',
    ]);
  });

  test.each([
    ['other ports', [web, ingress('a', fromWeb(80)), ingress('b', fromWeb(443))]],
    ['other pods', [web, pod('db'), ingress('a', fromWeb(80), app('web')), ingress('b', fromWeb(80), app('db'))]],
    ['a part of the rules of another', [web, pod('db'), ingress('a', `${fromWeb(80)}, ${fromWeb(443)}`, app('web')), ingress('b', fromWeb(80))]],
    ['another namespace', [web, pod('web', { namespace: 'data' }), policy('a', 'podSelector: {}'), policy('a', 'podSelector: {}', { namespace: 'data' })]],
    ['another direction', [web, policy('a', 'podSelector: {}, policyTypes: [Ingress]'), policy('b', 'podSelector: {}, policyTypes: [Egress]')]],
    ['a policy that closes what others open in part', [web, policy('all', 'podSelector: {}'), ingress('web', fromWeb(80))]],
    ['everything open where another policy isolates', [web, policy('close', 'podSelector: {}'), ingress('open', '{}', app('web'))]],
    ['everything open where the Baseline tier would close it', [web, ingress('open', '{}'),
      clusterPolicy('c', 'subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]', { tier: 'Baseline' })]],
    ['every port open to some', [web, ingress('a', '{ from: [{ podSelector: {} }] }')]],
    ['some ports open to everybody', [web, ingress('a', '{ ports: [{}] }')]],
    ['a policy that selects nothing, which is another finding', [web, ingress('a', '{}', app('db'))]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('policy-changes-nothing', ...yaml)).toEqual([]);
  });
});

describe('redundant-rule', () => {
  test('names the rule of another policy that opens more', () => {
    const all = ingress('all', '{ from: [{ namespaceSelector: {} }], ports: [{ port: 1, endPort: 100 }] }');
    expect(texts('redundant-rule', web, all, ingress('web', `${fromWeb(443)}, ${fromWeb(80)}`, app('web')))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[1]: Everything that ingress rule #2 of shop/web opens is open by ingress rule #1 of shop/all already. | '
        + 'Delete the rule; or, where it was meant to limit the other one, delete that: rules only ever add.',
    ]);
  });

  const pair = (one: string, other: string) => [web, namespace('data', '{ team: data }'), ingress('p', `${one}, ${other}`)];
  const peers = (...list: readonly string[]) => `{ from: [${list.join()}] }`;
  const ports = (...list: readonly string[]) => `{ ports: [${list.join()}] }`;
  const DATA = '{ namespaceSelector: { matchLabels: { team: data } } }';

  test.each([
    ['the same twice', fromWeb(80), fromWeb(80)],
    ['a part of a range', ports('{ port: 1, endPort: 100 }'), ports('{ port: 80 }')],
    ['a port of all', ports('{}'), ports('{ port: http }')],
    ['a smaller block', peers('{ ipBlock: { cidr: 10.0.0.0/8 } }'), peers('{ ipBlock: { cidr: 10.1.0.0/16, except: [10.1.2.0/24] } }')],
    ['a block that lies in two', peers('{ ipBlock: { cidr: 10.0.0.0/9 } }', '{ ipBlock: { cidr: 10.128.0.0/9 } }'), peers('{ ipBlock: { cidr: 10.64.0.0/10 } }', '{ ipBlock: { cidr: 10.128.0.0/10 } }')],
    ['pods of all namespaces', peers('{ namespaceSelector: {} }'), peers(`{ podSelector: ${app('web')} }`)],
    ['more labels', peers(`{ podSelector: ${app('web')} }`), peers('{ podSelector: { matchLabels: { app: web, tier: front } } }')],
    ['a label that exists', peers('{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }'), peers(`{ podSelector: ${app('web')} }`)],
    ['one value of two', peers('{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, api] }] } }'), peers(`{ podSelector: ${app('web')} }`)],
    ['another value than one', peers('{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [db] }] } }'), peers(`{ podSelector: ${app('web')} }`)],
  ])('finds %s', (_, wide, narrow) => {
    expect(found('redundant-rule', ...pair(wide, narrow)).map(({ field }) => field)).toEqual(['spec.ingress[1]']);
    expect(found('redundant-rule', ...pair(narrow, wide)).map(({ field }) => field)).toEqual([wide === narrow ? 'spec.ingress[1]' : 'spec.ingress[0]']);
  });

  test.each([
    ['different ports', fromWeb(80), fromWeb(443)],
    ['different protocols', ports('{ port: 53 }'), ports('{ port: 53, protocol: UDP }')],
    ['a named port and a number', ports('{ port: 80 }'), ports('{ port: http }')],
    ['different names of ports', ports('{ port: http }'), ports('{ port: metrics }')],
    ['fewer peers on more ports', '{ ports: [{ port: 80 }] }', peers(`{ podSelector: ${app('web')} }`)],
    ['other namespaces', peers('{ podSelector: {} }'), peers(DATA)],
    ['blocks that overlap', peers('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }'), peers('{ ipBlock: { cidr: 10.1.0.0/15 } }')],
    ['addresses of both families', peers('{ ipBlock: { cidr: 0.0.0.0/0 } }'), peers("{ ipBlock: { cidr: '::/0' } }")],
    ['a block and pods', peers('{ ipBlock: { cidr: 0.0.0.0/0 } }'), peers('{ podSelector: {} }')],
    ['another value than two', peers('{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web, api] }] } }'), peers('{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [db] }] } }')],
    ['a label that is absent or not', peers('{ podSelector: { matchExpressions: [{ key: app, operator: DoesNotExist }] } }'), peers('{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }')],
  ])('is silent about %s', (_, one, other) => {
    expect(found('redundant-rule', ...pair(one, other))).toEqual([]);
  });

  test.each([
    ['policies of other pods', [ingress('web', fromWeb(80), app('web')), ingress('db', fromWeb(80), app('db'))]],
    ['a policy of fewer pods', [ingress('web', '{}', app('web')), ingress('all', fromWeb(80))]],
    ['another namespace', [ingress('web', fromWeb(80)), policy('web', `podSelector: {}, ingress: [${fromWeb(80)}]`, { namespace: 'data' })]],
    ['other directions', [policy('web', 'podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]')]],
    ['the rules of a policy that changes nothing, which is another finding', [web, ingress('all', '{}'), ingress('web', fromWeb(80), app('web'))]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('redundant-rule', ...yaml)).toEqual([]);
  });

  describe('in a ClusterNetworkPolicy', () => {
    const rules = (...list: readonly string[]) => clusterPolicy('c', `subject: { namespaces: {} }, egress: [${list.join()}]`);
    const rule = (action: string, to: string, more = '') => `{ action: ${action}, to: [${to}]${more} }`;
    const SHOP = '{ namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }';

    test('finds a rule that never decides, whatever the actions are', () => {
      expect(texts('redundant-rule', rules(rule('Deny', '{ namespaces: {} }'), rule('Accept', SHOP)))).toEqual([
        'ClusterNetworkPolicy c: spec.egress[1]: egress rule #2 of c never decides: egress rule #1 of c comes before it and matches everything that it matches. | '
          + 'Delete the rule, or move it up: the first rule that matches decides.',
      ]);
    });

    test.each([
      ['an exception before a rule', rules(rule('Accept', SHOP), rule('Deny', '{ namespaces: {} }'))],
      ['other ports', rules(rule('Deny', '{ namespaces: {} }', ', protocols: [{ tcp: { destinationPort: { number: 53 } } }]'), rule('Accept', SHOP, ', protocols: [{ udp: { destinationPort: { number: 53 } } }]'))],
      ['all of IPv4 after its halves, which do not mean pods', rules(rule('Accept', '{ networks: [0.0.0.0/1, 128.0.0.0/1] }'), rule('Deny', '{ networks: [0.0.0.0/0] }'))],
      ['the same in the other direction', clusterPolicy('c', `subject: { namespaces: {} }, ingress: [{ action: Deny, from: [${SHOP}] }], egress: [${rule('Deny', SHOP)}]`)],
    ])('is silent about %s', (_, yaml) => {
      expect(found('redundant-rule', yaml)).toEqual([]);
    });
  });
});

describe('equal-priority', () => {
  const say = (name: string, rules: string, options = {}) => clusterPolicy(name, `subject: { namespaces: {} }, ${rules}`, options);
  const rule = (action: string, ports = '', from = '{ namespaces: {} }') => `ingress: [{ action: ${action}, from: [${from}]${ports && `, protocols: [${ports}]`} }]`;
  const port = (number: number) => `{ tcp: { destinationPort: { number: ${number} } } }`;
  const networks = (action: string, cidr: string) => `egress: [{ action: ${action}, to: [{ networks: [${cidr}] }] }]`;

  test('says about which connections they disagree, once', () => {
    expect(texts('equal-priority', web, pod('db'), say('a', rule('Deny')), say('b', rule('Pass', port(80))))).toEqual([
      'ClusterNetworkPolicy b: spec.priority: b and a are of the tier Admin and have the priority 10, but disagree about TCP 80 in the ingress of shop/web: which of them decides is not defined. | '
        + 'Give one of them another priority; the lower number decides first.',
    ]);
  });

  test('finds blocks that overlap, and the Baseline tier', () => {
    expect(found('equal-priority', web, say('a', networks('Deny', '10.0.0.0/8')), say('b', networks('Accept', '10.1.0.0/16')))).toHaveLength(1);
    expect(found('equal-priority', web, say('a', rule('Deny'), { tier: 'Baseline' }), say('b', rule('Accept'), { tier: 'Baseline' }))).toHaveLength(1);
  });

  test.each([
    ['other priorities', say('a', rule('Deny')), say('b', rule('Accept'), { priority: 11 })],
    ['other tiers', say('a', rule('Deny')), say('b', rule('Accept'), { tier: 'Baseline' })],
    ['the same answer', say('a', rule('Deny')), say('b', rule('Deny', port(80)))],
    ['other ports', say('a', rule('Deny', port(80))), say('b', rule('Accept', port(443)))],
    ['other directions', say('a', rule('Deny')), say('b', 'egress: [{ action: Accept, to: [{ namespaces: {} }] }]')],
    ['blocks apart', say('a', networks('Deny', '10.0.0.0/8')), say('b', networks('Accept', '192.168.0.0/16'))],
    ['peers that have no pod in common', say('a', rule('Deny')), say('b', rule('Accept', '', '{ namespaces: { matchLabels: { team: nobody } } }'))],
    ['subjects that have no pod in common', say('a', rule('Deny')), clusterPolicy('b', `subject: { namespaces: { matchLabels: { team: nobody } } }, ${rule('Accept')}`)],
  ])('is silent about %s', (_, one, other) => {
    expect(found('equal-priority', web, one, other)).toEqual([]);
  });
});
