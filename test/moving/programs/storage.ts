import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { maybe, memberOf, metadata, programs, word } from './program';
import {
  AzureDiskPersistentVolumeCachingMode, AzureDiskPersistentVolumeKind, PersistentVolumeAccessMode, PersistentVolumeMode,
  PersistentVolumeReclaimPolicy,
} from '../../../src';

const accessModes: fc.Arbitrary<PersistentVolumeAccessMode[]> = fc.oneof(
  fc.constant<PersistentVolumeAccessMode[]>([PersistentVolumeAccessMode.READ_WRITE_ONCE_POD]),
  fc.subarray([
    PersistentVolumeAccessMode.READ_WRITE_ONCE, PersistentVolumeAccessMode.READ_ONLY_MANY, PersistentVolumeAccessMode.READ_WRITE_MANY,
  ], { minLength: 1 }),
);
const gibibytes = fc.integer({ min: 1, max: 2000 }).map((amount) => Size.gibibytes(amount));

export const claims = programs(
  fc.record({
    metadata: maybe(metadata),
    accessModes,
    storage: fc.oneof(gibibytes, fc.integer({ min: 1, max: 64 }).map((amount) => Size.mebibytes(amount * 128))),
    storageClassName: maybe(word),
    volumeMode: maybe(memberOf(PersistentVolumeMode)),
    volumeName: maybe(word),
    mounted: fc.boolean(),
  }),
  (chart, kplus, { volumeName, mounted, ...props }) => {
    const volume = volumeName ? kplus.PersistentVolume.fromPersistentVolumeName(chart, 'Volume', volumeName) : undefined;
    const claim = new kplus.PersistentVolumeClaim(chart, 'Claim', { ...props, volume });
    if (volume) claim.bind(volume);
    if (!mounted) return;
    const pod = new kplus.Pod(chart, 'Pod', { containers: [{ image: 'nginx' }] });
    pod.containers[0].mount('/data', kplus.Volume.fromPersistentVolumeClaim(chart, 'Mounted', claim));
  },
);

const volumeProps = {
  metadata: maybe(metadata),
  accessModes,
  storage: gibibytes,
  storageClassName: maybe(word),
  volumeMode: maybe(memberOf(PersistentVolumeMode)),
  reclaimPolicy: maybe(memberOf(PersistentVolumeReclaimPolicy)),
  mountOptions: maybe(fc.array(word, { minLength: 1, maxLength: 2 })),
  readOnly: maybe(fc.boolean()),
  fsType: maybe(word),
  claimName: maybe(word),
};
const partition = maybe(fc.integer({ min: 0, max: 255 }));

const azure = fc.oneof(
  fc.record({ diskName: word, diskUri: word.map((one) => `/subscriptions/${one}`), kind: fc.constant(AzureDiskPersistentVolumeKind.MANAGED), cachingMode: maybe(memberOf(AzureDiskPersistentVolumeCachingMode)) }),
  fc.record({
    diskName: word,
    diskUri: word.map((one) => `https://${one}.blob.core.windows.net/vhds/d.vhd`),
    kind: maybe(fc.constantFrom(AzureDiskPersistentVolumeKind.SHARED, AzureDiskPersistentVolumeKind.DEDICATED)),
    cachingMode: maybe(memberOf(AzureDiskPersistentVolumeCachingMode)),
  }),
);

export const volumesOfTheCluster = programs(
  fc.record({ ...volumeProps, id: word, partition, disk: azure, cloud: fc.constantFrom('aws', 'azure', 'gce') }),
  (chart, kplus, { id, partition: part, disk, cloud, claimName, ...props }) => {
    const claim = claimName ? kplus.PersistentVolumeClaim.fromClaimName(chart, 'Claim', claimName) : undefined;
    if (cloud === 'aws') new kplus.AwsElasticBlockStorePersistentVolume(chart, 'Volume', { ...props, claim, volumeId: `vol-${id}`, partition: part });
    if (cloud === 'azure') new kplus.AzureDiskPersistentVolume(chart, 'Volume', { ...props, claim, ...disk });
    if (cloud === 'gce') new kplus.GCEPersistentDiskPersistentVolume(chart, 'Volume', { ...props, claim, pdName: id, partition: part });
  },
);

/** A volume that is kept for a claim of its own, and mounted. */
export const reservedVolumes = programs(
  fc.record({ name: word, accessModes, storage: gibibytes, storageClassName: maybe(word), mounted: fc.boolean() }),
  (chart, kplus, { name, mounted, ...props }) => {
    const volume = new kplus.AwsElasticBlockStorePersistentVolume(chart, 'Volume', { ...props, metadata: { name }, volumeId: 'vol-1' });
    if (!mounted) volume.reserve();
    else new kplus.Pod(chart, 'Pod', { containers: [{ image: 'nginx' }] }).containers[0].mount('/data', volume);
  },
);

export const disksOfPods = programs(
  fc.record({ id: word, name: maybe(word), fsType: maybe(word), readOnly: maybe(fc.boolean()), partition, disk: azure }),
  (chart, kplus, { id, disk, partition: part, ...options }) => {
    const pod = new kplus.Pod(chart, 'Pod', { containers: [{ image: 'nginx' }] });
    const { diskName, diskUri, ...azureOptions } = disk;
    const named = (cloud: string) => ({ ...options, ...options.name !== undefined && { name: `${options.name}-${cloud}` } });
    pod.addVolume(kplus.Volume.fromAwsElasticBlockStore(chart, 'Aws', `vol-${id}`, { ...named('aws'), partition: part }));
    pod.addVolume(kplus.Volume.fromAzureDisk(chart, 'Azure', diskName, diskUri, { ...named('azure'), ...azureOptions }));
    pod.addVolume(kplus.Volume.fromGcePersistentDisk(chart, 'Gce', id, { ...named('gce'), partition: part }));
  },
);
