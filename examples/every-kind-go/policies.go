package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newPolicies says who may talk to whom.
func newPolicies(scope constructs.Construct, name string, workloads workloads) {
	chart := newBakery(scope, name)
	shop := workloads.shop.Connections()
	agent := workloads.agent.Connections()
	report := workloads.report.Connections()

	dns := cdk8snetpol.WellKnownPeer_ClusterDns(&cdk8snetpol.ClusterDnsOptions{NodeLocal: jsii.Bool(false)})
	cdk8snetpol.DefaultDeny_ForNamespace(chart, jsii.String("bakery"), &cdk8snetpol.DefaultDenyOptions{Dns: dns})

	cdk8snetpol.NewNamespace(chart, jsii.String("Bakery"), &cdk8snetpol.NamespaceProps{Metadata: labeled("bakery", one("team", "bakery"))})
	cdk8snetpol.NewNamespace(chart, jsii.String("Mill"), &cdk8snetpol.NamespaceProps{
		Metadata: labeled("mill", &map[string]*string{"team": jsii.String("suppliers"), "size": jsii.String("large")}),
	})
	ovens := cdk8snetpol.NewNamespace(chart, jsii.String("Ovens"), &cdk8snetpol.NamespaceProps{Metadata: named("ovens")})
	nodes := cdk8snetpol.WellKnownPeer_Nodes(&cdk8snetpol.NodesOptions{Addresses: jsii.Strings("10.0.0.0/24")})
	suppliers := cdk8snetpol.Namespaces_Select(chart, jsii.String("Suppliers"), &cdk8snetpol.NamespacesSelectOptions{
		Labels: one("team", "suppliers"),
		Expressions: &[]cdk8snetpol.LabelExpression{
			cdk8snetpol.LabelExpression_NotIn(jsii.String("stage"), jsii.Strings("test")),
			cdk8snetpol.LabelExpression_In(jsii.String("size"), jsii.Strings("small", "large")),
		},
	})
	thermostats := cdk8snetpol.Pods_Select(chart, jsii.String("Thermostats"), &cdk8snetpol.PodsSelectOptions{
		Labels:      one("app", "thermostat"),
		Expressions: &[]cdk8snetpol.LabelExpression{cdk8snetpol.LabelExpression_DoesNotExist(jsii.String("broken"))},
		Namespaces:  ovens,
	})
	include := cdk8s.NewInclude(chart, jsii.String("Scale"), &cdk8s.IncludeProps{Url: jsii.String("manifests/scale.yaml")})
	scale := cdk8snetpol.AdoptedPods_Of(include, nil)

	// Each line opens both ends. Where the other end belongs to others, it opens the end of the bakery.
	shop.AllowTo(workloads.orders, nil)
	shop.AllowTo(workloads.recipes, nil)
	shop.AllowTo(scale, nil)
	workloads.migration.Connections().AllowTo(workloads.orders, nil)
	report.AllowTo(workloads.orders, &cdk8snetpol.PodConnectionsAllowToOptions{Ports: tcp(5432)})
	workloads.recipes.Connections().AllowTo(thermostats, &cdk8snetpol.PodConnectionsAllowToOptions{
		Ports:     ports(cdk8snetpol.NetworkPolicyPort_TcpRange(jsii.Number(7000), jsii.Number(7010))),
		Isolation: cdk8snetpol.PodConnectionsIsolation_POD,
	})
	everybody := cdk8snetpol.Pods_All(chart, jsii.String("Everybody"), &cdk8snetpol.PodsAllOptions{Namespaces: ovens})
	agent.AllowFrom(everybody, &cdk8snetpol.PodConnectionsAllowFromOptions{Isolation: cdk8snetpol.PodConnectionsIsolation_POD})
	report.Isolate()

	gateway := cdk8snetpol.WellKnownPeer_IngressController(&cdk8snetpol.OwnWellKnownPodsOptions{
		Namespace: jsii.String("gateway"),
		Labels:    one("app", "gateway"),
	})
	internet := cdk8snetpol.WellKnownPeer_Internet(&cdk8snetpol.InternetOptions{Except: jsii.Strings("198.51.100.0/24")})
	apiServer := cdk8snetpol.WellKnownPeer_ApiServer(&cdk8snetpol.ApiServerOptions{
		Addresses: jsii.Strings("10.0.0.1"),
		Port:      jsii.Number(6443),
	})
	shop.AllowFrom(cdk8snetpol.WellKnownPeer_IngressNginx(nil), &cdk8snetpol.PodConnectionsAllowFromOptions{Ports: portNamed("http")})
	shop.AllowFrom(cdk8snetpol.WellKnownPeer_Prometheus(nil), &cdk8snetpol.PodConnectionsAllowFromOptions{Ports: tcp(9090)})
	shop.AllowFrom(cdk8snetpol.WellKnownPeer_Traefik(nil), &cdk8snetpol.PodConnectionsAllowFromOptions{Ports: tcp(8080)})
	shop.AllowFrom(gateway, &cdk8snetpol.PodConnectionsAllowFromOptions{Ports: tcp(8080)})
	shop.AllowFrom(nodes, &cdk8snetpol.PodConnectionsAllowFromOptions{Ports: portNamed("metrics")})
	agent.AllowFrom(nodes, nil)
	report.AllowTo(internet, &cdk8snetpol.PodConnectionsAllowToOptions{Ports: tcp(443)})
	agent.AllowTo(apiServer, nil)
	agent.AllowTo(cdk8snetpol.WellKnownPeer_CloudMetadata(), nil)

	offices := cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("10.20.0.0/16"), jsii.Strings("10.20.9.0/24"))
	policy := cdk8snetpol.NewNetworkPolicy(chart, jsii.String("SuppliersToRecipes"), &cdk8snetpol.NetworkPolicyProps{
		Selector: workloads.recipes,
		Ingress: &cdk8snetpol.NetworkPolicyTraffic{
			Default: cdk8snetpol.NetworkPolicyTrafficDefault_DENY,
			Rules:   &[]*cdk8snetpol.NetworkPolicyRule{{Peers: peers(suppliers, offices)}},
		},
	})
	policy.AddIngressRule(cdk8snetpol.NetworkPolicyIpBlock_Ipv6(jsii.String("2001:db8::/32"), nil), ports(
		cdk8snetpol.NetworkPolicyPort_Of(&cdk8snetpol.NetworkPolicyPortProps{Port: jsii.Number(7000), Protocol: cdk8snetpol.NetworkProtocol_SCTP}),
	))
	policy.AddEgressRule(cdk8snetpol.Namespaces_All(chart, jsii.String("Everywhere")), ports(
		cdk8snetpol.NetworkPolicyPort_Udp(jsii.Number(514)),
		cdk8snetpol.NetworkPolicyPort_UdpRange(jsii.Number(6000), jsii.Number(6010)),
		cdk8snetpol.NetworkPolicyPort_Sctp(jsii.Number(7100)),
		cdk8snetpol.NetworkPolicyPort_SctpRange(jsii.Number(7200), jsii.Number(7210)),
	))
}
