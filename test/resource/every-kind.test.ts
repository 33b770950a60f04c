import { ApiObject, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ApiResource, AwsElasticBlockStorePersistentVolume, ClusterRole, ClusterRoleBinding, ConfigMap, Deployment, HorizontalPodAutoscaler, Ingress,
  IngressBackend, Job, PersistentVolumeAccessMode, PersistentVolumeClaim, Pod, Resource, Role, RoleBinding, Secret, Service, ServiceAccount,
  StatefulSet, TlsSecret,
} from '../../src';

const containers = [{ image: 'x', portNumber: 80 }];
const accessModes = [PersistentVolumeAccessMode.READ_WRITE_ONCE];
const storage = Size.gibibytes(1);
const rules = [{ verbs: ['get'], resources: [ApiResource.PODS] }];

function cluster(scope: Construct): ClusterRole {
  return ClusterRole.fromClusterRoleName(scope, 'View', 'view') as ClusterRole;
}

const KINDS: readonly (readonly [kind: string, type: string, make: (chart: Chart) => Resource])[] = [
  ['ConfigMap', 'configmaps', (chart) => new ConfigMap(chart, 'X', { data: { a: 'b' } })],
  ['Secret', 'secrets', (chart) => new Secret(chart, 'X', { stringData: { a: 'b' } })],
  ['Secret', 'secrets', (chart) => new TlsSecret(chart, 'X', { tlsCert: 'a', tlsKey: 'b' })],
  ['ServiceAccount', 'serviceaccounts', (chart) => new ServiceAccount(chart, 'X')],
  ['PersistentVolumeClaim', 'persistentvolumeclaims', (chart) => new PersistentVolumeClaim(chart, 'X', { accessModes, storage })],
  ['PersistentVolume', 'persistentvolumes', (chart) => new AwsElasticBlockStorePersistentVolume(chart, 'X', { volumeId: 'v', accessModes, storage })],
  ['Role', 'roles', (chart) => new Role(chart, 'X', { rules })],
  ['ClusterRole', 'clusterroles', (chart) => new ClusterRole(chart, 'X')],
  ['RoleBinding', 'rolebindings', (chart) => new RoleBinding(chart, 'X', { role: cluster(chart) })],
  ['ClusterRoleBinding', 'clusterrolebindings', (chart) => new ClusterRoleBinding(chart, 'X', { role: cluster(chart) })],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscalers', (chart) => (
    new HorizontalPodAutoscaler(chart, 'X', { target: new Deployment(chart, 'W', { containers }), maxReplicas: 2 }))],
  ['Ingress', 'ingresses', (chart) => (
    new Ingress(chart, 'X', { defaultBackend: IngressBackend.fromService(new Service(chart, 'S', { ports: [{ port: 80 }] })) }))],
  ['Service', 'services', (chart) => new Service(chart, 'X', { ports: [{ port: 80 }] })],
  ['Pod', 'pods', (chart) => new Pod(chart, 'X', { containers })],
  ['Deployment', 'deployments', (chart) => new Deployment(chart, 'X', { containers })],
  ['StatefulSet', 'statefulsets', (chart) => new StatefulSet(chart, 'X', { containers })],
  ['Job', 'jobs', (chart) => new Job(chart, 'X', { containers })],
];

function inShop(): Chart {
  return new Chart(Testing.app(), 'chart', { namespace: 'shop' });
}

describe.each(KINDS)('%s', (kind, type, make) => {
  test('is an object of its kind to the API server', () => {
    const object = make(inShop());
    expect(object.asApiResource()).toMatchObject({ resourceType: type, resourceName: object.name, kind });
    expect(object.asNonApiResource()).toBeUndefined();
  });

  test('is written with what patches and lazy metadata say', () => {
    const chart = inShop();
    const object = make(chart);
    object.metadata.addLabel('late', 'yes');
    ApiObject.of(object).addJsonPatch(JsonPatch.add('/metadata/annotations', { patched: 'yes' }));
    const written = (Testing.synth(chart) as { kind: string; metadata: object }[]).find((one) => one.kind === kind);
    expect(written).toMatchObject({ metadata: { name: object.name, labels: { late: 'yes' }, annotations: { patched: 'yes' } } });
  });

  test('refuses metadata that are none', () => {
    const chart = inShop();
    make(chart).metadata.addLabel('no spaces', 'x');
    expect(() => Testing.synth(chart)).toThrow('"a key of metadata.labels" is "no spaces"');
  });
});

