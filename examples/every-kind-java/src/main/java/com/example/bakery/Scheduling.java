package com.example.bakery;

import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.DeploymentStrategy;
import io.github.cdk8s_netpol.Node;
import io.github.cdk8s_netpol.NodeLabelQuery;
import io.github.cdk8s_netpol.NodeTaintQuery;
import io.github.cdk8s_netpol.NodeTaintQueryOptions;
import io.github.cdk8s_netpol.Pod;
import io.github.cdk8s_netpol.PodSchedulingAttractOptions;
import io.github.cdk8s_netpol.PodSchedulingColocateOptions;
import io.github.cdk8s_netpol.PodSchedulingSeparateOptions;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.TaintEffect;
import io.github.cdk8s_netpol.Topology;
import io.github.cdk8s_netpol.Verification;
import io.github.cdk8s_netpol.WorkloadScheduling;
import io.github.cdk8s_netpol.WorkloadSchedulingSpreadOptions;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Duration;
import software.constructs.Construct;

/** On which nodes pods run, and beside which others. */
final class Scheduling extends Bakery {
  Scheduling(Construct scope, String name, Workloads workloads) {
    super(scope, name);

    WorkloadScheduling scheduling = Deployment.Builder.create(this, "Oven")
        .metadata(named("oven"))
        .strategy(DeploymentStrategy.recreate())
        .containers(List.of(ContainerProps.builder().image("registry.example.com/oven:2.2.0").portNumber(7070).build()))
        .build()
        .getScheduling();
    NodeLabelQuery hot = NodeLabelQuery.is("example.com/heat", "high");
    NodeLabelQuery outside = NodeLabelQuery.notIn("example.com/zone", List.of("cellar"));
    NodeLabelQuery kitchen = NodeLabelQuery.in("example.com/zone", List.of("kitchen"));
    NodeLabelQuery fast = NodeLabelQuery.exists("example.com/fast");
    NodeLabelQuery big = NodeLabelQuery.gt("example.com/cores", List.of("4"));
    NodeLabelQuery idle = NodeLabelQuery.lt("example.com/load", List.of("80"));
    scheduling.attract(Node.labeled(hot, outside));
    scheduling.attract(Node.labeled(kitchen, fast), PodSchedulingAttractOptions.builder().weight(10).build());
    scheduling.attract(Node.labeled(NodeLabelQuery.doesNotExist("example.com/old")), PodSchedulingAttractOptions.builder().weight(20).build());
    scheduling.attract(Node.labeled(big, idle), PodSchedulingAttractOptions.builder().weight(30).build());
    scheduling.colocate(workloads.orders, PodSchedulingColocateOptions.builder().topology(Topology.ZONE).build());
    scheduling.colocate(workloads.agent, PodSchedulingColocateOptions.builder().topology(Topology.HOSTNAME).weight(50).build());
    Pods freezers = Pods.select(this, "Freezers", PodsSelectOptions.builder().labels(Map.of("app", "freezer")).build());
    scheduling.separate(freezers, PodSchedulingSeparateOptions.builder().topology(Topology.custom("example.com/rack")).build());
    scheduling.spread(WorkloadSchedulingSpreadOptions.builder().topology(Topology.REGION).build());
    scheduling.tolerate(Node.tainted(NodeTaintQuery.is("example.com/only", "ovens", NodeTaintQueryOptions.builder()
        .effect(TaintEffect.NO_SCHEDULE)
        .build())));
    scheduling.tolerate(Node.tainted(NodeTaintQuery.exists("example.com/hot", NodeTaintQueryOptions.builder()
        .effect(TaintEffect.NO_EXECUTE)
        .evictAfter(Duration.minutes(5))
        .build())));

    Pod thermometer = Pod.Builder.create(this, "Thermometer")
        .metadata(ApiObjectMetadata.builder().name("thermometer").labels(Map.of("app", "thermometer")).build())
        .hostNetwork(true)
        .tolerations(List.of(NodeTaintQuery.any()))
        .containers(List.of(ContainerProps.builder().image("registry.example.com/thermometer:1.1.0").build()))
        .build();
    Verification.of(thermometer).acknowledge("host-network", "it reads the sensors of its node");
    thermometer.getScheduling().assign(Node.named("oven-node-1"));
  }
}
