package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	defer jsii.Close()
	app := cdk8s.NewApp(nil)
	shop := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	data := cdk8s.NewChart(app, jsii.String("data"), &cdk8s.ChartProps{Namespace: jsii.String("data")})

	web := cdk8snetpol.NewDeployment(shop, jsii.String("web"), &cdk8snetpol.DeploymentProps{
		Containers: &[]*cdk8snetpol.ContainerProps{{Image: jsii.String("web:1"), PortNumber: jsii.Number(8080)}},
	})
	redis := cdk8snetpol.NewStatefulSet(data, jsii.String("redis"), &cdk8snetpol.StatefulSetProps{
		Containers: &[]*cdk8snetpol.ContainerProps{{Image: jsii.String("redis:8"), PortNumber: jsii.Number(6379)}},
	})

	web.Connections().AllowTo(redis, nil)

	app.Synth()
}
