import { parseAllDocuments } from 'yaml';
import { PolicyReading } from './read-policies';

/** Pods `web` (app: web) and `redis` (app: redis) in "default", `web` in "other" and in "labeled", a namespace with a manifest. */
const PODS = `
{ kind: Deployment, metadata: { name: web, labels: { app: outer } }, spec: { template: { metadata: { labels: { app: web, tier: front } }, spec: { containers: [{ ports: [{ containerPort: 80 }] }] } } } }
---
{ kind: StatefulSet, metadata: { name: redis }, spec: { template: { metadata: { labels: { app: redis } }, spec: {
  containers: [{ ports: [{ containerPort: 6379, name: data }, { containerPort: 53, name: dns, protocol: UDP }] }],
  initContainers: [{ restartPolicy: Always, ports: [{ containerPort: 9121, name: metrics }] }, { ports: [{ containerPort: 1000, name: setup }] }] } } } }
---
{ kind: Pod, metadata: { name: web, namespace: other, labels: { app: web } }, spec: { containers: [{ ports: [{ containerPort: 7000, name: data }] }] } }
---
{ kind: Namespace, metadata: { name: labeled, labels: { team: shop, kubernetes.io/metadata.name: wrong } } }
---
{ kind: CronJob, metadata: { name: web, namespace: labeled }, spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{}] } } } } } }
`;

function read(...policies: string[]): PolicyReading {
  const documents = [PODS, ...policies.map((spec) => `kind: NetworkPolicy\nspec: ${spec}`)].join('\n---\n');
  return new PolicyReading(parseAllDocuments(documents).map((document) => document.toJS() as object));
}

const everyWeb = ['web', 'other/web', 'labeled/web'];
/** Which pods called web reach redis at all. */
const callers = (reading: PolicyReading) => everyWeb.filter((web) => reading.openPorts(web, 'redis') !== 'none');
/** Which pods called web redis reaches at all. */
const called = (reading: PolicyReading) => everyWeb.filter((web) => reading.openPorts('redis', web) !== 'none');

test('lists the pods', () => {
  expect(read().pods).toEqual(['default/web', 'default/redis', 'other/web', 'labeled/web']);
});

test('refuses a pod that does not exist, and two of one name', () => {
  expect(() => read().reaches('web', 'nowhere', 'TCP', 80)).toThrow('there is no pod default/nowhere');
  expect(() => new PolicyReading([...Array<object>(2).fill({ kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] } })])).toThrow('two objects');
});

describe('selecting', () => {
  test('without policies all is open', () => {
    expect(read().openPorts('web', 'redis')).toBe('all');
  });

  test('a policy selects pods of its own namespace (1)', () => {
    const closed = read('{ podSelector: {}, policyTypes: [Ingress] }');
    expect(closed.openPorts('web', 'redis')).toBe('none');
    expect(closed.openPorts('redis', 'other/web')).toBe('all');
  });

  test.each([
    ['a pod selector alone stays in the namespace of the policy', '{ podSelector: { matchLabels: { app: web } } }', ['web']],
    ['a namespace selector alone takes every pod', '{ namespaceSelector: { matchLabels: { team: shop } } }', ['labeled/web']],
    ['both in one item must hold', '{ namespaceSelector: {}, podSelector: { matchLabels: { tier: front } } }', ['web']],
    ['items of a list add up', '{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: shop } } }', ['web', 'labeled/web']],
    ['an empty namespace selector matches all', '{ namespaceSelector: {} }', everyWeb],
    ['an empty pod selector matches all of the namespace', '{ podSelector: {} }', ['web']],
    ['every namespace carries its name', '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: other } } }', ['other/web']],
    ['the name of a namespace cannot be overwritten', '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: wrong } } }', []],
    ['the labels of the workload object do not count', '{ podSelector: { matchLabels: { app: outer } } }', []],
  ])('%s (2, 4, 5)', (_, peers, expected) => {
    expect(callers(read(`{ podSelector: { matchLabels: { app: redis } }, policyTypes: [Ingress], ingress: [{ from: [${peers}] }] }`))).toEqual(expected);
    expect(called(read(`{ podSelector: { matchLabels: { app: redis } }, policyTypes: [Egress], egress: [{ to: [${peers}] }] }`))).toEqual(expected);
  });

  test.each([
    ['In fails on an absent key', '{ key: tier, operator: In, values: [front, back] }', ['web']],
    ['NotIn holds on an absent key', '{ key: tier, operator: NotIn, values: [front] }', ['other/web', 'labeled/web']],
    ['Exists fails on an absent key', '{ key: tier, operator: Exists }', ['web']],
    ['DoesNotExist holds on an absent key', '{ key: tier, operator: DoesNotExist }', ['other/web', 'labeled/web']],
    ['all must hold', '{ key: tier, operator: Exists }, { key: app, operator: NotIn, values: [web] }', []],
  ])('%s (3)', (_, expressions, expected) => {
    expect(callers(read(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchExpressions: [${expressions}] } }] }] }`)))
      .toEqual(expected);
  });

  test('a peer that names nobody is not guessed at', () => {
    expect(() => read('{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{}] }] }').openPorts('web', 'redis')).toThrow('names nobody');
  });
});

describe('rules', () => {
  test.each([
    ['[{}]', 'all'],
    ['[{ from: [] }]', 'all'],
    ['[{ ports: [] }]', 'all'],
    ['[{ from: [], ports: [{ port: 80 }] }]', 'TCP 80'],
    ['[]', 'none'],
  ])('ingress: %s opens %s (6)', (ingress, expected) => {
    expect(read(`{ podSelector: {}, policyTypes: [Ingress], ingress: ${ingress} }`).openPorts('web', 'redis')).toBe(expected);
  });

  test.each([
    ['no types and no rules', '{ podSelector: { matchLabels: { app: redis } } }', 'none', 'all'],
    ['no types and an egress rule', '{ podSelector: { matchLabels: { app: redis } }, egress: [{ ports: [{ port: 80 }] }] }', 'none', 'TCP 80'],
    ['rules of a type that is not listed', '{ podSelector: { matchLabels: { app: redis } }, policyTypes: [Ingress], egress: [{ ports: [{ port: 80 }] }] }', 'none', 'all'],
    ['a type without rules', '{ podSelector: { matchLabels: { app: redis } }, policyTypes: [Egress] }', 'all', 'none'],
  ])('%s (7)', (_, policy, into, outOf) => {
    const reading = read(policy);
    expect([reading.openPorts('web', 'redis'), reading.openPorts('redis', 'web')]).toEqual([into, outOf]);
  });

  test('policies add up, also over protocols (15)', () => {
    expect(read(
      '{ podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ port: 80 }] }] }',
      '{ podSelector: { matchLabels: { app: redis } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 81 }, { port: 53, protocol: UDP }] }] }',
    ).openPorts('web', 'redis')).toBe('TCP 80-81; UDP 53');
  });

  test.each([[80, 443, 'none'], [80, 80, 'TCP 80']])('egress to %s and ingress on %s is %s (16)', (out, into, expected) => {
    expect(read(
      `{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: ${out} }] }] }`,
      `{ podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ port: ${into} }] }] }`,
    ).openPorts('web', 'redis')).toBe(expected);
  });

  test('a connection in one direction opens none in the other (17)', () => {
    const reading = read(
      '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: redis } } }] }] }',
      '{ podSelector: { matchLabels: { app: redis } }, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }',
    );
    expect([reading.openPorts('web', 'redis'), reading.openPorts('redis', 'web')]).toEqual(['all', 'none']);
  });

  test('a pod reaches itself, not its second replica (18)', () => {
    const closed = read('{ podSelector: {}, policyTypes: [Ingress, Egress] }');
    expect([closed.openPorts('web', 'default/web'), closed.openPorts('web', 'web#2'), closed.openPorts('web#2', 'web#2')]).toEqual(['all', 'none', 'all']);
    expect(read('{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }').openPorts('web', 'web#2')).toBe('all');
  });
});

describe('ports', () => {
  test.each([
    ['{}', 'TCP all'],
    ['{ protocol: UDP }', 'UDP all'],
    ['{ port: 80 }', 'TCP 80'],
    ['{ port: 80, protocol: SCTP }', 'SCTP 80'],
    ['{ port: 8000, endPort: 8080 }', 'TCP 8000-8080'],
    ['{ port: 1, endPort: 65535 }', 'TCP all'],
    ['{ port: 60000, endPort: 65535, protocol: UDP }', 'UDP 60000-65535'],
    ['{ port: 80 }, { port: 81 }, { port: 90 }', 'TCP 80-81,90'],
    ['{ protocol: TCP }, { protocol: UDP }, { protocol: SCTP }', 'all'],
    ['{ port: data }', 'TCP 6379'],
    ['{ port: metrics }', 'TCP 9121'],
    ['{ port: dns, protocol: UDP }', 'UDP 53'],
    ['{ port: dns }', 'none'],
    ['{ port: setup }', 'none'],
    ['{ port: unknown }', 'none'],
  ])('%s opens %s of redis, in both directions (8 to 11)', (entries, expected) => {
    expect(read(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [${entries}] }] }`).openPorts('other/web', 'redis')).toBe(expected);
    expect(read(`{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [${entries}] }] }`).openPorts('web', 'redis')).toBe(expected);
  });

  test('a name is looked up on each destination (9)', () => {
    const reading = read('{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: data }] }] }');
    expect([reading.openPorts('web', 'redis'), reading.openPorts('web', 'other/web'), reading.openPorts('web', '1.2.3.4')]).toEqual(['TCP 6379', 'TCP 7000', 'none']);
  });

  test.each([[79, false], [80, true], [81, false]])('one port at a time: %s', (port, expected) => {
    const reading = read('{ podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ port: 80 }] }] }');
    expect([reading.reaches('web', 'redis', 'TCP', port), reading.reaches('web', 'redis', 'UDP', port)]).toEqual([expected, false]);
  });
});

describe('IP blocks', () => {
  const to = (block: string) => read(`{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }] }] }`);
  const from = (block: string) => read(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: ${block} }] }] }`);

  test.each([
    ['{ cidr: 10.0.0.0/8 }', '10.255.255.255', 'all'],
    ['{ cidr: 10.0.0.0/8 }', '11.0.0.0', 'none'],
    ['{ cidr: 10.1.2.3/8 }', '10.9.9.9', 'all'],
    ['{ cidr: 10.0.0.0/8, except: [10.9.0.0/16] }', '10.9.1.1', 'none'],
    ['{ cidr: 10.0.0.0/8, except: [10.9.0.0/16] }', '10.8.1.1', 'all'],
    ['{ cidr: 0.0.0.0/0 }', '255.255.255.255', 'all'],
    ['{ cidr: 0.0.0.0/0 }', '2001:db8::1', 'none'],
    ['{ cidr: "::/0" }', '10.0.0.1', 'none'],
    ['{ cidr: "2001:db8::/32", except: ["2001:db8:1::/48"] }', '2001:db8:0:1::1', 'all'],
    ['{ cidr: "2001:db8::/32", except: ["2001:db8:1::/48"] }', '2001:db8:1:1::1', 'none'],
    ['{ cidr: 1.2.3.4/32 }', '1.2.3.4', 'all'],
    ['{ cidr: 1.2.3.4/32 }', '1.2.3.5', 'none'],
  ])('%s and %s: %s (12, 13)', (block, address, expected) => {
    expect([to(block).openPorts('web', address), from(block).openPorts(address, 'web')]).toEqual([expected, expected]);
  });

  test('what one rule excepts another may allow (12)', () => {
    const rules = '[{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.9.0.0/16] } }] }, { to: [{ ipBlock: { cidr: 10.9.1.0/24 } }], ports: [{ port: 80 }] }]';
    expect(read(`{ podSelector: {}, policyTypes: [Egress], egress: ${rules} }`).openPorts('web', '10.9.1.1')).toBe('TCP 80');
  });

  test('a selector does not match an address outside, a rule without peers does', () => {
    expect(read('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }').openPorts('web', '1.2.3.4')).toBe('none');
    expect(read('{ podSelector: {}, policyTypes: [Egress], egress: [{}] }').openPorts('web', '1.2.3.4')).toBe('all');
  });

  test('a block matches a pod only where the address of the pod is known (14)', () => {
    const pod = (status: object) => ({ kind: 'Pod', metadata: { name: 'db' }, spec: { containers: [] }, status });
    const web = { kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] } };
    const policy = { kind: 'NetworkPolicy', spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] } };
    const open = (status: object) => new PolicyReading([web, pod(status), policy]).openPorts('web', 'db');
    expect([open({}), open({ podIP: '10.1.1.1' }), open({ podIPs: [{ ip: 'fd00::1' }, { ip: '10.1.1.1' }] }), open({ podIP: '11.1.1.1' })])
      .toEqual(['none', 'all', 'all', 'none']);
  });

  test('a pod that has ended takes no part (22)', () => {
    expect(new PolicyReading([{ kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] }, status: { phase: 'Succeeded' } }]).pods).toEqual([]);
  });
});
