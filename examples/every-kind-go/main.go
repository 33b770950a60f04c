package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	defer jsii.Close()
	app := cdk8s.NewApp(nil)

	config := newConfig(app, "config")
	storage := newStorage(app, "storage")
	account := newAccess(app, "access", config)
	workloads := newWorkloads(app, "workloads", config, account)
	newVolumes(app, "volumes", config, storage, account)
	newScheduling(app, "scheduling", workloads)
	newTraffic(app, "traffic", config, workloads)
	newAutoscaling(app, "autoscaling", workloads)
	newPolicies(app, "policies", workloads)
	newClusterPolicies(app, "cluster-policies")

	// All files are applied to one cluster, always together.
	cdk8snetpol.Cluster_Of(jsii.String("bakery"), app)

	app.Synth()
}
