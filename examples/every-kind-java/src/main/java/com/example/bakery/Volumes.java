package com.example.bakery;

import io.github.cdk8s_netpol.AwsElasticBlockStoreVolumeOptions;
import io.github.cdk8s_netpol.AzureDiskPersistentVolumeCachingMode;
import io.github.cdk8s_netpol.AzureDiskPersistentVolumeKind;
import io.github.cdk8s_netpol.AzureDiskVolumeOptions;
import io.github.cdk8s_netpol.ConfigMap;
import io.github.cdk8s_netpol.ConfigMapVolumeOptions;
import io.github.cdk8s_netpol.Container;
import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.CsiVolumeOptions;
import io.github.cdk8s_netpol.EmptyDirMedium;
import io.github.cdk8s_netpol.EmptyDirVolumeOptions;
import io.github.cdk8s_netpol.EnvFieldPaths;
import io.github.cdk8s_netpol.GCEPersistentDiskVolumeOptions;
import io.github.cdk8s_netpol.HostPathVolumeOptions;
import io.github.cdk8s_netpol.HostPathVolumeType;
import io.github.cdk8s_netpol.IConfigMap;
import io.github.cdk8s_netpol.MountOptions;
import io.github.cdk8s_netpol.MountPropagation;
import io.github.cdk8s_netpol.NfsVolumeOptions;
import io.github.cdk8s_netpol.PathMapping;
import io.github.cdk8s_netpol.PersistentVolumeClaimVolumeOptions;
import io.github.cdk8s_netpol.Pod;
import io.github.cdk8s_netpol.ProjectedVolumeOptions;
import io.github.cdk8s_netpol.SecretVolumeOptions;
import io.github.cdk8s_netpol.ServiceAccountTokenProjectionOptions;
import io.github.cdk8s_netpol.Volume;
import io.github.cdk8s_netpol.VolumeProjection;
import io.github.cdk8s_netpol.VolumeProjectionOptions;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Duration;
import org.cdk8s.Size;
import software.constructs.Construct;

/** A pod with a volume from each source. */
final class Volumes extends Bakery {
  Volumes(Construct scope, String name, Config config, Storage storage, Access access) {
    super(scope, name);

    Pod toolbox = Pod.Builder.create(this, "Toolbox")
        .metadata(ApiObjectMetadata.builder().name("toolbox").labels(Map.of("app", "toolbox")).build())
        .isolate(true)
        .serviceAccount(access.account)
        .enableServiceLinks(false)
        .shareProcessNamespace(true)
        .build();
    Container container = toolbox.addContainer(ContainerProps.builder().image("registry.example.com/toolbox:5.0.0").build());

    container.mount("/config", Volume.fromConfigMap(this, "Config", config.settings, ConfigMapVolumeOptions.builder()
        .items(Map.of("LOG_LEVEL", PathMapping.builder().path("level").mode(0440).build()))
        .defaultMode(0444)
        .build()));
    IConfigMap existing = ConfigMap.fromConfigMapName(this, "Existing", "existing");
    container.mount("/existing", Volume.fromConfigMap(this, "ExistingVolume", existing, ConfigMapVolumeOptions.builder()
        .name("existing")
        .optional(true)
        .build()));
    Volume key = Volume.fromSecret(this, "Key", config.deployKey, SecretVolumeOptions.builder()
        .items(Map.of("ssh-privatekey", PathMapping.builder().path("id").build()))
        .build());
    container.mount("/deploy-key", key, MountOptions.builder().readOnly(true).build());
    Volume recipes = Volume.fromPersistentVolumeClaim(this, "Recipes", storage.recipes);
    container.mount("/recipes", recipes, MountOptions.builder().subPath("bread").build());
    container.mount("/archive", Volume.fromPersistentVolumeClaim(this, "Archive", storage.archive, PersistentVolumeClaimVolumeOptions.builder()
        .readOnly(true)
        .build()));
    container.mount("/tmp", Volume.fromEmptyDir(this, "Tmp", "tmp", EmptyDirVolumeOptions.builder()
        .medium(EmptyDirMedium.MEMORY)
        .sizeLimit(Size.mebibytes(64))
        .build()));
    Volume logs = Volume.fromHostPath(this, "Logs", "logs", HostPathVolumeOptions.builder()
        .path("/var/log/bakery")
        .type(HostPathVolumeType.DIRECTORY_OR_CREATE)
        .build());
    container.mount("/logs", logs, MountOptions.builder().propagation(MountPropagation.HOST_TO_CONTAINER).build());
    container.mount("/nfs", Volume.fromNfs(this, "Nfs", "nfs", NfsVolumeOptions.builder()
        .server("nfs.example.com")
        .path("/bakery")
        .readOnly(true)
        .build()));
    container.mount("/csi", Volume.fromCsi(this, "Csi", "csi.example.com", CsiVolumeOptions.builder()
        .fsType("ext4")
        .attributes(Map.of("flavor", "rye"))
        .build()));
    container.mount("/aws", Volume.fromAwsElasticBlockStore(this, "Aws", "vol-0f5e4d3c2b1a", AwsElasticBlockStoreVolumeOptions.builder()
        .fsType("xfs")
        .partition(2)
        .build()));
    container.mount("/azure", Volume.fromAzureDisk(this, "Azure", "spices", "/subscriptions/example/disks/spices", AzureDiskVolumeOptions.builder()
        .kind(AzureDiskPersistentVolumeKind.MANAGED)
        .cachingMode(AzureDiskPersistentVolumeCachingMode.NONE)
        .build()));
    container.mount("/google", Volume.fromGcePersistentDisk(this, "Google", "spices", GCEPersistentDiskVolumeOptions.builder()
        .readOnly(true)
        .build()));
    List<VolumeProjection> sources = List.of(
        VolumeProjection.fromConfigMap(config.pages, VolumeProjectionOptions.builder()
            .items(Map.of("page-bread.html", PathMapping.builder().path("bread.html").build()))
            .build()),
        VolumeProjection.fromSecret(config.payment, VolumeProjectionOptions.builder().optional(true).build()),
        VolumeProjection.fromDownwardApi(Map.of("labels", EnvFieldPaths.POD_LABEL, "name", EnvFieldPaths.POD_NAME)),
        VolumeProjection.fromServiceAccountToken("token", ServiceAccountTokenProjectionOptions.builder()
            .audience("vault")
            .expiration(Duration.hours(2))
            .build()));
    container.mount("/all", Volume.fromProjected(this, "All", "all", sources, ProjectedVolumeOptions.builder().defaultMode(0400).build()));

    toolbox.addVolume(Volume.fromPersistentVolumeClaim(this, "Photos", storage.photos, PersistentVolumeClaimVolumeOptions.builder()
        .name("photos")
        .build()));
  }
}
