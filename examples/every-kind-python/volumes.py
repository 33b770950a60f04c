from cdk8s import ApiObjectMetadata, Duration, Size
from cdk8s_netpol import (
    AzureDiskPersistentVolumeCachingMode,
    AzureDiskPersistentVolumeKind,
    ConfigMap,
    EmptyDirMedium,
    EnvFieldPaths,
    HostPathVolumeType,
    MountPropagation,
    PathMapping,
    Pod,
    Volume,
    VolumeProjection,
)
from constructs import Construct

from access import Access
from bakery import Bakery
from config import Config
from storage import Storage


class Volumes(Bakery):
    """A pod with a volume from each source."""

    def __init__(self, scope: Construct, name: str, config: Config, storage: Storage, access: Access) -> None:
        super().__init__(scope, name)

        toolbox = Pod(
            self,
            "Toolbox",
            metadata=ApiObjectMetadata(name="toolbox", labels={"app": "toolbox"}),
            isolate=True,
            service_account=access.account,
            enable_service_links=False,
            share_process_namespace=True,
        )
        container = toolbox.add_container(image="registry.example.com/toolbox:5.0.0")

        container.mount(
            "/config",
            Volume.from_config_map(
                self,
                "Config",
                config.settings,
                items={"LOG_LEVEL": PathMapping(path="level", mode=0o440)},
                default_mode=0o444,
            ),
        )
        existing = ConfigMap.from_config_map_name(self, "Existing", "existing")
        container.mount("/existing", Volume.from_config_map(self, "ExistingVolume", existing, name="existing", optional=True))
        key = Volume.from_secret(self, "Key", config.deploy_key, items={"ssh-privatekey": PathMapping(path="id")})
        container.mount("/deploy-key", key, read_only=True)
        container.mount("/recipes", Volume.from_persistent_volume_claim(self, "Recipes", storage.recipes), sub_path="bread")
        container.mount("/archive", Volume.from_persistent_volume_claim(self, "Archive", storage.archive, read_only=True))
        container.mount(
            "/tmp",
            Volume.from_empty_dir(self, "Tmp", "tmp", medium=EmptyDirMedium.MEMORY, size_limit=Size.mebibytes(64)),
        )
        container.mount(
            "/logs",
            Volume.from_host_path(self, "Logs", "logs", path="/var/log/bakery", type=HostPathVolumeType.DIRECTORY_OR_CREATE),
            propagation=MountPropagation.HOST_TO_CONTAINER,
        )
        container.mount("/nfs", Volume.from_nfs(self, "Nfs", "nfs", server="nfs.example.com", path="/bakery", read_only=True))
        container.mount("/csi", Volume.from_csi(self, "Csi", "csi.example.com", fs_type="ext4", attributes={"flavor": "rye"}))
        container.mount(
            "/aws",
            Volume.from_aws_elastic_block_store(self, "Aws", "vol-0f5e4d3c2b1a", fs_type="xfs", partition=2),
        )
        container.mount(
            "/azure",
            Volume.from_azure_disk(
                self,
                "Azure",
                "spices",
                "/subscriptions/example/disks/spices",
                kind=AzureDiskPersistentVolumeKind.MANAGED,
                caching_mode=AzureDiskPersistentVolumeCachingMode.NONE,
            ),
        )
        container.mount("/google", Volume.from_gce_persistent_disk(self, "Google", "spices", read_only=True))
        sources = [
            VolumeProjection.from_config_map(config.pages, items={"page-bread.html": PathMapping(path="bread.html")}),
            VolumeProjection.from_secret(config.payment, optional=True),
            VolumeProjection.from_downward_api({"labels": EnvFieldPaths.POD_LABEL, "name": EnvFieldPaths.POD_NAME}),
            VolumeProjection.from_service_account_token("token", audience="vault", expiration=Duration.hours(2)),
        ]
        container.mount("/all", Volume.from_projected(self, "All", "all", sources, default_mode=0o400))

        toolbox.add_volume(Volume.from_persistent_volume_claim(self, "Photos", storage.photos, name="photos"))
