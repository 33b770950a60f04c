package boundary

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// shop has two workloads in one namespace: web, and an api that listens on 3000.
type shop struct {
	app   cdk8s.App
	chart cdk8s.Chart
	web   cdk8snetpol.Deployment
	api   cdk8snetpol.Deployment
}

func newShop(folder string) shop {
	app := cdk8s.NewApp(&cdk8s.AppProps{Outdir: &folder})
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	return shop{app, chart, newDeployment(chart, "web", nil), newDeployment(chart, "api", jsii.Number(3000))}
}

func newDeployment(chart cdk8s.Chart, name string, port *float64) cdk8snetpol.Deployment {
	return cdk8snetpol.NewDeployment(chart, &name, &cdk8snetpol.DeploymentProps{
		Metadata:   &cdk8s.ApiObjectMetadata{Name: &name},
		Containers: &[]*cdk8snetpol.ContainerProps{{Image: jsii.String(name + ":1"), PortNumber: port}},
	})
}

func (s shop) fromWebToAPI() string {
	return *cdk8snetpol.Reachability_OfApp(s.app).Between(jsii.String("shop/web"), jsii.String("shop/api"))
}
