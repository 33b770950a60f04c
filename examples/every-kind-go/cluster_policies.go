package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newClusterPolicies says what holds for the whole cluster, before and after the policies of each namespace.
func newClusterPolicies(scope constructs.Construct, name string) {
	chart := cdk8s.NewChart(scope, &name, nil)

	teams := cdk8snetpol.Namespaces_Select(chart, jsii.String("Teams"), &cdk8snetpol.NamespacesSelectOptions{Labels: one("team", "bakery")})
	monitoring := cdk8snetpol.Namespaces_Select(chart, jsii.String("Monitoring"), &cdk8snetpol.NamespacesSelectOptions{
		Names: jsii.Strings("monitoring"),
	})
	blocked := cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("198.51.100.0/24"), jsii.Strings("198.51.100.128/25"))
	dns := cdk8snetpol.WellKnownPeer_ClusterDns(&cdk8snetpol.ClusterDnsOptions{NodeLocal: jsii.Bool(false)})

	admin := cdk8snetpol.NewClusterNetworkPolicy(chart, jsii.String("Admin"), &cdk8snetpol.ClusterNetworkPolicyProps{
		Metadata: named("admin"),
		Tier:     cdk8snetpol.ClusterNetworkPolicyTier_ADMIN,
		Priority: jsii.Number(10),
		Subject:  teams,
		Ingress: &[]*cdk8snetpol.ClusterNetworkPolicyRule{{
			Name:   jsii.String("metrics"),
			Action: cdk8snetpol.ClusterNetworkPolicyAction_ACCEPT,
			Peers:  peers(monitoring),
			Ports:  portNamed("metrics"),
		}},
		Egress: &[]*cdk8snetpol.ClusterNetworkPolicyEgressRule{{
			Name:   jsii.String("dns"),
			Action: cdk8snetpol.ClusterNetworkPolicyAction_PASS,
			Peers:  peers(dns),
		}},
	})
	strangers := cdk8snetpol.Pods_Select(chart, jsii.String("Strangers"), &cdk8snetpol.PodsSelectOptions{
		Labels:     one("trust", "none"),
		Namespaces: cdk8snetpol.Namespaces_All(chart, jsii.String("Everywhere")),
	})
	admin.AddIngressRule(&cdk8snetpol.ClusterNetworkPolicyRule{
		Name:   jsii.String("strangers"),
		Action: cdk8snetpol.ClusterNetworkPolicyAction_DENY,
		Peers:  peers(strangers),
	})
	admin.AddEgressRule(&cdk8snetpol.ClusterNetworkPolicyEgressRule{
		Name:   jsii.String("blocked"),
		Action: cdk8snetpol.ClusterNetworkPolicyAction_DENY,
		Peers:  peers(blocked),
		Ports:  ports(cdk8snetpol.NetworkPolicyPort_AllTcp(), cdk8snetpol.NetworkPolicyPort_AllUdp()),
	})

	payments := cdk8snetpol.NetworkPolicyIpBlock_Ipv4(jsii.String("203.0.113.0/24"), nil)
	cdk8snetpol.NewClusterNetworkPolicy(chart, jsii.String("Payments"), &cdk8snetpol.ClusterNetworkPolicyProps{
		Metadata: named("payments"),
		Tier:     cdk8snetpol.ClusterNetworkPolicyTier_BASELINE,
		Priority: jsii.Number(100),
		Subject:  cdk8snetpol.Pods_Select(chart, jsii.String("Shops"), &cdk8snetpol.PodsSelectOptions{Labels: one("tier", "web"), Namespaces: teams}),
		Egress: &[]*cdk8snetpol.ClusterNetworkPolicyEgressRule{{
			Action: cdk8snetpol.ClusterNetworkPolicyAction_ACCEPT,
			Peers:  peers(payments),
			Ports:  tcp(443),
		}},
	})

	cdk8snetpol.DefaultDeny_ForCluster(chart, &cdk8snetpol.DefaultDenyClusterOptions{
		Priority: jsii.Number(900),
		Except:   jsii.Strings("kube-system"),
		Dns:      dns,
	})
}
