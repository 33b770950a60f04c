import { app, clusterPolicy, found, namespace, pod, policy, texts } from './found';

const web = pod('web');
const named = (name: string) => `{ matchLabels: { kubernetes.io/metadata.name: ${name} } }`;
const from = (...peers: readonly string[]) => policy('web', `podSelector: ${app('web')}, policyTypes: [Ingress], ingress: [{ from: [${peers.join()}] }]`);

test('pods of a Gateway, which its controller makes, may be there though nobody shows them', () => {
  const pods = (key: string) => `{ matchLabels: { ${key}: entry } }`;
  const counts = (key: string) => [found('policy-selects-nothing', web, policy('entry', `podSelector: ${pods(key)}`)), found('peer-selects-nothing', web, from(`{ podSelector: ${pods(key)} }`))]
    .map(({ length }) => length);
  expect(counts('gateway.networking.k8s.io/gateway-name')).toEqual([0, 0]);
  expect(counts('gateway')).toEqual([1, 1]);
});

describe('policy-selects-nothing', () => {
  test('says whom the policy is about', () => {
    expect(texts('policy-selects-nothing', web, policy('api', 'podSelector: { matchLabels: { app: api }, matchExpressions: [{ key: tier, operator: NotIn, values: [a, b] }] }'))).toEqual([
      'NetworkPolicy shop/api: spec.podSelector: shop/api is about pods app=api,tier notin (a,b) of namespace shop, and there are none in these manifests, so that it protects nobody. | '
        + 'Compare its selector with the labels of the pod template (those of the Deployment itself do not count), and its namespace with that of the pods.',
    ]);
  });

  test('finds a policy of another namespace than the pods, also where it is left out', () => {
    expect(found('policy-selects-nothing', web, policy('web', `podSelector: ${app('web')}`, { namespace: 'shopp' }))).toHaveLength(1);
    expect(found('policy-selects-nothing', web, policy('all', 'podSelector: {}', { namespace: 'shopp' }))).toHaveLength(1);
    expect(texts('policy-selects-nothing', web, policy('web', `podSelector: ${app('web')}`, { namespace: null }))).toEqual([
      'NetworkPolicy default/web: spec.podSelector: default/web is about pods app=web of namespace default, and there are none in these manifests, so that it protects nobody. | '
        + 'Write its namespace into its metadata: without one it counts as one of "default".',
    ]);
  });

  test('finds a ClusterNetworkPolicy, which never selects pods on the network of their node', () => {
    const about = clusterPolicy('c', `subject: { pods: { namespaceSelector: ${named('shop')}, podSelector: ${app('web')} } }`);
    expect(found('policy-selects-nothing', pod('web', { hostNetwork: true }), about).map(({ object, field }) => [object, field])).toEqual([['ClusterNetworkPolicy c', 'spec.subject']]);
    expect(found('policy-selects-nothing', web, about)).toEqual([]);
  });

  test.each([
    ['manifests without pods', [policy('web', `podSelector: ${app('web')}`)]],
    ['a policy that closes a namespace before its pods are there', [web, namespace('data'), policy('all', 'podSelector: {}', { namespace: 'data' })]],
    ['a policy for pods that come with the cluster', [web, policy('dns', 'podSelector: { matchLabels: { k8s-app: kube-dns } }', { namespace: 'kube-system' })]],
    ['namespace default, whose pods are not shown', [web, policy('web', `podSelector: ${app('web')}`, { namespace: 'default' })]],
    ['a ClusterNetworkPolicy for namespaces that are not shown', [web, clusterPolicy('c', `subject: { pods: { namespaceSelector: {}, podSelector: ${app('api')} } }`)]],
    ['labels of a template', [pod('web', { kind: 'Deployment' }), policy('web', `podSelector: ${app('web')}`)]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('policy-selects-nothing', ...yaml)).toEqual([]);
  });
});

describe('peer-selects-nothing', () => {
  test('says how pods of another namespace are named', () => {
    expect(texts('peer-selects-nothing', web, from(`{ podSelector: ${app('web')} }`, `{ podSelector: ${app('api')} }`))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].from[1]: ingress rule #1 of shop/web is about pods app=api of namespace shop, and there are none in these manifests, so that it means nobody. | '
        + 'Compare the selector with the labels of the pods that are meant; pods of another namespace need a namespaceSelector in the same list item.',
    ]);
  });

  test('finds pods of a namespace that is shown, and those of rules of egress and ClusterNetworkPolicies', () => {
    const data = pod('db', { namespace: 'data' });
    expect(found('peer-selects-nothing', web, data, from(`{ namespaceSelector: ${named('data')}, podSelector: ${app('sql')} }`))[0].cure).toBe('Compare the selector with the labels of the pods that are meant.');
    expect(found('peer-selects-nothing', web, policy('web', `podSelector: {}, egress: [{ to: [{ podSelector: ${app('api')} }] }]`))).toHaveLength(1);
    expect(found('peer-selects-nothing', web, data, clusterPolicy('c', `subject: { namespaces: {} },
      ingress: [{ action: Deny, from: [{ pods: { namespaceSelector: ${named('data')}, podSelector: ${app('sql')} } }] }]`))).toHaveLength(1);
  });

  test.each([
    ['pods that are there', [web, pod('api'), from(`{ podSelector: ${app('api')} }`)]],
    ['a namespace that is not in the manifests', [web, from(`{ namespaceSelector: ${named('monitoring')}, podSelector: ${app('prometheus')} }`)]],
    ['a namespace that is declared, and whose pods are not shown', [web, namespace('data', '{ team: data }'), from('{ namespaceSelector: { matchLabels: { team: data } }, podSelector: {} }')]],
    ['one namespace of two that is not shown', [web, pod('db', { namespace: 'data' }),
      from('{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [data, ops] }] }, podSelector: { matchLabels: { app: agent } } }')]],
    ['all namespaces', [web, from(`{ namespaceSelector: {}, podSelector: ${app('prometheus')} }`)]],
    ['other namespaces than some', [web, from(`{ namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [data] }] }, podSelector: ${app('x')} }`)]],
    ['pods that come with the cluster', [web, pod('own', { namespace: 'kube-system' }), from(`{ namespaceSelector: ${named('kube-system')}, podSelector: { matchLabels: { k8s-app: kube-dns } } }`)]],
    ['manifests without pods', [from(`{ podSelector: ${app('api')} }`)]],
    ['addresses', [web, from('{ ipBlock: { cidr: 203.0.113.0/24 } }')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('peer-selects-nothing', ...yaml)).toEqual([]);
  });
});

describe('namespace-selects-nothing', () => {
  const shop = namespace('shop');
  const team = (name: string) => `{ namespaceSelector: { matchLabels: { team: ${name} } } }`;

  test('says what no namespace has', () => {
    expect(texts('namespace-selects-nothing', shop, from(team('data')))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].from[0].namespaceSelector: ingress rule #1 of shop/web is about namespaces team=data, and no Namespace of these manifests has such labels. | '
        + 'Compare the selector with the labels of the Namespace that is meant.',
    ]);
  });

  test('finds a name in another label, also where the namespace is only used', () => {
    expect(found('namespace-selects-nothing', pod('db', { namespace: 'data' }), from('{ namespaceSelector: { matchLabels: { name: data } } }'))[0].cure)
      .toBe('Write "kubernetes.io/metadata.name: data", a label that every namespace carries.');
  });

  test('finds the subjects and the peers of ClusterNetworkPolicies', () => {
    const policies = [
      clusterPolicy('a', 'subject: { namespaces: { matchLabels: { team: data } } }'),
      clusterPolicy('b', 'subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: { matchLabels: { team: data } } }] }]'),
    ];
    expect(found('namespace-selects-nothing', shop, ...policies).map(({ object, field, text }) => [object, field, text])).toEqual([
      ['ClusterNetworkPolicy a', 'spec.subject', 'The subject of a is about namespaces team=data, and no Namespace of these manifests has such labels.'],
      ['ClusterNetworkPolicy b', 'spec.ingress[0]', 'ingress rule #1 of b is about namespaces team=data, and no Namespace of these manifests has such labels.'],
    ]);
  });

  test('finds a namespace that is there and lacks another label', () => {
    const both = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop, team: data } } }';
    expect(found('namespace-selects-nothing', shop, from(both))).toHaveLength(1);
    expect(found('namespace-selects-nothing', namespace('shop', '{ team: data }'), from(both))).toEqual([]);
  });

  test.each([
    ['labels that a namespace has', [shop, namespace('data', '{ team: data }'), from(team('data'))]],
    ['manifests that declare no namespace', [web, from(team('data'))]],
    ['a namespace that may exist, by its name', [shop, from(`{ namespaceSelector: ${named('monitoring')} }`)]],
    ['one of two names that may exist', [shop, from('{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [ingress-nginx, monitoring] }] } }')]],
    ['a namespace that every cluster has', [shop, from('{ namespaceSelector: { matchLabels: { name: kube-system } } }', `{ namespaceSelector: ${named('kube-system')} }`)]],
    ['the name of a namespace that is only used', [shop, pod('db', { namespace: 'data' }), from(`{ namespaceSelector: ${named('data')} }`)]],
    ['all namespaces', [shop, from('{ namespaceSelector: {} }')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('namespace-selects-nothing', ...yaml)).toEqual([]);
  });
});

describe('negative-selector', () => {
  const select = (requirement: string) => `{ matchExpressions: [${requirement}] }`;
  const NOT_FRONT = '{ key: tier, operator: NotIn, values: [front] }';

  test('names pods without the label, in the subject of a policy', () => {
    expect(texts('negative-selector', web, pod('db', { labels: '{ tier: back }' }), policy('p', `podSelector: ${select(NOT_FRONT)}`))).toEqual([
      'NetworkPolicy shop/p: spec.podSelector: The subject of shop/p asks for tier notin (front), which a pod without the label "tier" meets too: shop/web. | '
        + 'Where only pods that have the label are meant, add "{key: tier, operator: Exists}", or name the values that are meant with In.',
    ]);
  });

  test('says of DoesNotExist that it is no way to say who is let in', () => {
    expect(texts('negative-selector', web, from(`{ podSelector: ${select('{ key: tier, operator: DoesNotExist }')} }`))).toEqual([
      'NetworkPolicy shop/web: spec.ingress[0].from[0]: ingress rule #1 of shop/web asks for !tier, which a pod without the label "tier" meets too: shop/web. | '
        + 'Name the pods that are meant by a label that they have.',
    ]);
  });

  test('names namespaces without the label', () => {
    expect(found('negative-selector', web, namespace('data', '{ team: data }'), from(`{ namespaceSelector: ${select('{ key: team, operator: NotIn, values: [ops] }')} }`))[0].text)
      .toBe('ingress rule #1 of shop/web asks for team notin (ops), which a namespace without the label "team" meets too: shop.');
  });

  test('finds the subjects and accepted peers of ClusterNetworkPolicies', () => {
    const about = `{ pods: { namespaceSelector: {}, podSelector: ${select(NOT_FRONT)} } }`;
    expect(found('negative-selector', web, clusterPolicy('c', `subject: ${about}`)).map(({ field }) => field)).toEqual(['spec.subject']);
    expect(found('negative-selector', web, clusterPolicy('c', `subject: { namespaces: {} }, ingress: [{ action: Accept, from: [${about}] }]`)).map(({ field }) => field)).toEqual(['spec.ingress[0]']);
    expect(found('negative-selector', web, clusterPolicy('c', `subject: { namespaces: {} }, ingress: [{ action: Deny, from: [${about}] }]`))).toEqual([]);
  });

  test.each([
    ['pods that all have the label', [pod('db', { labels: '{ tier: back }' }), policy('p', `podSelector: ${select(NOT_FRONT)}`)]],
    ['a selector that asks for the label besides', [web, policy('p', `podSelector: ${select(`${NOT_FRONT}, { key: tier, operator: Exists }`)}`)]],
    ['a subject without a label', [web, policy('p', `podSelector: ${select('{ key: open, operator: DoesNotExist }')}`)]],
    ['a peer that has a label besides', [web, from('{ podSelector: { matchLabels: { app: web }, matchExpressions: [{ key: canary, operator: DoesNotExist }] } }')]],
    ['the label that every namespace has', [web, from(`{ namespaceSelector: ${select('{ key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system] }')} }`)]],
    ['pods that are not there', [policy('p', `podSelector: ${select(NOT_FRONT)}`)]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('negative-selector', ...yaml)).toEqual([]);
  });
});

describe('host-network', () => {
  const agent = pod('agent', { hostNetwork: true, kind: 'Deployment' });

  test('names the policies and the rules, on the workload', () => {
    expect(texts('host-network', web, agent, policy('all', 'podSelector: {}'), from(`{ podSelector: ${app('agent')} }`))).toEqual([
      'Deployment shop/agent: The pods of shop/agent are on the network of their node, where most network plugins do not see them as pods. '
        + 'Selected by shop/all, without effect there. Named as a peer by ingress rule #1 of shop/web, which then does not match. | '
        + 'Do without "hostNetwork"; or protect the node by other means, and name its addresses in an ipBlock where it is a peer.',
    ]);
  });

  test.each([
    ['pods with an address of their own', [pod('agent'), from(`{ podSelector: ${app('agent')} }`)]],
    ['pods that no policy names', [agent, web, policy('web', `podSelector: ${app('web')}`)]],
    ['a peer that means all pods', [agent, web, from('{ podSelector: {} }', '{ namespaceSelector: {} }')]],
    ['a policy of another namespace', [agent, policy('all', 'podSelector: {}', { namespace: 'data' })]],
    ['ClusterNetworkPolicies, which leave them out', [agent, clusterPolicy('c', `subject: { namespaces: {} },
      ingress: [{ action: Deny, from: [{ pods: { namespaceSelector: {}, podSelector: ${app('agent')} } }] }]`)]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('host-network', ...yaml)).toEqual([]);
  });
});

describe('unisolated-workload', () => {
  const closed = policy('db', `podSelector: ${app('db')}`);

  test('names the others that are isolated', () => {
    const others = policy('others', 'podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }');
    expect(texts('unisolated-workload', pod('web', { kind: 'Deployment' }), pod('db'), pod('a'), pod('b'), pod('c'), others)).toEqual([
      'Deployment shop/web: No policy selects shop/web, so that everybody may connect to it and it may connect to everybody, while db, a and 2 more of its namespace are isolated. | '
        + 'Write a policy for it, or close the whole namespace with one whose podSelector is {}: the policies that there are still open what they name.',
    ]);
  });

  test.each([
    ['a namespace without policies', [web, pod('db', { namespace: 'data' }), policy('db', 'podSelector: {}', { namespace: 'data' })]],
    ['a policy that selects nothing', [web, policy('db', `podSelector: ${app('db')}`)]],
    ['a workload that is isolated in one direction', [web, pod('db'), closed, policy('web', `podSelector: ${app('web')}, policyTypes: [Egress]`)]],
    ['a workload on the network of its node', [pod('web', { hostNetwork: true }), pod('db'), closed]],
    ['a workload that a ClusterNetworkPolicy selects', [web, pod('db'), closed, clusterPolicy('c', 'subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }]')]],
    ['a namespace that is closed', [web, pod('db'), policy('all', 'podSelector: {}')]],
  ])('is silent about %s', (_, yaml) => {
    expect(found('unisolated-workload', ...yaml)).toEqual([]);
  });
});
