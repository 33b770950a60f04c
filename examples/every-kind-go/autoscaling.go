package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-netpol/cdk8s-netpol-go/cdk8snetpol"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// newAutoscaling says how many pods there are, by each kind of metric.
func newAutoscaling(scope constructs.Construct, name string, workloads workloads) {
	chart := newBakery(scope, name)
	container := (*workloads.shop.Containers())[0]

	cdk8snetpol.NewHorizontalPodAutoscaler(chart, jsii.String("Shop"), &cdk8snetpol.HorizontalPodAutoscalerProps{
		Target:      workloads.shop,
		MinReplicas: jsii.Number(2),
		MaxReplicas: jsii.Number(10),
		Metrics: &[]cdk8snetpol.Metric{
			cdk8snetpol.Metric_ResourceCpu(cdk8snetpol.MetricTarget_AverageUtilization(jsii.Number(70))),
			cdk8snetpol.Metric_ResourceMemory(cdk8snetpol.MetricTarget_AverageUtilization(jsii.Number(80))),
			cdk8snetpol.Metric_ContainerCpu(&cdk8snetpol.MetricContainerResourceOptions{
				Container: container,
				Target:    cdk8snetpol.MetricTarget_AverageUtilization(jsii.Number(60)),
			}),
			cdk8snetpol.Metric_Pods(&cdk8snetpol.MetricOptions{
				Name:   jsii.String("requests"),
				Target: cdk8snetpol.MetricTarget_AverageValue(jsii.Number(100)),
			}),
			cdk8snetpol.Metric_External(&cdk8snetpol.MetricOptions{
				Name: jsii.String("queue_length"),
				LabelSelector: cdk8snetpol.LabelSelector_Of(&cdk8snetpol.LabelSelectorOptions{
					Labels:      one("queue", "bread"),
					Expressions: &[]cdk8snetpol.LabelExpression{cdk8snetpol.LabelExpression_Exists(jsii.String("shift"))},
				}),
				Target: cdk8snetpol.MetricTarget_Value(jsii.Number(30)),
			}),
			cdk8snetpol.Metric_Object(&cdk8snetpol.MetricObjectOptions{
				Name:   jsii.String("waiting"),
				Object: workloads.orders,
				Target: cdk8snetpol.MetricTarget_Value(jsii.Number(5)),
			}),
		},
		ScaleUp: &cdk8snetpol.ScalingRules{
			Strategy:            cdk8snetpol.ScalingStrategy_MAX_CHANGE,
			StabilizationWindow: cdk8s.Duration_Seconds(jsii.Number(30)),
			Policies: &[]*cdk8snetpol.ScalingPolicy{
				{Replicas: cdk8snetpol.Replicas_Absolute(jsii.Number(4)), Duration: cdk8s.Duration_Minutes(jsii.Number(1))},
				{Replicas: cdk8snetpol.Replicas_Percent(jsii.Number(200))},
			},
		},
		ScaleDown: &cdk8snetpol.ScalingRules{
			Strategy:            cdk8snetpol.ScalingStrategy_MIN_CHANGE,
			StabilizationWindow: cdk8s.Duration_Minutes(jsii.Number(5)),
		},
	})
	cdk8snetpol.NewHorizontalPodAutoscaler(chart, jsii.String("Recipes"), &cdk8snetpol.HorizontalPodAutoscalerProps{
		Target:      workloads.recipes,
		MaxReplicas: jsii.Number(5),
	})
}
