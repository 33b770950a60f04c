package com.example.bakery;

import io.github.cdk8s_netpol.AwsElasticBlockStorePersistentVolume;
import io.github.cdk8s_netpol.AzureDiskPersistentVolume;
import io.github.cdk8s_netpol.AzureDiskPersistentVolumeCachingMode;
import io.github.cdk8s_netpol.AzureDiskPersistentVolumeKind;
import io.github.cdk8s_netpol.GCEPersistentDiskPersistentVolume;
import io.github.cdk8s_netpol.IPersistentVolumeClaim;
import io.github.cdk8s_netpol.PersistentVolume;
import io.github.cdk8s_netpol.PersistentVolumeAccessMode;
import io.github.cdk8s_netpol.PersistentVolumeClaim;
import io.github.cdk8s_netpol.PersistentVolumeMode;
import io.github.cdk8s_netpol.PersistentVolumeReclaimPolicy;
import java.util.List;
import org.cdk8s.Size;
import software.constructs.Construct;

/** Disks of three clouds, and the claims to them. */
final class Storage extends Bakery {
  final PersistentVolumeClaim recipes;
  final PersistentVolumeClaim photos;
  final IPersistentVolumeClaim archive;

  Storage(Construct scope, String name) {
    super(scope, name);

    PersistentVolume awsDisk = AwsElasticBlockStorePersistentVolume.Builder.create(this, "AwsDisk")
        .volumeId("vol-0a1b2c3d4e5f")
        .partition(1)
        .fsType("xfs")
        .storage(Size.gibibytes(50))
        .storageClassName("gp3")
        .accessModes(List.of(PersistentVolumeAccessMode.READ_WRITE_ONCE))
        .reclaimPolicy(PersistentVolumeReclaimPolicy.RETAIN)
        .build();
    recipes = PersistentVolumeClaim.Builder.create(this, "Recipes")
        .storage(Size.gibibytes(50))
        .storageClassName("gp3")
        .accessModes(List.of(PersistentVolumeAccessMode.READ_WRITE_ONCE))
        .build();
    recipes.bind(awsDisk);
    awsDisk.bind(recipes);

    PersistentVolume azureDisk = AzureDiskPersistentVolume.Builder.create(this, "AzureDisk")
        .diskName("photos")
        .diskUri("/subscriptions/example/resourceGroups/bakery/providers/Microsoft.Compute/disks/photos")
        .kind(AzureDiskPersistentVolumeKind.MANAGED)
        .cachingMode(AzureDiskPersistentVolumeCachingMode.READ_ONLY)
        .storage(Size.gibibytes(20))
        .storageClassName("managed-csi")
        .accessModes(List.of(PersistentVolumeAccessMode.READ_WRITE_ONCE))
        .build();
    photos = azureDisk.reserve();

    GCEPersistentDiskPersistentVolume.Builder.create(this, "GoogleDisk")
        .pdName("flour-prices")
        .readOnly(true)
        .storage(Size.gibibytes(10))
        .accessModes(List.of(PersistentVolumeAccessMode.READ_ONLY_MANY))
        .mountOptions(List.of("noatime"))
        .build();

    PersistentVolumeClaim.Builder.create(this, "Scratch")
        .storage(Size.gibibytes(5))
        .accessModes(List.of(PersistentVolumeAccessMode.READ_WRITE_ONCE_POD))
        .volumeMode(PersistentVolumeMode.BLOCK)
        .volume(PersistentVolume.fromPersistentVolumeName(this, "ScratchDisk", "scratch"))
        .build();
    archive = PersistentVolumeClaim.fromClaimName(this, "Archive", "archive");
  }
}
