package com.example.shop;

import io.github.cdk8s_netpol.Namespaces;
import io.github.cdk8s_netpol.NamespacesSelectOptions;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.PodConnectionsAllowToOptions;
import io.github.cdk8s_netpol.PodConnectionsIsolation;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.Workload;
import java.util.List;
import java.util.Map;

/** The DNS of the cluster. Its own pods belong to the cluster, so they get no policy from here. */
final class ClusterDns {
  static void allow(Workload... workloads) {
    for (Workload workload : workloads) {
      Pods dns = Pods.select(workload, "Dns", PodsSelectOptions.builder()
          .labels(Map.of("k8s-app", "kube-dns"))
          .namespaces(Namespaces.select(workload, "KubeSystem", NamespacesSelectOptions.builder()
              .names(List.of("kube-system"))
              .build()))
          .build());
      workload.getConnections().allowTo(dns, PodConnectionsAllowToOptions.builder()
          .ports(List.of(NetworkPolicyPort.udp(53), NetworkPolicyPort.tcp(53)))
          .isolation(PodConnectionsIsolation.POD)
          .build());
    }
  }

  private ClusterDns() {}
}
