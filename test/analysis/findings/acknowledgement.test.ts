import { app, found, lint, pod, policy, service, texts } from './found';

const KEY = 'cdk8s-netpol/acknowledge.';
const reasons = (reason: string, ...ids: readonly string[]) => `{ ${ids.map((id) => `${KEY}${id}: "${reason}"`).join()} }`;
const ten = (annotations = '{}', name = 'web') => policy(name, 'podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }] }]', { annotations });
const ids = (list: readonly { readonly rule: string }[]) => list.map(({ rule }) => rule);

describe('an annotation with a reason', () => {
  test('moves the findings of its rule to the acknowledged ones, with the reason', () => {
    const { findings, acknowledged } = lint(ten(reasons(' the company network ', 'block-with-pods')));
    expect(findings).toEqual([]);
    expect(acknowledged).toEqual([{ ...lint(ten()).findings[0], acknowledged: 'the company network' }]);
  });

  test('speaks for one object and one rule', () => {
    const { findings, acknowledged } = lint(ten(reasons('r', 'block-with-pods')), ten('{}', 'other'));
    expect(findings.map(({ rule, object }) => [rule, object])).toContainEqual(['block-with-pods', 'NetworkPolicy shop/other']);
    expect(acknowledged.map(({ rule, object }) => [rule, object])).toEqual([['block-with-pods', 'NetworkPolicy shop/web']]);
  });

  test('speaks for every finding of its rule on the object', () => {
    const two = policy('web', 'podSelector: {}, policyTypes: [Egress], egress: [{ to: [] }, { to: [], ports: [] }]', { annotations: reasons('r', 'empty-list', 'redundant-rule') });
    expect(ids(lint(two).acknowledged)).toEqual(['empty-list', 'empty-list', 'empty-list', 'redundant-rule']);
    expect(lint(two).findings).toEqual([]);
  });

  test.each([
    ['a pod', pod('agent', { hostNetwork: true, annotations: reasons('r', 'host-network') })],
    ['the object of a workload', pod('agent', { hostNetwork: true, kind: 'Deployment', annotations: reasons('r', 'host-network') })],
  ])('counts on %s', (_, agent) => {
    expect(ids(lint(agent, policy('all', 'podSelector: {}')).acknowledged)).toEqual(['host-network']);
  });

  test('does not count on a pod template', () => {
    const template = pod('agent', { hostNetwork: true, kind: 'Deployment' }).replace('template: { metadata: {', `template: { metadata: { annotations: ${reasons('r', 'host-network')},`);
    const { findings, acknowledged } = lint(template, policy('all', 'podSelector: {}, policyTypes: [Ingress]'));
    expect([ids(findings), ids(acknowledged)]).toEqual([['host-network'], []]);
  });

  test('counts on a Service', () => {
    const entry = service('web', 'type: NodePort, selector: { app: web }, ports: [{ port: 80 }]', reasons('r', 'closed-entry'));
    expect(ids(lint(pod('web'), entry, policy('web', `podSelector: ${app('web')}`, {})).acknowledged)).toEqual(['closed-entry']);
  });

  test('counts for findings of acknowledgements', () => {
    const { findings, acknowledged } = lint(policy('web', 'podSelector: {}, policyTypes: [Ingress]', { annotations: reasons('r', 'no-dns', 'acknowledgement') }));
    expect([ids(findings), ids(acknowledged)]).toEqual([[], ['acknowledgement']]);
  });
});

describe('acknowledgement', () => {
  test.each(['', '  '])('finds the reason "%s" empty, which acknowledges nothing', (reason) => {
    expect(ids(lint(ten(reasons(reason, 'block-with-pods'))).findings)).toEqual(['block-with-pods', 'acknowledgement']);
    expect(texts('acknowledgement', ten(reasons(reason, 'block-with-pods')))).toEqual([
      'NetworkPolicy shop/web: metadata.annotations["cdk8s-netpol/acknowledge.block-with-pods"]: '
        + 'The annotation "cdk8s-netpol/acknowledge.block-with-pods" gives no reason, so that the findings of block-with-pods are still shown. | Say as its value why this is as it should be.',
    ]);
  });

  test('finds an id that is none', () => {
    expect(texts('acknowledgement', pod('web', { annotations: reasons('r', 'dns') }))).toEqual([
      'Pod shop/web: metadata.annotations["cdk8s-netpol/acknowledge.dns"]: The annotation "cdk8s-netpol/acknowledge.dns" names "dns", and there is no such rule. | '
        + 'Write the id of the rule as the finding shows it, or delete the annotation.',
    ]);
  });

  test('finds that there is nothing to acknowledge', () => {
    expect(texts('acknowledgement', service('web', 'selector: { app: web }', reasons('r', 'closed-entry')))).toEqual([
      'Service shop/web: metadata.annotations["cdk8s-netpol/acknowledge.closed-entry"]: '
        + 'The annotation "cdk8s-netpol/acknowledge.closed-entry" is on Service shop/web, where closed-entry finds nothing. | '
        + 'Delete the annotation, or put it on the object that the finding names.',
    ]);
  });

  test('is silent about annotations of others, and about those that count', () => {
    expect(found('acknowledgement', ten(reasons('r', 'block-with-pods')), pod('web', { annotations: '{ example.com/acknowledge.dns: "", cdk8s-netpol/other: x }' }))).toEqual([]);
  });
});
