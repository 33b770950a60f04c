package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// appTier is what the shop does.
type appTier struct {
	// api answers the storefront.
	api cdk8snetpol.Deployment

	// worker takes orders from the queue and has them paid. It listens on no port.
	worker cdk8snetpol.Deployment

	// report sums up the day, every night.
	report cdk8snetpol.CronJob
}

func newAppTier(scope constructs.Construct, name string) appTier {
	chart := newTier(scope, name)

	// The Secret "postgres", which is made outside of this app, says where the database is and how to log in.
	secret := cdk8snetpol.Secret_FromSecretName(chart, jsii.String("Postgres"), jsii.String("postgres"))
	database := secret.EnvValue(jsii.String("url"), nil)
	queue := cdk8snetpol.EnvValue_FromValue(jsii.String("nats://queue.shop-data:4222"))

	api := cdk8snetpol.NewDeployment(chart, jsii.String("Api"), &cdk8snetpol.DeploymentProps{
		Metadata: named("api"),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("registry.example.com/shop/api:1.4.0"),
			PortNumber: jsii.Number(3000),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{
				"CACHE_URL":    cdk8snetpol.EnvValue_FromValue(jsii.String("redis://redis.shop-data:6379")),
				"DATABASE_URL": database,
				"QUEUE_URL":    queue,
			},
		}},
	})
	worker := cdk8snetpol.NewDeployment(chart, jsii.String("Worker"), &cdk8snetpol.DeploymentProps{
		Metadata: named("worker"),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image: jsii.String("registry.example.com/shop/worker:1.4.0"),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{
				"DATABASE_URL": database,
				"PAYMENT_URL":  cdk8snetpol.EnvValue_FromValue(jsii.String("https://payments.example.com")),
				"QUEUE_URL":    queue,
			},
		}},
	})
	report := cdk8snetpol.NewCronJob(chart, jsii.String("Report"), &cdk8snetpol.CronJobProps{
		Metadata: named("report"),
		Schedule: cdk8s.Cron_Daily(),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:        jsii.String("registry.example.com/shop/report:1.4.0"),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{"DATABASE_URL": database},
		}},
	})
	api.ExposeViaService(&cdk8snetpol.DeploymentExposeViaServiceOptions{Name: jsii.String("api")})
	return appTier{api, worker, report}
}
