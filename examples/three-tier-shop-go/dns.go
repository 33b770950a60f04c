package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// allowDNS lets the workloads ask the DNS of the cluster. Its own pods belong to the cluster, so they get no policy from here.
func allowDNS(workloads ...cdk8snetpol.Workload) {
	for _, workload := range workloads {
		dns := cdk8snetpol.Pods_Select(workload, jsii.String("Dns"), &cdk8snetpol.PodsSelectOptions{
			Labels: &map[string]*string{"k8s-app": jsii.String("kube-dns")},
			Namespaces: cdk8snetpol.Namespaces_Select(workload, jsii.String("KubeSystem"), &cdk8snetpol.NamespacesSelectOptions{
				Names: jsii.Strings("kube-system"),
			}),
		})
		workload.Connections().AllowTo(dns, &cdk8snetpol.PodConnectionsAllowToOptions{
			Ports: &[]cdk8snetpol.NetworkPolicyPort{
				cdk8snetpol.NetworkPolicyPort_Udp(jsii.Number(53)),
				cdk8snetpol.NetworkPolicyPort_Tcp(jsii.Number(53)),
			},
			Isolation: cdk8snetpol.PodConnectionsIsolation_POD,
		})
	}
}
