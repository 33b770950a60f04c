import { findings } from '../../../src/analysis/findings/registry';
import { policy, read, workload } from '../manifests';

const names = (yaml: string) => read(yaml).cluster.workloads.map(({ namespace, name, kind }) => `${namespace}/${name}[${kind}]`);

const object = (version: string, kind: string, spec: string, metadata = 'name: some, namespace: shop') => `
apiVersion: ${version}
kind: ${kind}
metadata: { ${metadata} }
spec: ${spec}
---`;
const TEMPLATE = '{ metadata: { labels: { app: some } }, spec: { containers: [{ name: main, image: x, ports: [{ containerPort: 80 }] }] } }';

describe('a workload', () => {
  test.each([
    ['argoproj.io/v1alpha1', 'Rollout', `{ template: ${TEMPLATE} }`],
    ['apps.openshift.io/v1', 'DeploymentConfig', `{ template: ${TEMPLATE} }`],
    ['serving.knative.dev/v1', 'Service', `{ template: ${TEMPLATE} }`],
    ['apps.kruise.io/v1alpha1', 'AdvancedCronJob', `{ jobTemplate: { spec: { template: ${TEMPLATE} } } }`],
    ['example.com/v1', 'Sandbox', `{ podTemplate: ${TEMPLATE} }`],
  ])('is whatever has a pod template: %s %s', (version, kind, spec) => {
    const { workloads } = read(object(version, kind, spec)).cluster;
    expect(workloads).toMatchObject([{ kind, name: 'some', namespace: 'shop', labels: { app: 'some' }, ports: [{ port: 80 }] }]);
  });

  test('is what an operator makes, where its labels are known', () => {
    const yaml = object('monitoring.coreos.com/v1', 'Prometheus', '{ podMetadata: { labels: { team: a } }, containers: [{ name: sidecar }] }')
      + policy('some', '{ podSelector: { matchLabels: { app.kubernetes.io/name: prometheus, team: a } } }');
    expect(names(yaml)).toEqual(['shop/some[Prometheus]']);
    expect(findings(read(yaml)).findings.filter(({ rule }) => rule === 'policy-selects-nothing')).toEqual([]);
  });

  test('is the StatefulSet that an operator made, where both are given', () => {
    const made = 'name: prometheus-some, namespace: shop, ownerReferences: [{ apiVersion: monitoring.coreos.com/v1, kind: Prometheus, name: some, controller: true }]';
    expect(names(object('monitoring.coreos.com/v1', 'Prometheus', '{}') + object('apps/v1', 'StatefulSet', `{ template: ${TEMPLATE} }`, made))).toEqual(['shop/prometheus-some[StatefulSet]']);
  });

  test('of others has what it owns below it', () => {
    const made = 'name: some-1, namespace: shop, ownerReferences: [{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: some, controller: true }]';
    expect(names(object('argoproj.io/v1alpha1', 'Rollout', `{ template: ${TEMPLATE} }`) + object('apps/v1', 'ReplicaSet', `{ template: ${TEMPLATE} }`, made))).toEqual(['shop/some[Rollout]']);
  });

  test('is no Secret, no machine and no certificate with a template', () => {
    expect(names(object('bitnami.com/v1alpha1', 'SealedSecret', '{ template: { metadata: { labels: { app: some } } } }')
      + object('cluster.x-k8s.io/v1beta1', 'MachineDeployment', '{ template: { spec: { bootstrap: {} } } }'))).toEqual([]);
  });

  test('whose owner names no kind is itself', () => {
    expect(names('apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop, ownerReferences: [{ controller: true, name: b }] }\nspec: { containers: [] }')).toEqual(['shop/a[Pod]']);
  });

  test('whose name is generated is one each time, and so is a policy', () => {
    const generated = 'generateName: some-, namespace: shop';
    const { workloads, policies } = read(object('batch/v1', 'Job', `{ template: ${TEMPLATE} }`, generated) + object('batch/v1', 'Job', `{ template: ${TEMPLATE} }`, generated)
      + object('networking.k8s.io/v1', 'NetworkPolicy', '{ podSelector: {} }', generated)).cluster;
    expect([workloads.length, policies.map(({ name }) => name)]).toEqual([2, ['some-']]);
  });

  test('may be an item of a typed list that does not say what it is', () => {
    const list = 'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: { name: a, namespace: shop }\n  spec: { template: ' + TEMPLATE + ' }\n';
    expect(names(list)).toEqual(['shop/a[Deployment]']);
    expect(read(list).problems).toEqual([]);
  });
});

describe('what may make pods of which nothing is known', () => {
  const about = policy('some', '{ podSelector: { matchLabels: { app: other } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: another } } }] }] }');
  const told = (yaml: string) => findings(read(workload('web') + about + yaml)).findings.filter(({ rule }) => /selects-nothing$/.test(rule)).map(({ rule }) => rule);

  test.each([
    ['a kind that operators are known for', object('kafka.strimzi.io/v1beta2', 'Kafka', '{}')],
    ['a kind that lists containers somewhere', object('example.com/v1', 'Thing', '{ parts: [{ template: { spec: { containers: [{ image: x }] } } }] }')],
  ])('keeps findings from saying that there is nobody: %s', (_, yaml) => {
    expect(told(yaml)).toEqual([]);
    expect(read(yaml).cluster.makers).toMatchObject([{ namespace: 'shop', name: 'some' }]);
  });

  test('says nothing of other namespaces, and other kinds say nothing', () => {
    expect(told('')).toEqual(['policy-selects-nothing', 'peer-selects-nothing']);
    expect(told(object('kafka.strimzi.io/v1beta2', 'Kafka', '{}', 'name: some, namespace: data'))).toEqual(['policy-selects-nothing', 'peer-selects-nothing']);
    expect(told(object('kafka.strimzi.io/v1beta2', 'KafkaTopic', '{}'))).toEqual(['policy-selects-nothing', 'peer-selects-nothing']);
  });
});
