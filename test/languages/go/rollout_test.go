package boundary

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
)

// rollout is a workload that somebody else makes, which an autoscaler scales.
type rollout struct {
	hasAutoscaler bool
}

func (r *rollout) HasAutoscaler() *bool {
	return &r.hasAutoscaler
}

func (r *rollout) MarkHasAutoscaler() {
	r.hasAutoscaler = true
}

func (r *rollout) ToScalingTarget() *cdk8snetpol.ScalingTarget {
	return &cdk8snetpol.ScalingTarget{
		ApiVersion: jsii.String("argoproj.io/v1alpha1"),
		Kind:       jsii.String("Rollout"),
		Name:       jsii.String("web"),
		Containers: &[]cdk8snetpol.Container{},
	}
}
