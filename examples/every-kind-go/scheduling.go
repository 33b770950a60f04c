package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newScheduling says on which nodes pods run, and beside which others.
func newScheduling(scope constructs.Construct, name string, workloads workloads) {
	chart := newBakery(scope, name)

	scheduling := cdk8snetpol.NewDeployment(chart, jsii.String("Oven"), &cdk8snetpol.DeploymentProps{
		Metadata: named("oven"),
		Strategy: cdk8snetpol.DeploymentStrategy_Recreate(),
		Containers: &[]*cdk8snetpol.ContainerProps{{
			Image:      jsii.String("registry.example.com/oven:2.2.0"),
			PortNumber: jsii.Number(7070),
		}},
	}).Scheduling()
	hot := cdk8snetpol.NodeLabelQuery_Is(jsii.String("example.com/heat"), jsii.String("high"))
	outside := cdk8snetpol.NodeLabelQuery_NotIn(jsii.String("example.com/zone"), jsii.Strings("cellar"))
	kitchen := cdk8snetpol.NodeLabelQuery_In(jsii.String("example.com/zone"), jsii.Strings("kitchen"))
	fast := cdk8snetpol.NodeLabelQuery_Exists(jsii.String("example.com/fast"))
	young := cdk8snetpol.NodeLabelQuery_DoesNotExist(jsii.String("example.com/old"))
	big := cdk8snetpol.NodeLabelQuery_Gt(jsii.String("example.com/cores"), jsii.Strings("4"))
	idle := cdk8snetpol.NodeLabelQuery_Lt(jsii.String("example.com/load"), jsii.Strings("80"))
	scheduling.Attract(cdk8snetpol.Node_Labeled(hot, outside), nil)
	scheduling.Attract(cdk8snetpol.Node_Labeled(kitchen, fast), &cdk8snetpol.PodSchedulingAttractOptions{Weight: jsii.Number(10)})
	scheduling.Attract(cdk8snetpol.Node_Labeled(young), &cdk8snetpol.PodSchedulingAttractOptions{Weight: jsii.Number(20)})
	scheduling.Attract(cdk8snetpol.Node_Labeled(big, idle), &cdk8snetpol.PodSchedulingAttractOptions{Weight: jsii.Number(30)})
	scheduling.Colocate(workloads.orders, &cdk8snetpol.PodSchedulingColocateOptions{Topology: cdk8snetpol.Topology_ZONE()})
	scheduling.Colocate(workloads.agent, &cdk8snetpol.PodSchedulingColocateOptions{
		Topology: cdk8snetpol.Topology_HOSTNAME(),
		Weight:   jsii.Number(50),
	})
	freezers := cdk8snetpol.Pods_Select(chart, jsii.String("Freezers"), &cdk8snetpol.PodsSelectOptions{Labels: one("app", "freezer")})
	scheduling.Separate(freezers, &cdk8snetpol.PodSchedulingSeparateOptions{
		Topology: cdk8snetpol.Topology_Custom(jsii.String("example.com/rack")),
	})
	scheduling.Spread(&cdk8snetpol.WorkloadSchedulingSpreadOptions{Topology: cdk8snetpol.Topology_REGION()})
	forOvens := cdk8snetpol.NodeTaintQuery_Is(jsii.String("example.com/only"), jsii.String("ovens"), &cdk8snetpol.NodeTaintQueryOptions{
		Effect: cdk8snetpol.TaintEffect_NO_SCHEDULE,
	})
	scheduling.Tolerate(cdk8snetpol.Node_Tainted(forOvens))
	overheated := cdk8snetpol.NodeTaintQuery_Exists(jsii.String("example.com/hot"), &cdk8snetpol.NodeTaintQueryOptions{
		Effect:     cdk8snetpol.TaintEffect_NO_EXECUTE,
		EvictAfter: cdk8s.Duration_Minutes(jsii.Number(5)),
	})
	scheduling.Tolerate(cdk8snetpol.Node_Tainted(overheated))

	thermometer := cdk8snetpol.NewPod(chart, jsii.String("Thermometer"), &cdk8snetpol.PodProps{
		Metadata:    labeled("thermometer", one("app", "thermometer")),
		HostNetwork: jsii.Bool(true),
		Tolerations: &[]cdk8snetpol.NodeTaintQuery{cdk8snetpol.NodeTaintQuery_Any()},
		Containers:  &[]*cdk8snetpol.ContainerProps{{Image: jsii.String("registry.example.com/thermometer:1.1.0")}},
	})
	cdk8snetpol.Verification_Of(thermometer).Acknowledge(jsii.String("host-network"), jsii.String("it reads the sensors of its node"))
	thermometer.Scheduling().Assign(cdk8snetpol.Node_Named(jsii.String("oven-node-1")))
}
