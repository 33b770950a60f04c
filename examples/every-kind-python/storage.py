from cdk8s import Size
from cdk8s_netpol import (
    AwsElasticBlockStorePersistentVolume,
    AzureDiskPersistentVolume,
    AzureDiskPersistentVolumeCachingMode,
    AzureDiskPersistentVolumeKind,
    GCEPersistentDiskPersistentVolume,
    PersistentVolume,
    PersistentVolumeAccessMode,
    PersistentVolumeClaim,
    PersistentVolumeMode,
    PersistentVolumeReclaimPolicy,
)
from constructs import Construct

from bakery import Bakery


class Storage(Bakery):
    """Disks of three clouds, and the claims to them."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)

        aws_disk = AwsElasticBlockStorePersistentVolume(
            self,
            "AwsDisk",
            volume_id="vol-0a1b2c3d4e5f",
            partition=1,
            fs_type="xfs",
            storage=Size.gibibytes(50),
            storage_class_name="gp3",
            access_modes=[PersistentVolumeAccessMode.READ_WRITE_ONCE],
            reclaim_policy=PersistentVolumeReclaimPolicy.RETAIN,
        )
        self.recipes = PersistentVolumeClaim(
            self,
            "Recipes",
            storage=Size.gibibytes(50),
            storage_class_name="gp3",
            access_modes=[PersistentVolumeAccessMode.READ_WRITE_ONCE],
        )
        self.recipes.bind(aws_disk)
        aws_disk.bind(self.recipes)

        azure_disk = AzureDiskPersistentVolume(
            self,
            "AzureDisk",
            disk_name="photos",
            disk_uri="/subscriptions/example/resourceGroups/bakery/providers/Microsoft.Compute/disks/photos",
            kind=AzureDiskPersistentVolumeKind.MANAGED,
            caching_mode=AzureDiskPersistentVolumeCachingMode.READ_ONLY,
            storage=Size.gibibytes(20),
            storage_class_name="managed-csi",
            access_modes=[PersistentVolumeAccessMode.READ_WRITE_ONCE],
        )
        self.photos = azure_disk.reserve()

        GCEPersistentDiskPersistentVolume(
            self,
            "GoogleDisk",
            pd_name="flour-prices",
            read_only=True,
            storage=Size.gibibytes(10),
            access_modes=[PersistentVolumeAccessMode.READ_ONLY_MANY],
            mount_options=["noatime"],
        )

        PersistentVolumeClaim(
            self,
            "Scratch",
            storage=Size.gibibytes(5),
            access_modes=[PersistentVolumeAccessMode.READ_WRITE_ONCE_POD],
            volume_mode=PersistentVolumeMode.BLOCK,
            volume=PersistentVolume.from_persistent_volume_name(self, "ScratchDisk", "scratch"),
        )
        self.archive = PersistentVolumeClaim.from_claim_name(self, "Archive", "archive")
