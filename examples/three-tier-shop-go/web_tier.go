package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// webTier is what customers see.
type webTier struct {
	storefront cdk8snetpol.Deployment
}

func newWebTier(scope constructs.Construct, name string) webTier {
	chart := newTier(scope, name)
	storefront := cdk8snetpol.NewDeployment(chart, jsii.String("Storefront"), &cdk8snetpol.DeploymentProps{
		Metadata: named("storefront"),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("registry.example.com/shop/storefront:1.4.0"),
			PortNumber: jsii.Number(8080),
			EnvVariables: &map[string]cdk8snetpol.EnvValue{
				"API_URL": cdk8snetpol.EnvValue_FromValue(jsii.String("http://api.shop-app:3000")),
			},
		}},
	})
	storefront.ExposeViaService(&cdk8snetpol.DeploymentExposeViaServiceOptions{
		Name:        jsii.String("storefront"),
		ServiceType: cdk8snetpol.ServiceType_LOAD_BALANCER,
		Ports:       &[]*cdk8snetpol.ServicePort{{Port: jsii.Number(80), TargetPort: jsii.Number(8080)}},
	})
	return webTier{storefront}
}
