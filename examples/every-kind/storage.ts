import { Size } from 'cdk8s';
import {
  AwsElasticBlockStorePersistentVolume, AzureDiskPersistentVolume, AzureDiskPersistentVolumeCachingMode, AzureDiskPersistentVolumeKind,
  GCEPersistentDiskPersistentVolume, IPersistentVolumeClaim, PersistentVolume, PersistentVolumeAccessMode, PersistentVolumeClaim, PersistentVolumeMode,
  PersistentVolumeReclaimPolicy,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';

/** Disks of three clouds, and the claims to them. */
export class Storage extends Bakery {
  public readonly recipes: PersistentVolumeClaim;
  public readonly photos: PersistentVolumeClaim;
  public readonly archive: IPersistentVolumeClaim;

  public constructor(scope: Construct, name: string) {
    super(scope, name);

    const awsDisk = new AwsElasticBlockStorePersistentVolume(this, 'AwsDisk', {
      volumeId: 'vol-0a1b2c3d4e5f',
      partition: 1,
      fsType: 'xfs',
      storage: Size.gibibytes(50),
      storageClassName: 'gp3',
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
      reclaimPolicy: PersistentVolumeReclaimPolicy.RETAIN,
    });
    this.recipes = new PersistentVolumeClaim(this, 'Recipes', {
      storage: Size.gibibytes(50),
      storageClassName: 'gp3',
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
    });
    this.recipes.bind(awsDisk);
    awsDisk.bind(this.recipes);

    const azureDisk = new AzureDiskPersistentVolume(this, 'AzureDisk', {
      diskName: 'photos',
      diskUri: '/subscriptions/example/resourceGroups/bakery/providers/Microsoft.Compute/disks/photos',
      kind: AzureDiskPersistentVolumeKind.MANAGED,
      cachingMode: AzureDiskPersistentVolumeCachingMode.READ_ONLY,
      storage: Size.gibibytes(20),
      storageClassName: 'managed-csi',
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
    });
    this.photos = azureDisk.reserve();

    new GCEPersistentDiskPersistentVolume(this, 'GoogleDisk', {
      pdName: 'flour-prices',
      readOnly: true,
      storage: Size.gibibytes(10),
      accessModes: [PersistentVolumeAccessMode.READ_ONLY_MANY],
      mountOptions: ['noatime'],
    });

    new PersistentVolumeClaim(this, 'Scratch', {
      storage: Size.gibibytes(5),
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE_POD],
      volumeMode: PersistentVolumeMode.BLOCK,
      volume: PersistentVolume.fromPersistentVolumeName(this, 'ScratchDisk', 'scratch'),
    });
    this.archive = PersistentVolumeClaim.fromClaimName(this, 'Archive', 'archive');
  }
}
