package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newTier makes a namespace of its own, in which nobody may talk to anybody until it is allowed.
func newTier(scope constructs.Construct, name string) cdk8s.Chart {
	chart := cdk8s.NewChart(scope, &name, &cdk8s.ChartProps{Namespace: &name})
	closed := &cdk8snetpol.NetworkPolicyTraffic{Default: cdk8snetpol.NetworkPolicyTrafficDefault_DENY}
	cdk8snetpol.NewNamespace(chart, jsii.String("Namespace"), &cdk8snetpol.NamespaceProps{Metadata: named(name)})
	cdk8snetpol.NewNetworkPolicy(chart, jsii.String("DenyAll"), &cdk8snetpol.NetworkPolicyProps{
		Metadata: named("deny-all"),
		Ingress:  closed,
		Egress:   closed,
	})
	return chart
}

func named(name string) *cdk8s.ApiObjectMetadata {
	return &cdk8s.ApiObjectMetadata{Name: &name}
}
