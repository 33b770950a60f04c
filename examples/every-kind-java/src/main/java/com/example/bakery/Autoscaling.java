package com.example.bakery;

import io.github.cdk8s_netpol.Container;
import io.github.cdk8s_netpol.HorizontalPodAutoscaler;
import io.github.cdk8s_netpol.LabelExpression;
import io.github.cdk8s_netpol.LabelSelector;
import io.github.cdk8s_netpol.LabelSelectorOptions;
import io.github.cdk8s_netpol.Metric;
import io.github.cdk8s_netpol.MetricContainerResourceOptions;
import io.github.cdk8s_netpol.MetricObjectOptions;
import io.github.cdk8s_netpol.MetricOptions;
import io.github.cdk8s_netpol.MetricTarget;
import io.github.cdk8s_netpol.Replicas;
import io.github.cdk8s_netpol.ScalingPolicy;
import io.github.cdk8s_netpol.ScalingRules;
import io.github.cdk8s_netpol.ScalingStrategy;
import java.util.List;
import java.util.Map;
import org.cdk8s.Duration;
import software.constructs.Construct;

/** How many pods there are, by each kind of metric. */
final class Autoscaling extends Bakery {
  Autoscaling(Construct scope, String name, Workloads workloads) {
    super(scope, name);
    Container container = workloads.shop.getContainers().get(0);

    HorizontalPodAutoscaler.Builder.create(this, "Shop")
        .target(workloads.shop)
        .minReplicas(2)
        .maxReplicas(10)
        .metrics(List.of(
            Metric.resourceCpu(MetricTarget.averageUtilization(70)),
            Metric.resourceMemory(MetricTarget.averageUtilization(80)),
            Metric.containerCpu(MetricContainerResourceOptions.builder()
                .container(container)
                .target(MetricTarget.averageUtilization(60))
                .build()),
            Metric.pods(MetricOptions.builder().name("requests").target(MetricTarget.averageValue(100)).build()),
            Metric.external(MetricOptions.builder()
                .name("queue_length")
                .labelSelector(LabelSelector.of(LabelSelectorOptions.builder()
                    .labels(Map.of("queue", "bread"))
                    .expressions(List.of(LabelExpression.exists("shift")))
                    .build()))
                .target(MetricTarget.value(30))
                .build()),
            Metric.object(MetricObjectOptions.builder().name("waiting").object(workloads.orders).target(MetricTarget.value(5)).build())))
        .scaleUp(ScalingRules.builder()
            .strategy(ScalingStrategy.MAX_CHANGE)
            .stabilizationWindow(Duration.seconds(30))
            .policies(List.of(
                ScalingPolicy.builder().replicas(Replicas.absolute(4)).duration(Duration.minutes(1)).build(),
                ScalingPolicy.builder().replicas(Replicas.percent(200)).build()))
            .build())
        .scaleDown(ScalingRules.builder().strategy(ScalingStrategy.MIN_CHANGE).stabilizationWindow(Duration.minutes(5)).build())
        .build();
    HorizontalPodAutoscaler.Builder.create(this, "Recipes").target(workloads.recipes).maxReplicas(5).build();
  }
}
