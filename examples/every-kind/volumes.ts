import { Duration, Size } from 'cdk8s';
import {
  AzureDiskPersistentVolumeCachingMode, AzureDiskPersistentVolumeKind, ConfigMap, EmptyDirMedium, EnvFieldPaths, HostPathVolumeType, MountPropagation, Pod,
  Volume, VolumeProjection,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Access } from './access';
import { Bakery } from './bakery';
import { Config } from './config';
import { Storage } from './storage';

/** A pod with a volume from each source. */
export class Volumes extends Bakery {
  public constructor(scope: Construct, name: string, config: Config, storage: Storage, access: Access) {
    super(scope, name);

    const toolbox = new Pod(this, 'Toolbox', {
      metadata: { name: 'toolbox', labels: { app: 'toolbox' } },
      isolate: true,
      serviceAccount: access.account,
      enableServiceLinks: false,
      shareProcessNamespace: true,
    });
    const container = toolbox.addContainer({ image: 'registry.example.com/toolbox:5.0.0' });

    container.mount('/config', Volume.fromConfigMap(this, 'Config', config.settings, {
      items: { LOG_LEVEL: { path: 'level', mode: 0o440 } },
      defaultMode: 0o444,
    }));
    const existing = ConfigMap.fromConfigMapName(this, 'Existing', 'existing');
    container.mount('/existing', Volume.fromConfigMap(this, 'ExistingVolume', existing, { name: 'existing', optional: true }));
    container.mount('/deploy-key', Volume.fromSecret(this, 'Key', config.deployKey, { items: { 'ssh-privatekey': { path: 'id' } } }), { readOnly: true });
    container.mount('/recipes', Volume.fromPersistentVolumeClaim(this, 'Recipes', storage.recipes), { subPath: 'bread' });
    container.mount('/archive', Volume.fromPersistentVolumeClaim(this, 'Archive', storage.archive, { readOnly: true }));
    container.mount('/tmp', Volume.fromEmptyDir(this, 'Tmp', 'tmp', { medium: EmptyDirMedium.MEMORY, sizeLimit: Size.mebibytes(64) }));
    container.mount('/logs', Volume.fromHostPath(this, 'Logs', 'logs', { path: '/var/log/bakery', type: HostPathVolumeType.DIRECTORY_OR_CREATE }), {
      propagation: MountPropagation.HOST_TO_CONTAINER,
    });
    container.mount('/nfs', Volume.fromNfs(this, 'Nfs', 'nfs', { server: 'nfs.example.com', path: '/bakery', readOnly: true }));
    container.mount('/csi', Volume.fromCsi(this, 'Csi', 'csi.example.com', { fsType: 'ext4', attributes: { flavor: 'rye' } }));
    container.mount('/aws', Volume.fromAwsElasticBlockStore(this, 'Aws', 'vol-0f5e4d3c2b1a', { fsType: 'xfs', partition: 2 }));
    container.mount('/azure', Volume.fromAzureDisk(this, 'Azure', 'spices', '/subscriptions/example/disks/spices', {
      kind: AzureDiskPersistentVolumeKind.MANAGED,
      cachingMode: AzureDiskPersistentVolumeCachingMode.NONE,
    }));
    container.mount('/google', Volume.fromGcePersistentDisk(this, 'Google', 'spices', { readOnly: true }));
    container.mount('/all', Volume.fromProjected(this, 'All', 'all', [
      VolumeProjection.fromConfigMap(config.pages, { items: { 'page-bread.html': { path: 'bread.html' } } }),
      VolumeProjection.fromSecret(config.payment, { optional: true }),
      VolumeProjection.fromDownwardApi({ labels: EnvFieldPaths.POD_LABEL, name: EnvFieldPaths.POD_NAME }),
      VolumeProjection.fromServiceAccountToken('token', { audience: 'vault', expiration: Duration.hours(2) }),
    ], { defaultMode: 0o400 }));

    toolbox.addVolume(Volume.fromPersistentVolumeClaim(this, 'Photos', storage.photos, { name: 'photos' }));
  }
}
