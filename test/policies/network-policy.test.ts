import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkPolicyTrafficDefault, Pods } from '../../src';
import { open, policiesOf } from '../support/who-reaches-whom';

const { ALLOW, DENY } = NetworkPolicyTrafficDefault;

function shop() {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const deployment = (id: string, namespace?: string) => new Deployment(chart, id, {
    metadata: { name: id, namespace }, containers: [{ image: id, portNumber: 6379 }],
  });
  return { app, chart, deployment };
}

describe('a NetworkPolicy', () => {
  let stderr: jest.SpyInstance;
  beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
  afterEach(() => stderr.mockRestore());

  test('says just what it is told, in one direction', () => {
    const { app, chart, deployment } = shop();
    const [web, redis] = [deployment('web'), deployment('redis')];
    new NetworkPolicy(chart, 'policy', { selector: redis, ingress: { rules: [{ peer: web, ports: [NetworkPolicyPort.tcp(6379)] }] } });
    expect(Object.keys(policiesOf(app))).toHaveLength(1);
    expect(open(app, web, redis)).toBe('TCP 6379');
    expect(open(app, redis, web)).toBe('all');
    expect(stderr).not.toHaveBeenCalled();
  });

  test.each([
    ['neither direction', {}],
    ['an empty egress', { egress: {} }],
    ['both empty', { egress: {}, ingress: {} }],
  ])('of which %s is said isolates for ingress, in plain sight and with a warning', (_, props) => {
    const { app, chart, deployment } = shop();
    const [web, redis] = [deployment('web'), deployment('redis')];
    new NetworkPolicy(chart, 'policy', { selector: redis, ...props });
    expect(Object.values(policiesOf(app))[0].spec.policyTypes).toEqual(['Ingress']);
    expect(open(app, web, redis)).toBe('none');
    expect(open(app, redis, web)).toBe('all');
    app.synthYaml();
    expect(stderr).toHaveBeenCalledTimes(1);
    expect(stderr).toHaveBeenCalledWith(expect.stringMatching(/^shop\/policy: warning: says nothing of ingress or egress.*DENY/));
  });

  test('with a default that denies is closed but for its rules', () => {
    const { app, chart, deployment } = shop();
    const [web, redis, db] = [deployment('web'), deployment('redis'), deployment('db')];
    new NetworkPolicy(chart, 'policy', { selector: web, egress: { default: DENY, rules: [{ peer: redis }] } });
    expect(open(app, web, redis)).toBe('all');
    expect(open(app, web, db)).toBe('none');
    expect(open(app, db, web)).toBe('all');
  });

  test('with a default that allows is open', () => {
    const { app, chart, deployment } = shop();
    const [web, redis] = [deployment('web'), deployment('redis')];
    new NetworkPolicy(chart, 'deny', { ingress: { default: DENY } });
    expect(open(app, web, redis)).toBe('none');
    new NetworkPolicy(chart, 'allow', { selector: redis, ingress: { default: ALLOW } });
    expect(open(app, web, redis)).toBe('all');
    expect(open(app, redis, web)).toBe('none');
  });

  test('is written in the namespace of the pods that it selects', () => {
    const { app, chart, deployment } = shop();
    new NetworkPolicy(chart, 'policy', { metadata: { name: 'policy' }, selector: deployment('redis', 'data'), ingress: { default: DENY } });
    expect(Object.keys(policiesOf(app))).toEqual(['data/policy']);
  });

  test('tells pods of its own namespace from those of others', () => {
    const { app, chart, deployment } = shop();
    const [near, far] = [deployment('near'), deployment('far', 'data')];
    new NetworkPolicy(chart, 'policy', { metadata: { name: 'policy' }, egress: { rules: [{ peers: [near, far] }] } });
    const [nearPeer, farPeer] = policiesOf(app)['shop/policy'].spec.egress[0].to;
    expect(Object.keys(nearPeer)).toEqual(['podSelector']);
    expect(farPeer.namespaceSelector).toEqual({ matchLabels: { 'kubernetes.io/metadata.name': 'data' } });
  });

  test('keeps its name where it has one, and has the id of the construct in a generated one', () => {
    const { app, chart } = shop();
    new NetworkPolicy(chart, 'DenyEverything', { ingress: { default: DENY } });
    new NetworkPolicy(chart, 'Named', { metadata: { name: 'my-policy' }, ingress: { default: DENY } });
    expect(Object.keys(policiesOf(app))).toEqual([expect.stringMatching(/^shop\/shop-denyeverything-/), 'shop/my-policy']);
  });

  test('keeps what is patched', () => {
    const { app, chart } = shop();
    const policy = new NetworkPolicy(chart, 'policy', { metadata: { name: 'policy' }, ingress: { default: DENY } });
    ApiObject.of(policy).addJsonPatch(JsonPatch.add('/metadata/annotations', { team: 'shop' }), JsonPatch.add('/spec/policyTypes/-', 'Egress'));
    expect(policiesOf(app)['shop/policy']).toMatchObject({ metadata: { annotations: { team: 'shop' } }, spec: { policyTypes: ['Ingress', 'Egress'] } });
  });

  test('does not change with the lists that it was given', () => {
    const { app, chart, deployment } = shop();
    const [web, redis] = [deployment('web'), deployment('redis')];
    const [ports, rules] = [[NetworkPolicyPort.tcp(1)], [{ peer: web }]];
    const policy = new NetworkPolicy(chart, 'policy', { selector: redis, ingress: { rules } });
    policy.addEgressRule(web, ports);
    ports.pop();
    rules.pop();
    expect(open(app, redis, web)).toBe('TCP 1');
    expect(open(app, web, redis)).toBe('all');
  });
});

describe('a NetworkPolicy refuses', () => {
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['props that are text', (chart) => new NetworkPolicy(chart, 'policy', 'deny' as any), 'shop/policy: "props" is "deny", but must be an object'],
    ['a property that does not exist', (chart) => new NetworkPolicy(chart, 'policy', { podSelector: {} } as any), 'a field "podSelector" that does not exist. Its fields are metadata, selector, egress, ingress.'],
    ['"rule" for "rules", which would open nothing', (chart) => new NetworkPolicy(chart, 'policy', { ingress: { rule: [] } } as any),
      'shop/policy: "ingress" has a field "rule" that does not exist. Its fields are default, rules.'],
    ['an empty list of rules', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [] } }),
      '"egress.rules" is an empty list. Add a rule, or close the direction with default: NetworkPolicyTrafficDefault.DENY.'],
    ['a rule that is not there', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [undefined as any] } }), '"egress.rules[0]" is not given'],
    ['a rule without a peer', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [{}] } }), 'shop/policy: "peer" is not given, but is required.'],
    ['a rule with an empty list of peers', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [{ peers: [] }] } }), 'Kubernetes would read it as everybody'],
    ['a peer and peers', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [{ peer: NetworkPolicyIpBlock.anyIpv4(), peers: [] }] } }), 'has both "peer" and "peers"'],
    ['"from" for "peer"', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [{ from: [] } as any] } }), 'a field "from" that does not exist'],
    ['an empty list of ports', (chart) => new NetworkPolicy(chart, 'policy', { egress: { rules: [{ peer: NetworkPolicyIpBlock.anyIpv4(), ports: [] }] } }), '"ports" is an empty list.'],
    ['a default that is none', (chart) => new NetworkPolicy(chart, 'policy', { egress: { default: 'deny' as any } }), '"egress.default" is "deny", but must be one of "DENY", "ALLOW".'],
    ['a selector that is none', (chart) => new NetworkPolicy(chart, 'policy', { selector: { app: 'web' } as any }), '"selector" is {"app":"web"}, but must be a selector of pods'],
    ['rules beside a default that lets everything through', (chart) => new NetworkPolicy(chart, 'policy', {
      ingress: { default: ALLOW, rules: [{ peer: NetworkPolicyIpBlock.anyIpv4() }] },
    }), 'the default ALLOW lets everything through already'],
    ['a name out of form', (chart) => new NetworkPolicy(chart, 'policy', { metadata: { name: 'My Policy' } }), '"metadata.name" is "My Policy"'],
  ])('%s', (_, make, said) => {
    expect(() => make(shop().chart)).toThrow(said);
  });

  test.each<[string, (chart: Chart) => Pods | Deployment, string]>([
    ['pods of another namespace, which it would never select', (chart) => new Deployment(chart, 'web', { metadata: { namespace: 'data' }, containers: [{ image: 'web' }] }),
      'cannot select shop/web, because it is in "data" while the policy is in "elsewhere". A policy selects only pods of its own namespace: set metadata: { namespace: "data" }.'],
    ['selected pods of another namespace', (chart) => Pods.select(chart, 'web', { labels: { app: 'web' }, namespaces: Namespaces.select(chart, 'x', { names: ['data'] }) }),
      'cannot select shop/web, because it is in "data"'],
    ['pods of several namespaces', (chart) => Pods.select(chart, 'web', { labels: { app: 'web' }, namespaces: Namespaces.select(chart, 'x', { names: ['elsewhere', 'data'] }) }),
      'cannot select shop/web, which is in "elsewhere", "data": a policy lies in one namespace. Write a policy for each.'],
    ['pods of namespaces that are chosen by labels', (chart) => Pods.select(chart, 'web', { labels: { app: 'web' }, namespaces: Namespaces.all(chart, 'x') }),
      'cannot select shop/web, whose namespaces are chosen by labels: a policy lies in one namespace.'],
  ])('%s', (_, make, said) => {
    const { app, chart } = shop();
    new NetworkPolicy(chart, 'policy', { metadata: { namespace: 'elsewhere' }, selector: make(chart), ingress: { default: DENY } });
    expect(() => app.synthYaml()).toThrow(`[shop/policy] ${said}`);
  });

  test('a peer whose namespace is not known while its own is', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = new Deployment(chart, 'web', { containers: [{ image: 'web' }] });
    new NetworkPolicy(chart, 'policy', { metadata: { namespace: 'data' }, ingress: { rules: [{ peer: web }] } });
    expect(() => app.synthYaml()).toThrow('[shop/policy] cannot allow traffic from shop/web, because the namespace of shop/web is not known while shop/policy is in "data".');
  });

  test('pods whose namespace is not known while its own is', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop');
    const web = new Deployment(chart, 'web', { containers: [{ image: 'web' }] });
    new NetworkPolicy(chart, 'policy', { metadata: { namespace: 'data' }, selector: web, ingress: { default: DENY } });
    expect(() => app.synthYaml()).toThrow('[shop/policy] cannot select shop/web, because its namespace is not known while the policy is in "data".');
  });
});
