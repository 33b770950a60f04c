package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newVolumes makes a pod with a volume from each source.
func newVolumes(scope constructs.Construct, name string, config config, storage storage, account cdk8snetpol.ServiceAccount) {
	chart := newBakery(scope, name)

	toolbox := cdk8snetpol.NewPod(chart, jsii.String("Toolbox"), &cdk8snetpol.PodProps{
		Metadata:              labeled("toolbox", one("app", "toolbox")),
		Isolate:               jsii.Bool(true),
		ServiceAccount:        account,
		EnableServiceLinks:    jsii.Bool(false),
		ShareProcessNamespace: jsii.Bool(true),
	})
	container := toolbox.AddContainer(&cdk8snetpol.ContainerProps{Image: jsii.String("registry.example.com/toolbox:5.0.0")})
	mount := func(path string, volume cdk8snetpol.Volume, options *cdk8snetpol.MountOptions) {
		container.Mount(&path, volume, options)
	}

	mount("/config", cdk8snetpol.Volume_FromConfigMap(chart, jsii.String("Config"), config.settings, &cdk8snetpol.ConfigMapVolumeOptions{
		Items:       &map[string]*cdk8snetpol.PathMapping{"LOG_LEVEL": {Path: jsii.String("level"), Mode: jsii.Number(0o440)}},
		DefaultMode: jsii.Number(0o444),
	}), nil)
	existing := cdk8snetpol.ConfigMap_FromConfigMapName(chart, jsii.String("Existing"), jsii.String("existing"))
	mount("/existing", cdk8snetpol.Volume_FromConfigMap(chart, jsii.String("ExistingVolume"), existing, &cdk8snetpol.ConfigMapVolumeOptions{
		Name:     jsii.String("existing"),
		Optional: jsii.Bool(true),
	}), nil)
	mount("/deploy-key", cdk8snetpol.Volume_FromSecret(chart, jsii.String("Key"), config.deployKey, &cdk8snetpol.SecretVolumeOptions{
		Items: &map[string]*cdk8snetpol.PathMapping{"ssh-privatekey": {Path: jsii.String("id")}},
	}), &cdk8snetpol.MountOptions{ReadOnly: jsii.Bool(true)})
	recipes := cdk8snetpol.Volume_FromPersistentVolumeClaim(chart, jsii.String("Recipes"), storage.recipes, nil)
	mount("/recipes", recipes, &cdk8snetpol.MountOptions{SubPath: jsii.String("bread")})
	archiveOptions := &cdk8snetpol.PersistentVolumeClaimVolumeOptions{ReadOnly: jsii.Bool(true)}
	mount("/archive", cdk8snetpol.Volume_FromPersistentVolumeClaim(chart, jsii.String("Archive"), storage.archive, archiveOptions), nil)
	mount("/tmp", cdk8snetpol.Volume_FromEmptyDir(chart, jsii.String("Tmp"), jsii.String("tmp"), &cdk8snetpol.EmptyDirVolumeOptions{
		Medium:    cdk8snetpol.EmptyDirMedium_MEMORY,
		SizeLimit: cdk8s.Size_Mebibytes(jsii.Number(64)),
	}), nil)
	mount("/logs", cdk8snetpol.Volume_FromHostPath(chart, jsii.String("Logs"), jsii.String("logs"), &cdk8snetpol.HostPathVolumeOptions{
		Path: jsii.String("/var/log/bakery"),
		Type: cdk8snetpol.HostPathVolumeType_DIRECTORY_OR_CREATE,
	}), &cdk8snetpol.MountOptions{Propagation: cdk8snetpol.MountPropagation_HOST_TO_CONTAINER})
	mount("/nfs", cdk8snetpol.Volume_FromNfs(chart, jsii.String("Nfs"), jsii.String("nfs"), &cdk8snetpol.NfsVolumeOptions{
		Server:   jsii.String("nfs.example.com"),
		Path:     jsii.String("/bakery"),
		ReadOnly: jsii.Bool(true),
	}), nil)
	mount("/csi", cdk8snetpol.Volume_FromCsi(chart, jsii.String("Csi"), jsii.String("csi.example.com"), &cdk8snetpol.CsiVolumeOptions{
		FsType:     jsii.String("ext4"),
		Attributes: one("flavor", "rye"),
	}), nil)
	awsOptions := &cdk8snetpol.AwsElasticBlockStoreVolumeOptions{FsType: jsii.String("xfs"), Partition: jsii.Number(2)}
	mount("/aws", cdk8snetpol.Volume_FromAwsElasticBlockStore(chart, jsii.String("Aws"), jsii.String("vol-0f5e4d3c2b1a"), awsOptions), nil)
	spices := jsii.String("/subscriptions/example/disks/spices")
	mount("/azure", cdk8snetpol.Volume_FromAzureDisk(chart, jsii.String("Azure"), jsii.String("spices"), spices, &cdk8snetpol.AzureDiskVolumeOptions{
		Kind:        cdk8snetpol.AzureDiskPersistentVolumeKind_MANAGED,
		CachingMode: cdk8snetpol.AzureDiskPersistentVolumeCachingMode_NONE,
	}), nil)
	googleOptions := &cdk8snetpol.GCEPersistentDiskVolumeOptions{ReadOnly: jsii.Bool(true)}
	mount("/google", cdk8snetpol.Volume_FromGcePersistentDisk(chart, jsii.String("Google"), jsii.String("spices"), googleOptions), nil)
	mount("/all", cdk8snetpol.Volume_FromProjected(chart, jsii.String("All"), jsii.String("all"), &[]cdk8snetpol.VolumeProjection{
		cdk8snetpol.VolumeProjection_FromConfigMap(config.pages, &cdk8snetpol.VolumeProjectionOptions{
			Items: &map[string]*cdk8snetpol.PathMapping{"page-bread.html": {Path: jsii.String("bread.html")}},
		}),
		cdk8snetpol.VolumeProjection_FromSecret(config.payment, &cdk8snetpol.VolumeProjectionOptions{Optional: jsii.Bool(true)}),
		cdk8snetpol.VolumeProjection_FromDownwardApi(&map[string]cdk8snetpol.EnvFieldPaths{
			"labels": cdk8snetpol.EnvFieldPaths_POD_LABEL,
			"name":   cdk8snetpol.EnvFieldPaths_POD_NAME,
		}),
		cdk8snetpol.VolumeProjection_FromServiceAccountToken(jsii.String("token"), &cdk8snetpol.ServiceAccountTokenProjectionOptions{
			Audience:   jsii.String("vault"),
			Expiration: cdk8s.Duration_Hours(jsii.Number(2)),
		}),
	}, &cdk8snetpol.ProjectedVolumeOptions{DefaultMode: jsii.Number(0o400)}), nil)

	photosOptions := &cdk8snetpol.PersistentVolumeClaimVolumeOptions{Name: jsii.String("photos")}
	toolbox.AddVolume(cdk8snetpol.Volume_FromPersistentVolumeClaim(chart, jsii.String("Photos"), storage.photos, photosOptions))
}
