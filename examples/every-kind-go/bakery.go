package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newBakery makes a chart whose objects lie in the namespace of the bakery.
func newBakery(scope constructs.Construct, name string) cdk8s.Chart {
	return cdk8s.NewChart(scope, &name, &cdk8s.ChartProps{Namespace: jsii.String("bakery")})
}

func named(name string) *cdk8s.ApiObjectMetadata {
	return &cdk8s.ApiObjectMetadata{Name: &name}
}

func labeled(name string, labels *map[string]*string) *cdk8s.ApiObjectMetadata {
	return &cdk8s.ApiObjectMetadata{Name: &name, Labels: labels}
}

// one is a map with one key, such as a label.
func one(key string, value string) *map[string]*string {
	return &map[string]*string{key: &value}
}

func ports(list ...cdk8snetpol.NetworkPolicyPort) *[]cdk8snetpol.NetworkPolicyPort {
	return &list
}

func tcp(port float64) *[]cdk8snetpol.NetworkPolicyPort {
	return ports(cdk8snetpol.NetworkPolicyPort_Tcp(&port))
}

func peers(list ...cdk8snetpol.INetworkPolicyPeer) *[]cdk8snetpol.INetworkPolicyPeer {
	return &list
}

func portNamed(name string) *[]cdk8snetpol.NetworkPolicyPort {
	return ports(cdk8snetpol.NetworkPolicyPort_Named(&name, ""))
}
