package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// dataTier is what the shop remembers. Nothing here may open a connection to anybody.
type dataTier struct {
	postgres cdk8snetpol.StatefulSet

	// redis is a cache: it may forget everything.
	redis cdk8snetpol.Deployment

	// queue holds orders that wait for the worker.
	queue cdk8snetpol.StatefulSet
}

func newDataTier(scope constructs.Construct, name string) dataTier {
	chart := newTier(scope, name)
	tier := dataTier{newPostgres(chart), newRedis(chart), newQueue(chart)}
	tier.redis.ExposeViaService(&cdk8snetpol.DeploymentExposeViaServiceOptions{Name: jsii.String("redis")})
	return tier
}

func newPostgres(chart cdk8s.Chart) cdk8snetpol.StatefulSet {
	service := newHeadlessService(chart, "PostgresService", "postgres")
	secret := cdk8snetpol.Secret_FromSecretName(chart, jsii.String("Password"), jsii.String("postgres"))
	return cdk8snetpol.NewStatefulSet(chart, jsii.String("Postgres"), &cdk8snetpol.StatefulSetProps{
		Metadata:             named("postgres"),
		Service:              service,
		VolumeClaimTemplates: claim(20),
		SecurityContext:      &cdk8snetpol.PodSecurityContextProps{User: jsii.Number(999), Group: jsii.Number(999), FsGroup: jsii.Number(999)},
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("postgres:17"),
			PortNumber: jsii.Number(5432),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{
				"PGDATA":            cdk8snetpol.EnvValue_FromValue(jsii.String("/var/lib/postgresql/data/pgdata")),
				"POSTGRES_PASSWORD": secret.EnvValue(jsii.String("password"), nil),
			},
			VolumeMounts: &[]*cdk8snetpol.VolumeMount{
				{Path: jsii.String("/var/lib/postgresql/data"), Volume: claimed(chart, "PostgresData")},
				{Path: jsii.String("/var/run/postgresql"), Volume: empty(chart, "PostgresSocket", "socket")},
				{Path: jsii.String("/tmp"), Volume: empty(chart, "PostgresTmp", "tmp")},
			},
		}},
	})
}

func newRedis(chart cdk8s.Chart) cdk8snetpol.Deployment {
	return cdk8snetpol.NewDeployment(chart, jsii.String("Redis"), &cdk8snetpol.DeploymentProps{
		Metadata:        named("redis"),
		Replicas:        jsii.Number(1),
		SecurityContext: &cdk8snetpol.PodSecurityContextProps{User: jsii.Number(999), Group: jsii.Number(999)},
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("redis:8"),
			Args:       jsii.Strings("--save", "", "--appendonly", "no"),
			PortNumber: jsii.Number(6379),
			VolumeMounts: &[]*cdk8snetpol.VolumeMount{
				{Path: jsii.String("/data"), Volume: empty(chart, "RedisData", "data")},
			},
		}},
	})
}

func newQueue(chart cdk8s.Chart) cdk8snetpol.StatefulSet {
	return cdk8snetpol.NewStatefulSet(chart, jsii.String("Queue"), &cdk8snetpol.StatefulSetProps{
		Metadata:             named("queue"),
		Service:              newHeadlessService(chart, "QueueService", "queue"),
		VolumeClaimTemplates: claim(5),
		SecurityContext:      &cdk8snetpol.PodSecurityContextProps{User: jsii.Number(1000), Group: jsii.Number(1000), FsGroup: jsii.Number(1000)},
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("nats:2"),
			Args:       jsii.Strings("--jetstream", "--store_dir", "/data"),
			PortNumber: jsii.Number(4222),
			VolumeMounts: &[]*cdk8snetpol.VolumeMount{
				{Path: jsii.String("/data"), Volume: claimed(chart, "QueueData")},
			},
		}},
	})
}

func newHeadlessService(chart cdk8s.Chart, id string, name string) cdk8snetpol.Service {
	return cdk8snetpol.NewService(chart, &id, &cdk8snetpol.ServiceProps{Metadata: named(name), ClusterIP: jsii.String("None")})
}

func claim(gibibytes float64) *[]*cdk8snetpol.PersistentVolumeClaimTemplateProps {
	return &[]*cdk8snetpol.PersistentVolumeClaimTemplateProps{
		{Name: jsii.String("data"), Storage: cdk8s.Size_Gibibytes(&gibibytes)},
	}
}

func claimed(chart cdk8s.Chart, id string) cdk8snetpol.Volume {
	return cdk8snetpol.Volume_FromName(chart, &id, jsii.String("data"))
}

func empty(chart cdk8s.Chart, id string, name string) cdk8snetpol.Volume {
	return cdk8snetpol.Volume_FromEmptyDir(chart, &id, &name, nil)
}
