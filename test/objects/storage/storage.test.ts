import { Chart, Size, Testing } from 'cdk8s';
import {
  AwsElasticBlockStorePersistentVolume, AzureDiskPersistentVolume, AzureDiskPersistentVolumeKind, GCEPersistentDiskPersistentVolume, PersistentVolume,
  PersistentVolumeAccessMode, PersistentVolumeClaim, PersistentVolumeMode, Pod, StatefulSet, Volume,
} from '../../../src';

const accessModes = [PersistentVolumeAccessMode.READ_WRITE_ONCE];
const storage = Size.gibibytes(10);

function diskIn(chart: Chart): PersistentVolume {
  return new AwsElasticBlockStorePersistentVolume(chart, 'Disk', { metadata: { name: 'disk' }, volumeId: 'vol-1', accessModes, storage });
}

function shop(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop' });
}

describe('a volume of the cluster', () => {
  test('lies in no namespace, and is kept for a claim in that of the chart', () => {
    const chart = shop();
    diskIn(chart).reserve();
    const [disk, claim] = Testing.synth(chart) as { metadata: object; spec: object }[];
    expect(disk.metadata).toEqual({ name: 'disk' });
    expect(disk.spec).toMatchObject({ claimRef: { name: 'pvc-disk', namespace: 'shop' }, capacity: { storage: '10Gi' }, persistentVolumeReclaimPolicy: 'Retain' });
    expect(claim).toMatchObject({
      metadata: { name: 'pvc-disk', namespace: 'shop' },
      spec: { volumeName: 'disk', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, volumeMode: 'Filesystem' },
    });
  });

  test('is mounted through one claim, however often it is asked for', () => {
    const chart = shop();
    const disk = diskIn(chart);
    const pod = new Pod(chart, 'Pod', { containers: [{ image: 'a', name: 'a' }, { image: 'b', name: 'b' }] });
    pod.containers.forEach((container) => container.mount('/data', disk));
    expect(disk.asVolume()).toBe(disk.asVolume());
    const kinds = (Testing.synth(chart) as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'PersistentVolumeClaim')).toHaveLength(1);
  });

  test('that is kept for a claim is mounted through that', () => {
    const chart = shop();
    const disk = diskIn(chart);
    disk.bind(PersistentVolumeClaim.fromClaimName(chart, 'Claim', 'mine'));
    expect(disk.asVolume()._toKube()).toEqual({ name: 'pvc-mine', persistentVolumeClaim: { claimName: 'mine', readOnly: false } });
  });

  test('passes its mode to the claim that it is reserved with', () => {
    const chart = shop();
    const claim = new GCEPersistentDiskPersistentVolume(chart, 'Disk', { pdName: 'd', accessModes, storage, volumeMode: PersistentVolumeMode.BLOCK }).reserve();
    expect(claim.volumeMode).toBe(PersistentVolumeMode.BLOCK);
  });

  test('cannot be granted by a Role', () => {
    const chart = shop();
    expect(() => diskIn(chart).permissions.grantRead()).toThrow('shop/Disk: a PersistentVolume lies in no namespace, so that a Role opens nothing there.');
  });
});

describe('storage refuses', () => {
  const claim = (chart: Chart, props: object) => new PersistentVolumeClaim(chart, 'Claim', { accessModes, storage, ...props });
  const azure = (chart: Chart, diskUri: string, kind?: AzureDiskPersistentVolumeKind) => (
    new AzureDiskPersistentVolume(chart, 'Disk', { diskName: 'd', diskUri, kind, accessModes, storage }));
  test.each<[string, (chart: Chart) => unknown, string]>([
    ['no way to mount', (chart) => claim(chart, { accessModes: [] }), 'test/Claim: "accessModes" is an empty list. Give a way to mount the volume'],
    ['an unknown way', (chart) => claim(chart, { accessModes: ['RWO'] }), '"accessModes[0]" is "RWO", but must be one of "ReadWriteOnce"'],
    ['one pod and others', (chart) => claim(chart, { accessModes: [...accessModes, PersistentVolumeAccessMode.READ_WRITE_ONCE_POD] }), 'names READ_WRITE_ONCE_POD beside others'],
    ['a size as text', (chart) => claim(chart, { storage: '10Gi' }), '"storage" is "10Gi", but must be a Size of cdk8s'],
    ['no storage', (chart) => claim(chart, { storage: Size.gibibytes(0) }), '"storage" is 0, but must be more than nothing.'],
    ['a second volume', (chart) => { const one = claim(chart, { volume: diskIn(chart) }); one.bind(PersistentVolume.fromPersistentVolumeName(chart, 'V', 'other')); }, 'cannot be bound to the volume "other", because it is bound to "disk" already.'],
    ['a second claim', (chart) => { const disk = diskIn(chart); disk.reserve(); disk.bind(PersistentVolumeClaim.fromClaimName(chart, 'C', 'other')); }, 'cannot be bound to the claim "other", because it is bound to "pvc-disk" already.'],
    ['a claim as a volume', (chart) => claim(chart, { volume: PersistentVolumeClaim.fromClaimName(chart, 'C', 'other') }), '"vol" is the PersistentVolumeClaim "other", but must be a PersistentVolume.'],
    ['a blob as a managed disk', (chart) => azure(chart, 'https://a.example.com', AzureDiskPersistentVolumeKind.MANAGED), 'must be a URI that starts with "/subscriptions/", as that of a managed disk does.'],
    ['a managed disk as a blob', (chart) => azure(chart, '/subscriptions/1'), 'must be a URI that starts with "https://", as that of a shared disk does.'],
    ['a partition that cannot be', (chart) => Volume.fromAwsElasticBlockStore(chart, 'V', 'vol-1', { partition: 256 }), '"partition" is 256, but must be a whole number from 0 to 255.'],
    ['no disk', (chart) => Volume.fromGcePersistentDisk(chart, 'V', undefined as never), '"pdName" is not given'],
    ['no properties', (chart) => new AwsElasticBlockStorePersistentVolume(chart, 'Disk', undefined as never), '"props" is not given'],
  ])('%s', (_, make, error) => {
    expect(() => make(Testing.chart())).toThrow(error);
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a claim without a way to mount', (chart) => claim(chart, { accessModes: undefined }), '"accessModes" is not given, but Kubernetes asks for one at least.'],
    ['a claim without storage', (chart) => claim(chart, { storage: undefined }), '"storage" is not given, but Kubernetes asks for it. Give an amount such as Size.gibibytes(10).'],
    ['a volume without storage', (chart) => new GCEPersistentDiskPersistentVolume(chart, 'Disk', { pdName: 'd', accessModes }), '[test/Disk] "storage" is not given'],
    ['a volume without a way to mount', (chart) => new GCEPersistentDiskPersistentVolume(chart, 'Disk', { pdName: 'd', storage }), '[test/Disk] "accessModes" is not given'],
  ])('%s when the chart is synthesized', (_, make, error) => {
    const chart = Testing.chart();
    make(chart);
    expect(() => Testing.synth(chart)).toThrow(error);
  });
});

test('the claims of a StatefulSet have the labels and the mode that they were given', () => {
  const chart = shop();
  const metadata = { labels: { backup: 'daily' }, annotations: { owner: 'data' } };
  const db = new StatefulSet(chart, 'Db', {
    containers: [{ image: 'db', portNumber: 5432 }], volumeClaimTemplates: [{ name: 'data', storage, metadata, volumeMode: PersistentVolumeMode.BLOCK }],
  });
  db.containers[0].mount('/data', Volume.fromName(chart, 'Data', 'data'));
  const set = (Testing.synth(chart) as { kind: string; spec: any }[]).find(({ kind }) => kind === 'StatefulSet')!;
  expect(set.spec.volumeClaimTemplates).toMatchObject([{ metadata: { name: 'data', ...metadata }, spec: { volumeMode: 'Block' } }]);
});
