import { analyze } from '../../../src/analysis/engine/analysis';
import { policy, read, workload } from '../manifests';

const found = (yaml: string) => read(yaml).problems.map(({ object, field, text }) => [object, field, text]);

const object = (apiVersion: string, kind: string, more = '') => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: some, namespace: shop }
${more}
---`;

describe('problems', () => {
  test('name the file, the document, the object and the field, and leave the rest as it is', () => {
    const { problems, cluster } = read(workload('web') + policy('bad', '{ podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] }') + policy('good', '{}'));
    expect(problems).toEqual([{
      source: { file: 'shop.yaml', document: 2 },
      object: 'NetworkPolicy shop/bad',
      field: 'spec.ingress[0].ports[0].port',
      text: 'is 0, but must be a whole number from 1 to 65535; the NetworkPolicy is left out',
      discreet: 'must be a whole number from 1 to 65535; the NetworkPolicy is left out',
    }]);
    expect(cluster.policies.map(({ name }) => name)).toEqual(['good']);
  });

  test('say that text which YAML reads as something else needs quotes', () => {
    expect(found('{ apiVersion: v1, kind: Pod, metadata: { name: true }, spec: {} }')).toEqual([
      ['Pod (unnamed)', 'metadata.name', 'is true, but must be text; quote it, for YAML takes y, yes and on for true; the Pod is left out'],
    ]);
    expect(found(policy('some', '{ podSelector: { matchExpressions: [{ key: v, operator: In, values: [1] }] } }'))).toEqual([
      ['NetworkPolicy shop/some', 'spec.podSelector.matchExpressions[0].values[0]', 'is 1, but must be text; quote it; the NetworkPolicy is left out'],
    ]);
  });

  test('refuse names that could pass for other lines of the output', () => {
    expect(found('{ apiVersion: v1, kind: Pod, metadata: { name: "web\\nshop/a => shop/b : All Connections" }, spec: {} }')).toEqual([[
      'Pod "web\\nshop/a => shop/b : All Connections"', 'metadata.name',
      'is "web\\nshop/a => shop/b : All Connections", but must be a name of lower-case letters, digits, "-" and "."; the Pod is left out',
    ]]);
  });

  test.each([
    ['apps/v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'],
    ['apps/v1beta2', 'Deployment', 'apps/v1'],
    ['batch/v1beta1', 'CronJob', 'batch/v1'],
    ['networking.k8s.io/v1', 'ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'],
  ])('say which version is right: %s %s', (version, kind, right) => {
    expect(found(object(version, kind))).toEqual([
      [`${kind} shop/some`, 'apiVersion', `is "${version}", but must be ${right} for a ${kind}; the ${kind} is left out`],
    ]);
  });

  test('say that cluster policies of other versions and kinds are not understood', () => {
    expect(found(object('policy.networking.k8s.io/v1alpha1', 'ClusterNetworkPolicy'))).toEqual([
      ['ClusterNetworkPolicy shop/some', 'apiVersion', 'is "policy.networking.k8s.io/v1alpha1", but must be policy.networking.k8s.io/v1alpha2 for a ClusterNetworkPolicy; the ClusterNetworkPolicy is left out'],
    ]);
    expect(found(object('policy.networking.k8s.io/v1alpha1', 'OtherNetworkPolicy'))).toEqual([
      ['OtherNetworkPolicy shop/some', 'apiVersion', 'is "policy.networking.k8s.io/v1alpha1", in which no OtherNetworkPolicy is understood; the OtherNetworkPolicy is left out'],
    ]);
  });

  test.each([
    ['crd.projectcalico.org/v1', 'NetworkPolicy'], ['projectcalico.org/v3', 'NetworkPolicy'], ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['serving.knative.dev/v1', 'Service'], ['config.openshift.io/v1', 'Ingress'], ['v1', 'ConfigMap'],
  ])('are not made of what is of others: %s %s', (version, kind) => {
    const { problems, cluster } = read(object(version, kind));
    expect(problems).toEqual([]);
    expect([...cluster.passedOver]).toEqual([[kind, 1]]);
  });

  test('are not made of the values and the description of a chart, which are counted', () => {
    const { problems, cluster } = read('replicaCount: 1\n---\napiVersion: v2\nname: shop\nversion: 1.0.0\n---\n{}');
    expect(problems).toEqual([]);
    expect([...cluster.passedOver]).toEqual([['no Kubernetes object', 3]]);
  });

  test('are made of what has a kind or a version alone', () => {
    expect(found('kind: Pod\n---\napiVersion: v1\nmetadata: { name: web }').map(([, field]) => field)).toEqual(['apiVersion', 'kind']);
  });

  test('are made of whatever is no object, and kinds that say nothing are counted', () => {
    const analysis = analyze([null, 'text', [], { kind: 'ConfigMap', apiVersion: 'v1' }, { kind: 'List', apiVersion: 'v1', items: [{ kind: 'Secret', apiVersion: 'v1' }, 5] }]
      .map((manifest) => ({ manifest, source: {} })));
    expect(analysis.problems).toHaveLength(4);
    expect([...analysis.cluster.passedOver]).toEqual([['ConfigMap', 1], ['Secret', 1]]);
  });
});

describe('a label that pods get when they are made', () => {
  const statefulSet = (namespace = 'shop') => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: pg, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: pg } }, spec: { containers: [{ name: main, image: pg }] } } }
---`;
  const first = (more = '') => `{ matchLabels: { statefulset.kubernetes.io/pod-name: pg-0${more} } }`;
  const text = 'asks for the label statefulset.kubernetes.io/pod-name, which pods get when they are made, so that manifests do not tell it; the pods of shop/pg are read as if they had none';

  test('is said to be unknown where a policy asks for it', () => {
    expect(found(statefulSet() + policy('first', `{ podSelector: ${first()} }`))).toEqual([['NetworkPolicy shop/first', 'spec.podSelector', text]]);
    expect(found(statefulSet() + policy('db', `{ ingress: [{}, { from: [{ podSelector: {} }, { podSelector: ${first(', app: pg')} }] }] }`)))
      .toEqual([['NetworkPolicy shop/db', 'spec.ingress[1].from[1]', text]]);
  });

  test.each([
    ['of another namespace', statefulSet('data'), first()],
    ['with other labels', statefulSet(), first(', app: other')],
    ['of another kind', workload('web'), first()],
    ['that are written with it', '{ apiVersion: v1, kind: Pod, metadata: { name: pg-0, namespace: shop, labels: { statefulset.kubernetes.io/pod-name: pg-0 } }, spec: {} }\n---', first()],
  ])('is no matter for pods %s', (_, pods, selector) => {
    expect(found(pods + policy('first', `{ podSelector: ${selector} }`))).toEqual([]);
  });
});
