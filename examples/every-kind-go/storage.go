package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// storage holds the claims to disks of three clouds.
type storage struct {
	recipes cdk8snetpol.PersistentVolumeClaim
	photos  cdk8snetpol.PersistentVolumeClaim
	archive cdk8snetpol.IPersistentVolumeClaim
}

func newStorage(scope constructs.Construct, name string) storage {
	chart := newBakery(scope, name)

	awsDisk := cdk8snetpol.NewAwsElasticBlockStorePersistentVolume(chart, jsii.String("AwsDisk"), &cdk8snetpol.AwsElasticBlockStorePersistentVolumeProps{
		VolumeId:         jsii.String("vol-0a1b2c3d4e5f"),
		Partition:        jsii.Number(1),
		FsType:           jsii.String("xfs"),
		Storage:          cdk8s.Size_Gibibytes(jsii.Number(50)),
		StorageClassName: jsii.String("gp3"),
		AccessModes:      accessModes(cdk8snetpol.PersistentVolumeAccessMode_READ_WRITE_ONCE),
		ReclaimPolicy:    cdk8snetpol.PersistentVolumeReclaimPolicy_RETAIN,
	})
	recipes := cdk8snetpol.NewPersistentVolumeClaim(chart, jsii.String("Recipes"), &cdk8snetpol.PersistentVolumeClaimProps{
		Storage:          cdk8s.Size_Gibibytes(jsii.Number(50)),
		StorageClassName: jsii.String("gp3"),
		AccessModes:      accessModes(cdk8snetpol.PersistentVolumeAccessMode_READ_WRITE_ONCE),
	})
	recipes.Bind(awsDisk)
	awsDisk.Bind(recipes)

	azureDisk := cdk8snetpol.NewAzureDiskPersistentVolume(chart, jsii.String("AzureDisk"), &cdk8snetpol.AzureDiskPersistentVolumeProps{
		DiskName:         jsii.String("photos"),
		DiskUri:          jsii.String("/subscriptions/example/resourceGroups/bakery/providers/Microsoft.Compute/disks/photos"),
		Kind:             cdk8snetpol.AzureDiskPersistentVolumeKind_MANAGED,
		CachingMode:      cdk8snetpol.AzureDiskPersistentVolumeCachingMode_READ_ONLY,
		Storage:          cdk8s.Size_Gibibytes(jsii.Number(20)),
		StorageClassName: jsii.String("managed-csi"),
		AccessModes:      accessModes(cdk8snetpol.PersistentVolumeAccessMode_READ_WRITE_ONCE),
	})
	photos := azureDisk.Reserve()

	cdk8snetpol.NewGCEPersistentDiskPersistentVolume(chart, jsii.String("GoogleDisk"), &cdk8snetpol.GCEPersistentDiskPersistentVolumeProps{
		PdName:       jsii.String("flour-prices"),
		ReadOnly:     jsii.Bool(true),
		Storage:      cdk8s.Size_Gibibytes(jsii.Number(10)),
		AccessModes:  accessModes(cdk8snetpol.PersistentVolumeAccessMode_READ_ONLY_MANY),
		MountOptions: jsii.Strings("noatime"),
	})

	cdk8snetpol.NewPersistentVolumeClaim(chart, jsii.String("Scratch"), &cdk8snetpol.PersistentVolumeClaimProps{
		Storage:     cdk8s.Size_Gibibytes(jsii.Number(5)),
		AccessModes: accessModes(cdk8snetpol.PersistentVolumeAccessMode_READ_WRITE_ONCE_POD),
		VolumeMode:  cdk8snetpol.PersistentVolumeMode_BLOCK,
		Volume:      cdk8snetpol.PersistentVolume_FromPersistentVolumeName(chart, jsii.String("ScratchDisk"), jsii.String("scratch")),
	})

	return storage{recipes, photos, cdk8snetpol.PersistentVolumeClaim_FromClaimName(chart, jsii.String("Archive"), jsii.String("archive"))}
}

func accessModes(modes ...cdk8snetpol.PersistentVolumeAccessMode) *[]cdk8snetpol.PersistentVolumeAccessMode {
	return &modes
}
