import { Chart, Duration, Size } from 'cdk8s';
import { Differing, Field } from './values';
import {
  ApiResource, AzureDiskPersistentVolume, AzureDiskPersistentVolumeKind, ConfigMap, Deployment, EnvValue, HorizontalPodAutoscaler,
  HorizontalPodAutoscalerProps, HttpIngressPathType, Ingress, IngressBackend, IngressRule, Metric, MetricTarget, PersistentVolumeAccessMode,
  PersistentVolumeClaim, Pod, Replicas, ResourceFieldPaths, Role, Secret, Service, SshAuthSecret, Volume,
} from '../../src';

const LONG = 'x'.repeat(253);
const KEYS = ['app.conf', 'A_b-9', '.hidden', '9', '-', '_', 'a..b', LONG];
const NO_KEYS = ['', '.', '..', '..a', 'a b', 'a/b', 'ä', `${LONG}x`];
const HOSTS = ['shop.example.com', '*.example.com', 'a', '9.a'];
const NO_HOSTS = ['192.0.2.1', 'Shop.example.com', 'a.*.com', '*', '*.*.com', 'a b', 'a:80', 'a_b.com', '-a.com'];
const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const EMPTY_HOST: Differing = ['', 'Whoever names a host means one. Without it a rule is for every host.'];

/** Fields of ConfigMaps, Secrets, storage, roles, autoscalers and Ingresses. */
export const FIELDS_OF_OBJECTS: readonly Field[] = [
  {
    field: 'the key of a ConfigMap',
    give: (chart, key) => { new ConfigMap(chart, 'Map', { data: { [key]: 'x' } }); },
    byHand: (key) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data: { [key]: 'x' } }),
    taken: KEYS,
    refused: NO_KEYS,
  },
  {
    field: 'bytes of a ConfigMap',
    give: (chart, value) => { new ConfigMap(chart, 'Map', { binaryData: { key: value } }); },
    byHand: (value) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, binaryData: { key: value } }),
    taken: ['AAEC', 'AA==', 'AAE=', ''],
    refused: ['hello', 'A', 'AA=', 'AA-_', 'ä'],
  },
  {
    field: 'the size of a ConfigMap',
    give: (chart, size) => { new ConfigMap(chart, 'Map', { data: { key: 'x'.repeat(size) } }); },
    byHand: (size) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data: { key: 'x'.repeat(size) } }),
    taken: [0, 1024 * 1024],
    refused: [1024 * 1024 + 1],
  },
  {
    field: 'the key of a Secret',
    give: (chart, key) => { new Secret(chart, 'Secret', { stringData: { [key]: 'x' } }); },
    byHand: (key) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'secret' }, stringData: { [key]: 'x' } }),
    taken: KEYS,
    refused: NO_KEYS,
  },
  {
    field: 'the private key of a Secret',
    give: (chart, sshPrivateKey) => { new SshAuthSecret(chart, 'Secret', { sshPrivateKey }); },
    byHand: (key) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'secret' }, type: 'kubernetes.io/ssh-auth', stringData: { 'ssh-privatekey': key } }),
    taken: ['x'],
    refused: ['', 7],
  },
  {
    field: 'the access modes of a claim',
    give: (chart, accessModes) => { new PersistentVolumeClaim(chart, 'Claim', { accessModes, storage: Size.gibibytes(1) }); },
    byHand: (accessModes) => claim({ accessModes, resources: { requests: { storage: '1Gi' } } }),
    taken: [...MODES.map((mode) => [mode]), MODES.slice(0, 3)],
    refused: [[], undefined, ['RWO'], MODES],
  },
  {
    field: 'the storage of a claim, in MiB',
    give: (chart, amount) => {
      const storage = amount === undefined ? undefined : Size.mebibytes(amount as number);
      new PersistentVolumeClaim(chart, 'Claim', { accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE], storage });
    },
    byHand: (amount) => claim({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: amount === undefined ? undefined : `${amount as number}Mi` } } }),
    taken: [1, 100, 1024],
    refused: [undefined, 0],
  },
  {
    field: 'a disk of Azure',
    give: (chart, [kind, diskUri]) => {
      const [accessModes, storage] = [[PersistentVolumeAccessMode.READ_WRITE_ONCE], Size.gibibytes(1)];
      new AzureDiskPersistentVolume(chart, 'Disk', { diskName: 'd', diskUri, kind: kind as AzureDiskPersistentVolumeKind, accessModes, storage });
    },
    byHand: ([kind, diskURI]) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'disk' },
      spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, azureDisk: { diskName: 'd', diskURI, kind } },
    }),
    taken: [['Managed', '/subscriptions/a'], ['Shared', 'https://a.example.com/d.vhd'], ['Dedicated', 'https://a.example.com/d.vhd']],
    refused: [['Managed', 'https://a.example.com/d.vhd'], ['Shared', '/subscriptions/a'], ['Dedicated', 'd'], ['Other', 'https://a'], ['Shared', '']],
  },
  {
    field: 'the partition of a disk',
    give: (chart, partition) => {
      const volume = Volume.fromAwsElasticBlockStore(chart, 'Volume', 'vol-1', { partition });
      new Pod(chart, 'Pod', { containers: [{ image: 'x' }] }).addVolume(volume);
    },
    byHand: (partition) => pod({ volumes: [{ name: 'ebs', awsElasticBlockStore: { volumeID: 'vol-1', partition } }] }),
    taken: [0, 1, 255, undefined],
    refused: [-1, 256, 0.5],
  },
  {
    field: 'the verbs of a rule',
    give: (chart, verbs) => { new Role(chart, 'Role').allow(verbs, ApiResource.PODS); },
    byHand: (verbs) => ({ ...RBAC, kind: 'Role', metadata: { name: 'role' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs }] }),
    taken: [['get'], ['*'], ['use', 'impersonate']],
    refused: [[], undefined],
  },
  {
    field: 'the name of a role',
    give: (chart, name) => { new Role(chart, 'Role', { metadata: { name }, rules: [{ verbs: ['get'], resources: [ApiResource.PODS] }] }); },
    byHand: (name) => ({ ...RBAC, kind: 'Role', metadata: { name }, rules: [] }),
    taken: ['role', 'system:role', 'A b', 'ä'],
    refused: ['a/b', 'a%b', '.', '..'],
  },
  {
    field: 'the host of an Ingress',
    give: (chart, host) => { new Ingress(chart, 'Ingress').addHostRule(host, '/', backend(chart)); },
    byHand: (host) => ingress({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: BACKEND }] } }),
    taken: HOSTS,
    refused: NO_HOSTS,
    refusedHere: [EMPTY_HOST],
  },
  {
    field: 'the path of an Ingress',
    give: (chart, [pathType, path]) => {
      const rule: IngressRule = { path, pathType: pathType as HttpIngressPathType, backend: backend(chart) };
      new Ingress(chart, 'Ingress', { rules: [rule] });
    },
    byHand: ([pathType, path]) => ingress({ http: { paths: [{ path, pathType, backend: BACKEND }] } }),
    taken: [['Prefix', '/'], ['Exact', '/a/b'], ['Prefix', '/a.b'], ['ImplementationSpecific', '/a//b'], ['Prefix', '/...']],
    refused: [['Prefix', 'a'], ['Exact', '/a//b'], ['Prefix', '/a/../b'], ['Prefix', '/./a'], ['Prefix', '/a/..'], ['Exact', '/a/.'], ['Prefix', '/%2f'], ['Prefix', '/%2Fa'], ['Regex', '/'], ['ImplementationSpecific', 'a']],
  },
  {
    field: 'the host of a certificate',
    give: (chart, host) => { new Ingress(chart, 'Ingress', { defaultBackend: backend(chart), tls: [{ hosts: [host] }] }); },
    byHand: (host) => ({ ...INGRESS, spec: { defaultBackend: BACKEND, tls: [{ hosts: [host] }] } }),
    taken: HOSTS,
    refused: NO_HOSTS.filter((host) => host !== '192.0.2.1'),
    refusedHere: [['192.0.2.1', 'The name of a host in TLS is never an address.']],
  },
  {
    field: 'how many pods an autoscaler keeps',
    give: (chart, [minReplicas, maxReplicas]) => scaling(chart, { minReplicas, maxReplicas }),
    byHand: ([minReplicas, maxReplicas]) => autoscaler({ minReplicas, maxReplicas }),
    taken: [[1, 1], [2, 10], [undefined, 3]],
    refused: [[2, 1], [1, 0], [-1, 3], [1.5, 3]],
  },
  {
    field: 'the target of a metric of the pods as a whole',
    give: (chart, [kind, amount]) => scaling(chart, { metrics: [Metric.resourceCpu(targetOf(kind, amount))] }),
    byHand: ([kind, amount]) => autoscaler({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: targetByHand(kind, amount) } }] }),
    taken: [['averageUtilization', 1], ['averageUtilization', 150], ['averageValue', 0.5]],
    refused: [['averageUtilization', 0], ['averageUtilization', 0.5], ['averageValue', 0], ['averageValue', -1], ['value', 5]],
  },
  {
    field: 'the target of a metric of each pod',
    give: (chart, [kind, amount]) => scaling(chart, { metrics: [Metric.pods({ name: 'requests', target: targetOf(kind, amount) })] }),
    byHand: ([kind, amount]) => autoscaler({ metrics: [{ type: 'Pods', pods: { metric: { name: 'requests' }, target: targetByHand(kind, amount) } }] }),
    taken: [['averageValue', 5]],
    refused: [['averageUtilization', 5], ['value', 5]],
  },
  {
    field: 'the target of a metric outside the cluster',
    give: (chart, [kind, amount]) => scaling(chart, { metrics: [Metric.external({ name: 'queue', target: targetOf(kind, amount) })] }),
    byHand: ([kind, amount]) => autoscaler({ metrics: [{ type: 'External', external: { metric: { name: 'queue' }, target: targetByHand(kind, amount) } }] }),
    taken: [['averageValue', 5], ['value', 5]],
    refused: [['averageUtilization', 5]],
  },
  {
    field: 'the name of a metric',
    give: (chart, name) => scaling(chart, { metrics: [Metric.pods({ name, target: MetricTarget.averageValue(5) })] }),
    byHand: (name) => autoscaler({ metrics: [{ type: 'Pods', pods: { metric: { name }, target: { type: 'AverageValue', averageValue: 5 } } }] }),
    taken: ['requests', 'a.b', 'a b'],
    refused: ['', 'a/b', 'a%b', '.', '..'],
  },
  {
    field: 'how fast an autoscaler is',
    give: (chart, [amount, time, window]) => {
      const policies = [{ replicas: Replicas.absolute(amount), duration: Duration.seconds(time as number) }];
      scaling(chart, { scaleUp: { stabilizationWindow: Duration.seconds(window as number), policies } });
    },
    byHand: ([value, periodSeconds, stabilizationWindowSeconds]) => (
      autoscaler({ behavior: { scaleUp: { stabilizationWindowSeconds, policies: [{ type: 'Pods', value, periodSeconds }] } } })),
    taken: [[1, 1, 0], [100, 1800, 3600]],
    refused: [[0, 1, 0], [1, 0, 0], [1, 1801, 0], [1, 1, 3601]],
  },
  {
    field: 'the unit of a variable',
    give: (chart, [resource, divisor]) => {
      const envVariables = { A: EnvValue.fromResource(resource as ResourceFieldPaths, { divisor }) };
      new Pod(chart, 'Pod', { containers: [{ image: 'x', envVariables }] });
    },
    byHand: ([resource, divisor]) => pod({}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource, divisor } } }] }),
    taken: [
      ...['1', '1m'].map((divisor) => ['limits.cpu', divisor]),
      ...['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']
        .flatMap((divisor) => [['limits.memory', divisor], ['requests.ephemeral-storage', divisor]]),
    ],
    refused: [['limits.cpu', '1Mi'], ['limits.cpu', '2'], ['limits.memory', '1m'], ['limits.memory', '2Mi'], ['requests.ephemeral-storage', '5']],
  },
];

const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const INGRESS = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'ingress' } };
const BACKEND = { service: { name: 'web', port: { number: 80 } } };

function backend(chart: Chart): IngressBackend {
  return IngressBackend.fromService(new Service(chart, 'Service', { metadata: { name: 'web' }, ports: [{ port: 80 }] }));
}

function ingress(rule: object): object {
  return { ...INGRESS, spec: { rules: [rule] } };
}

function claim(spec: object): object {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'claim' }, spec };
}

function pod(spec: object, container: object = {}): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' }, spec: { containers: [{ name: 'main', image: 'x', ...container }], ...spec } };
}

function scaling(chart: Chart, props: Partial<HorizontalPodAutoscalerProps>): void {
  const target = new Deployment(chart, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'x' }] });
  new HorizontalPodAutoscaler(chart, 'Scaler', { target, maxReplicas: 10, ...props });
}

function autoscaler(spec: object): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  return { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' }, spec: { scaleTargetRef, maxReplicas: 10, ...spec } };
}

function targetOf(kind: 'value' | 'averageValue' | 'averageUtilization', amount: number): MetricTarget {
  return MetricTarget[kind](amount);
}

function targetByHand(kind: string, amount: number): object {
  return { type: kind === 'averageUtilization' ? 'Utilization' : kind === 'value' ? 'Value' : 'AverageValue', [kind]: amount };
}
