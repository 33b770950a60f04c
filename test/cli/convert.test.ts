import * as fc from 'fast-check';
import { call, inFolderOfItsOwn } from './io';
import { readCluster } from '../../src/analysis/reading/read-cluster';
import { convertPolicies } from '../../src/cli/conversion/convert-policies';
import { newPriorities } from '../../src/cli/conversion/new-priorities';
import { writeManifests } from '../../src/manifests/write-manifests';
import { yamlValue } from '../../src/manifests/yaml/yaml-value';
import { disagreements } from '../analysis/disagreements';
import { clusters, GeneratedCluster } from '../analysis/generated/generated-clusters';
import { Reference } from '../analysis/reference/reference';

const RUNS = Number(process.env.RUNS ?? 200);

/** The manifests with what takes the place of those that are converted. */
function converted(manifests: readonly object[]): { readonly manifests: object[]; readonly count: number } {
  const cluster = readCluster(manifests.map((manifest, document) => ({ manifest, source: { document } })));
  const { manifests: made, policies } = convertPolicies(cluster);
  const gone = new Set(policies.map(({ source }) => source.document));
  return { manifests: [...manifests.filter((_, document) => !gone.has(document)), ...made], count: policies.length };
}

describe('a conversion', () => {
  test('means the same, in every random cluster', () => {
    let count = 0;
    fc.assert(fc.property(clusters, (cluster) => {
      const after = converted(cluster.manifests);
      count += after.count;
      const reference = new Reference(after.manifests);
      expect(reference.refused.filter((name) => !new Reference(cluster.manifests).refused.includes(name))).toEqual([]);
      expect(disagreements(new Reference(cluster.manifests), reference, cluster)).toEqual([]);
    }), { numRuns: RUNS });
    expect(count).toBeGreaterThan(RUNS / 10);
  }, 1_000 * RUNS);

  test('means the same where rules, peers and ports are more than one policy may have', () => {
    const rule = fc.record({
      action: fc.constantFrom('Allow', 'Deny', 'Pass'),
      from: fc.array(fc.constantFrom('web', 'db', 'nobody').map(select), { minLength: 1, maxLength: 60 }),
      ports: fc.array(fc.constantFrom(80, 443, 444, 8000).map((port) => ({ portNumber: { protocol: 'TCP', port } })), { maxLength: 60 }),
    });
    const policies = fc.uniqueArray(fc.record({ priority: fc.constantFrom(1, 2, 998, 999, 1000), ingress: fc.array(rule, { minLength: 1, maxLength: 100, size: 'max' }) }), {
      minLength: 1, maxLength: 3, selector: ({ priority }) => priority,
    });
    fc.assert(fc.property(policies, (specs) => {
      const cluster: GeneratedCluster = { addresses: [], manifests: [...['web', 'db', 'queue'].map(pod), ...specs.map((spec, index) => admin(`a${index}`, { subject: select('db'), ...spec }))] };
      const after = converted(cluster.manifests);
      expect(after.count).toBe(specs.length);
      const reference = new Reference(after.manifests);
      expect(reference.refused).toEqual([]);
      expect(disagreements(new Reference(cluster.manifests), reference, cluster)).toEqual([]);
    }), { numRuns: 30 });
  }, 60_000);

  test.each([
    [[{ priority: 5, parts: 1 }, { priority: 5, parts: 1 }], [5, 5]],
    [[{ priority: 5, parts: 3 }, { priority: 6, parts: 1 }, { priority: 20, parts: 1 }], [5, 8, 20]],
    [[{ priority: 999, parts: 2 }, { priority: 1000, parts: 2 }], [997, 999]],
    [[{ priority: 0, parts: 1002 }], undefined],
  ])('gives %j the priorities %j', (wanted, priorities) => {
    expect(newPriorities(wanted)).toEqual(priorities);
  });

  test('writes labels and names so that they are read as the text that they are', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('no', 'y', '012', '1e3', '0x1F', '1_000', '1:30', '~', '2001-01-01', '.5', '+1', '0o7', '0b1', '=', '<<')), { maxLength: 5 }), (texts) => {
      const manifest = { kind: 'Some', texts, numbers: [0, 1, 65535], empty: {} };
      expect(yamlValue([...writeManifests([manifest])].join(''), 1).value).toEqual(manifest);
    }));
  });
});

describe('the command', () => {
  const folder = inFolderOfItsOwn();

  test('writes what takes the place of the policies, and nothing else', async () => {
    folder.write({
      'a.yaml': `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: web, uid: some, labels: { team: shop }, annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}", why: asked } }
spec:
  priority: 7
  subject: { namespaces: {} }
  egress:
    - { name: nodes, action: Allow, to: [{ nodes: {} }], ports: [{ portRange: { start: 80, end: 80 } }, { portRange: { protocol: UDP, start: 80, end: 90 } }] }
status: { conditions: [] }
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: { name: default }
spec: { subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }], ports: [{ namedPort: http }] }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: other }
`,
    });
    expect(await call(['convert', 'a.yaml'])).toEqual({
      code: 0,
      stdout: `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: web
  labels:
    team: shop
  annotations:
    why: asked
spec:
  tier: Admin
  priority: 7
  subject:
    namespaces: {}
  egress:
    - name: nodes
      action: Accept
      to:
        - nodes: {}
      protocols:
        - tcp:
            destinationPort:
              number: 80
        - udp:
            destinationPort:
              range:
                start: 80
                end: 90
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: default
spec:
  tier: Baseline
  priority: 1000
  subject:
    namespaces: {}
  ingress:
    - action: Deny
      from:
        - namespaces: {}
      protocols:
        - destinationNamedPort: http
`,
      stderr: 'note: web names nodes, which only the experimental channel of the definition has.\n',
    });
  });

  test.each([
    ['egress: [{ action: Deny, to: [{ networks: [10.0.0.0] }] }]', 'spec.egress[0].to[0].networks[0]: is "10.0.0.0", which is no block such as 10.0.0.0/8, so that odd is not converted'],
    ['ingress: [{ action: Deny, from: [{ namespaces: {} }], ports: [{ portNumber: { protocol: ICMP, port: 1 } }] }]', 'spec.ingress[0].ports[0]: is of ICMP, which is none of SCTP, TCP, UDP, so that odd is not converted'],
    ['ingress: [{ action: Deny, from: [{ namespaces: {} }], ports: [{ portRange: { start: 9, end: 8 } }] }]', 'spec.ingress[0].ports[0]: ends at 8, before it begins at 9, so that odd is not converted'],
    ['ingress: [{ action: Accept, from: [{ namespaces: {} }] }]', 'spec.ingress[0].action: is "Accept", but must be one of Allow, Deny, Pass; the AdminNetworkPolicy is left out'],
  ])('says why it does not convert %s', async (rules, reason) => {
    folder.write({ 'a.yaml': `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: { name: odd }\nspec: { priority: 1, subject: { namespaces: {} }, ${rules} }\n` });
    expect(await call(['convert', 'a.yaml'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`AdminNetworkPolicy odd: ${reason}`) as string });
  });

  test('leaves alone what would change places with others', async () => {
    const rules = JSON.stringify(Array(30).fill({ action: 'Deny', from: [{ namespaces: {} }] }));
    folder.write({
      'a.yaml': `
{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: long }, spec: { priority: 1, subject: { namespaces: {} }, ingress: ${rules} } }
---
{ apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: { name: next }, spec: { tier: Admin, priority: 2, subject: { namespaces: {} } } }
`,
    });
    const { code, stdout, stderr } = await call(['convert', 'a.yaml']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('it would become 2 policies from priority 1 on, and the order towards the ClusterNetworkPolicy next of the priority 2 would not stay.');
  });

  test('says where there is nothing to convert', async () => {
    folder.write({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n' });
    expect(await call(['convert', 'a.yaml'])).toEqual({ code: 0, stdout: '', stderr: 'note: there is no AdminNetworkPolicy in a.yaml.\n' });
  });
});

function select(app: string): object {
  return { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app } } } };
}

function pod(name: string): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'x' }] } };
}

function admin(name: string, spec: object): object {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name }, spec };
}
