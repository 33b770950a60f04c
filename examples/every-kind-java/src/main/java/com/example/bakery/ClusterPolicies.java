package com.example.bakery;

import io.github.cdk8s_netpol.ClusterDnsOptions;
import io.github.cdk8s_netpol.ClusterNetworkPolicy;
import io.github.cdk8s_netpol.ClusterNetworkPolicyAction;
import io.github.cdk8s_netpol.ClusterNetworkPolicyEgressRule;
import io.github.cdk8s_netpol.ClusterNetworkPolicyRule;
import io.github.cdk8s_netpol.ClusterNetworkPolicyTier;
import io.github.cdk8s_netpol.DefaultDeny;
import io.github.cdk8s_netpol.DefaultDenyClusterOptions;
import io.github.cdk8s_netpol.Namespaces;
import io.github.cdk8s_netpol.NamespacesSelectOptions;
import io.github.cdk8s_netpol.NetworkPolicyIpBlock;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.WellKnownPeer;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;
import software.constructs.Construct;

/** What holds for the whole cluster, before and after the policies of each namespace. */
final class ClusterPolicies extends Chart {
  ClusterPolicies(Construct scope, String name) {
    super(scope, name);

    Namespaces teams = Namespaces.select(this, "Teams", NamespacesSelectOptions.builder().labels(Map.of("team", "bakery")).build());
    Namespaces monitoring = Namespaces.select(this, "Monitoring", NamespacesSelectOptions.builder().names(List.of("monitoring")).build());
    NetworkPolicyIpBlock blocked = NetworkPolicyIpBlock.ipv4("198.51.100.0/24", List.of("198.51.100.128/25"));
    WellKnownPeer dns = WellKnownPeer.clusterDns(ClusterDnsOptions.builder().nodeLocal(false).build());

    ClusterNetworkPolicy admin = ClusterNetworkPolicy.Builder.create(this, "Admin")
        .metadata(Bakery.named("admin"))
        .tier(ClusterNetworkPolicyTier.ADMIN)
        .priority(10)
        .subject(teams)
        .ingress(List.of(ClusterNetworkPolicyRule.builder()
            .name("metrics")
            .action(ClusterNetworkPolicyAction.ACCEPT)
            .peers(List.of(monitoring))
            .ports(List.of(NetworkPolicyPort.named("metrics")))
            .build()))
        .egress(List.of(ClusterNetworkPolicyEgressRule.builder()
            .name("dns")
            .action(ClusterNetworkPolicyAction.PASS)
            .peers(List.of(dns))
            .build()))
        .build();
    Pods strangers = Pods.select(this, "Strangers", PodsSelectOptions.builder()
        .labels(Map.of("trust", "none"))
        .namespaces(Namespaces.all(this, "Everywhere"))
        .build());
    admin.addIngressRule(ClusterNetworkPolicyRule.builder()
        .name("strangers")
        .action(ClusterNetworkPolicyAction.DENY)
        .peers(List.of(strangers))
        .build());
    admin.addEgressRule(ClusterNetworkPolicyEgressRule.builder()
        .name("blocked")
        .action(ClusterNetworkPolicyAction.DENY)
        .peers(List.of(blocked))
        .ports(List.of(NetworkPolicyPort.allTcp(), NetworkPolicyPort.allUdp()))
        .build());

    ClusterNetworkPolicy.Builder.create(this, "Payments")
        .metadata(Bakery.named("payments"))
        .tier(ClusterNetworkPolicyTier.BASELINE)
        .priority(100)
        .subject(Pods.select(this, "Shops", PodsSelectOptions.builder().labels(Map.of("tier", "web")).namespaces(teams).build()))
        .egress(List.of(ClusterNetworkPolicyEgressRule.builder()
            .action(ClusterNetworkPolicyAction.ACCEPT)
            .peers(List.of(NetworkPolicyIpBlock.ipv4("203.0.113.0/24")))
            .ports(List.of(NetworkPolicyPort.tcp(443)))
            .build()))
        .build();

    DefaultDeny.forCluster(this, DefaultDenyClusterOptions.builder().priority(900).except(List.of("kube-system")).dns(dns).build());
  }
}
