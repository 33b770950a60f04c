package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// newTraffic says how requests come in: a Service of each type, and Ingresses.
func newTraffic(scope constructs.Construct, name string, config config, workloads workloads) {
	chart := newBakery(scope, name)

	shop := workloads.shop.ExposeViaService(&cdk8snetpol.DeploymentExposeViaServiceOptions{
		Name:  jsii.String("shop"),
		Ports: &[]*cdk8snetpol.ServicePort{{Name: jsii.String("http"), Port: jsii.Number(80), TargetPort: jsii.Number(8080)}},
	})

	metrics := cdk8snetpol.NewService(chart, jsii.String("Metrics"), &cdk8snetpol.ServiceProps{
		Type:                  cdk8snetpol.ServiceType_NODE_PORT,
		ExternalTrafficPolicy: cdk8snetpol.ServiceExternalTrafficPolicy_LOCAL,
	})
	metrics.Select(workloads.shop)
	metrics.Bind(jsii.Number(9090), &cdk8snetpol.ServiceBindOptions{
		Name:           jsii.String("metrics"),
		NodePort:       jsii.Number(30090),
		TargetPortName: jsii.String("metrics"),
	})

	cdk8snetpol.NewService(chart, jsii.String("Statistics"), &cdk8snetpol.ServiceProps{
		Type:                     cdk8snetpol.ServiceType_LOAD_BALANCER,
		LoadBalancerSourceRanges: jsii.Strings("203.0.113.0/24"),
		Selector:                 workloads.agent,
		Ports:                    &[]*cdk8snetpol.ServicePort{{Port: jsii.Number(8125), Protocol: cdk8snetpol.Protocol_UDP}},
	})
	cdk8snetpol.NewService(chart, jsii.String("Mill"), &cdk8snetpol.ServiceProps{
		Type:         cdk8snetpol.ServiceType_EXTERNAL_NAME,
		ExternalName: jsii.String("mill.example.com"),
	})
	freezers := cdk8snetpol.NewService(chart, jsii.String("Freezers"), &cdk8snetpol.ServiceProps{
		ExternalIPs:              jsii.Strings("203.0.113.9"),
		PublishNotReadyAddresses: jsii.Bool(true),
		Ports:                    &[]*cdk8snetpol.ServicePort{{Port: jsii.Number(7001)}},
	})
	freezers.SelectLabel(jsii.String("app"), jsii.String("freezer"))

	toShop := cdk8snetpol.IngressBackend_FromService(shop, nil)
	ingress := cdk8snetpol.NewIngress(chart, jsii.String("Ingress"), &cdk8snetpol.IngressProps{
		ClassName: jsii.String("nginx"),
		Tls:       &[]*cdk8snetpol.IngressTls{{Hosts: jsii.Strings("bakery.example.com"), Secret: config.certificate}},
		Rules: &[]*cdk8snetpol.IngressRule{{
			Host:     jsii.String("bakery.example.com"),
			Path:     jsii.String("/"),
			PathType: cdk8snetpol.HttpIngressPathType_PREFIX,
			Backend:  toShop,
		}},
	})
	ingress.AddTls(&[]*cdk8snetpol.IngressTls{{Hosts: jsii.Strings("orders.example.com")}})
	ingress.AddDefaultBackend(cdk8snetpol.IngressBackend_FromService(shop, &cdk8snetpol.ServiceIngressBackendOptions{Port: jsii.Number(80)}))
	photos := cdk8snetpol.IngressBackend_FromResource(config.pages)
	ingress.AddRule(jsii.String("/photos"), photos, cdk8snetpol.HttpIngressPathType_IMPLEMENTATION_SPECIFIC)
	ingress.AddRules(&cdk8snetpol.IngressRule{
		Path:     jsii.String("/metrics"),
		PathType: cdk8snetpol.HttpIngressPathType_EXACT,
		Backend:  cdk8snetpol.IngressBackend_FromService(metrics, nil),
	})
	ingress.AddHostRule(jsii.String("orders.example.com"), jsii.String("/orders"), toShop, "")
	ingress.AddHostDefaultBackend(jsii.String("orders.example.com"), toShop)
	shop.ExposeViaIngress(jsii.String("/shop"), &cdk8snetpol.ExposeServiceViaIngressOptions{
		Ingress:  ingress,
		PathType: cdk8snetpol.HttpIngressPathType_PREFIX,
	})

	webTier := cdk8snetpol.Pods_Select(chart, jsii.String("WebTier"), &cdk8snetpol.PodsSelectOptions{Labels: one("tier", "web")})
	web := cdk8snetpol.NewService(chart, jsii.String("Web"), &cdk8snetpol.ServiceProps{
		Selector: webTier,
		Ports:    &[]*cdk8snetpol.ServicePort{{Port: jsii.Number(8080)}},
	})
	web.ExposeViaIngress(jsii.String("/web"), nil)
}
