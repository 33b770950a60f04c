from cdk8s import Duration
from cdk8s_netpol import (
    HorizontalPodAutoscaler,
    LabelExpression,
    LabelSelector,
    Metric,
    MetricTarget,
    Replicas,
    ScalingPolicy,
    ScalingRules,
    ScalingStrategy,
)
from constructs import Construct

from bakery import Bakery
from workloads import Workloads


class Autoscaling(Bakery):
    """How many pods there are, by each kind of metric."""

    def __init__(self, scope: Construct, name: str, workloads: Workloads) -> None:
        super().__init__(scope, name)
        [container] = workloads.shop.containers

        HorizontalPodAutoscaler(
            self,
            "Shop",
            target=workloads.shop,
            min_replicas=2,
            max_replicas=10,
            metrics=[
                Metric.resource_cpu(MetricTarget.average_utilization(70)),
                Metric.resource_memory(MetricTarget.average_utilization(80)),
                Metric.container_cpu(container=container, target=MetricTarget.average_utilization(60)),
                Metric.pods(name="requests", target=MetricTarget.average_value(100)),
                Metric.external(
                    name="queue_length",
                    label_selector=LabelSelector.of(labels={"queue": "bread"}, expressions=[LabelExpression.exists("shift")]),
                    target=MetricTarget.value(30),
                ),
                Metric.object(name="waiting", object=workloads.orders, target=MetricTarget.value(5)),
            ],
            scale_up=ScalingRules(
                strategy=ScalingStrategy.MAX_CHANGE,
                stabilization_window=Duration.seconds(30),
                policies=[
                    ScalingPolicy(replicas=Replicas.absolute(4), duration=Duration.minutes(1)),
                    ScalingPolicy(replicas=Replicas.percent(200)),
                ],
            ),
            scale_down=ScalingRules(strategy=ScalingStrategy.MIN_CHANGE, stabilization_window=Duration.minutes(5)),
        )
        HorizontalPodAutoscaler(self, "Recipes", target=workloads.recipes, max_replicas=5)
