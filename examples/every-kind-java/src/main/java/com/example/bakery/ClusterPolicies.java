package com.example.bakery;

import io.github.cdk8s_netpol.ClusterDnsOptions;
import io.github.cdk8s_netpol.ClusterNetworkPolicy;
import io.github.cdk8s_netpol.ClusterNetworkPolicyAction;
import io.github.cdk8s_netpol.ClusterNetworkPolicyEgressRule;
import io.github.cdk8s_netpol.ClusterNetworkPolicyRule;
import io.github.cdk8s_netpol.ClusterNetworkPolicyTier;
import io.github.cdk8s_netpol.DefaultDeny;
import io.github.cdk8s_netpol.DefaultDenyClusterOptions;
import io.github.cdk8s_netpol.LabelExpression;
import io.github.cdk8s_netpol.LabelSelector;
import io.github.cdk8s_netpol.LabelSelectorOptions;
import io.github.cdk8s_netpol.Namespaces;
import io.github.cdk8s_netpol.NamespacesSelectOptions;
import io.github.cdk8s_netpol.NetworkPolicyIpBlock;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.Verification;
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

    ClusterNetworkPolicy experimental = ClusterNetworkPolicy.Builder.create(this, "Experimental")
        .metadata(Bakery.named("experimental"))
        .tier(ClusterNetworkPolicyTier.ADMIN)
        .priority(20)
        .subject(Pods.select(this, "Shops", PodsSelectOptions.builder().labels(Map.of("tier", "web")).namespaces(teams).build()))
        .egress(List.of(
            ClusterNetworkPolicyEgressRule.builder()
                .action(ClusterNetworkPolicyAction.ACCEPT)
                .domainNames(List.of("*.example.com"))
                .ports(List.of(NetworkPolicyPort.tcp(443)))
                .build(),
            ClusterNetworkPolicyEgressRule.builder()
                .action(ClusterNetworkPolicyAction.DENY)
                .nodes(LabelSelector.of(LabelSelectorOptions.builder()
                    .expressions(List.of(LabelExpression.exists("example.com/secure")))
                    .build()))
                .build()))
        .build();
    Verification.of(experimental).acknowledge("unusable-object", "manifests do not tell which addresses domain names and nodes have");

    DefaultDeny.forCluster(this, DefaultDenyClusterOptions.builder().priority(900).except(List.of("kube-system")).dns(dns).build());
  }
}
