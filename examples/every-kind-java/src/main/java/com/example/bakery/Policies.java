package com.example.bakery;

import io.github.cdk8s_netpol.AdoptedPods;
import io.github.cdk8s_netpol.ApiServerOptions;
import io.github.cdk8s_netpol.ClusterDnsOptions;
import io.github.cdk8s_netpol.DefaultDeny;
import io.github.cdk8s_netpol.DefaultDenyOptions;
import io.github.cdk8s_netpol.InternetOptions;
import io.github.cdk8s_netpol.LabelExpression;
import io.github.cdk8s_netpol.Namespace;
import io.github.cdk8s_netpol.Namespaces;
import io.github.cdk8s_netpol.NamespacesSelectOptions;
import io.github.cdk8s_netpol.NetworkPolicy;
import io.github.cdk8s_netpol.NetworkPolicyIpBlock;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.NetworkPolicyPortProps;
import io.github.cdk8s_netpol.NetworkPolicyRule;
import io.github.cdk8s_netpol.NetworkPolicyTraffic;
import io.github.cdk8s_netpol.NetworkPolicyTrafficDefault;
import io.github.cdk8s_netpol.NetworkProtocol;
import io.github.cdk8s_netpol.NodesOptions;
import io.github.cdk8s_netpol.OwnWellKnownPodsOptions;
import io.github.cdk8s_netpol.PodConnections;
import io.github.cdk8s_netpol.PodConnectionsAllowFromOptions;
import io.github.cdk8s_netpol.PodConnectionsAllowToOptions;
import io.github.cdk8s_netpol.PodConnectionsIsolation;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsAllOptions;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.WellKnownPeer;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Include;
import software.constructs.Construct;

/** Who may talk to whom. */
final class Policies extends Bakery {
  Policies(Construct scope, String name, Workloads workloads) {
    super(scope, name);
    PodConnections shop = workloads.shop.getConnections();
    PodConnections agent = workloads.agent.getConnections();
    PodConnections report = workloads.report.getConnections();

    WellKnownPeer dns = WellKnownPeer.clusterDns(ClusterDnsOptions.builder().nodeLocal(false).build());
    DefaultDeny.forNamespace(this, "bakery", DefaultDenyOptions.builder().dns(dns).build());

    Namespace.Builder.create(this, "Bakery").metadata(labeled("bakery", Map.of("team", "bakery"))).build();
    Namespace.Builder.create(this, "Mill").metadata(labeled("mill", Map.of("team", "suppliers", "size", "large"))).build();
    Namespace ovens = Namespace.Builder.create(this, "Ovens").metadata(named("ovens")).build();
    WellKnownPeer nodes = WellKnownPeer.nodes(NodesOptions.builder().addresses(List.of("10.0.0.0/24")).build());
    Namespaces suppliers = Namespaces.select(this, "Suppliers", NamespacesSelectOptions.builder()
        .labels(Map.of("team", "suppliers"))
        .expressions(List.of(LabelExpression.notIn("stage", List.of("test")), LabelExpression.in("size", List.of("small", "large"))))
        .build());
    Pods thermostats = Pods.select(this, "Thermostats", PodsSelectOptions.builder()
        .labels(Map.of("app", "thermostat"))
        .expressions(List.of(LabelExpression.doesNotExist("broken")))
        .namespaces(ovens)
        .build());
    AdoptedPods scale = AdoptedPods.of(Include.Builder.create(this, "Scale").url("manifests/scale.yaml").build());

    // Each line opens both ends. Where the other end belongs to others, it opens the end of the bakery.
    shop.allowTo(workloads.orders);
    shop.allowTo(workloads.recipes);
    shop.allowTo(scale);
    workloads.migration.getConnections().allowTo(workloads.orders);
    report.allowTo(workloads.orders, to(NetworkPolicyPort.tcp(5432)));
    workloads.recipes.getConnections().allowTo(thermostats, PodConnectionsAllowToOptions.builder()
        .ports(List.of(NetworkPolicyPort.tcpRange(7000, 7010)))
        .isolation(PodConnectionsIsolation.POD)
        .build());
    agent.allowFrom(Pods.all(this, "Everybody", PodsAllOptions.builder().namespaces(ovens).build()), PodConnectionsAllowFromOptions.builder()
        .isolation(PodConnectionsIsolation.POD)
        .build());
    report.isolate();

    WellKnownPeer gateway = WellKnownPeer.ingressController(OwnWellKnownPodsOptions.builder()
        .namespace("gateway")
        .labels(Map.of("app", "gateway"))
        .build());
    shop.allowFrom(WellKnownPeer.ingressNginx(), from(NetworkPolicyPort.named("http")));
    shop.allowFrom(WellKnownPeer.prometheus(), from(NetworkPolicyPort.tcp(9090)));
    shop.allowFrom(WellKnownPeer.traefik(), from(NetworkPolicyPort.tcp(8080)));
    shop.allowFrom(gateway, from(NetworkPolicyPort.tcp(8080)));
    shop.allowFrom(nodes, from(NetworkPolicyPort.named("metrics")));
    agent.allowFrom(nodes);
    report.allowTo(WellKnownPeer.internet(InternetOptions.builder().except(List.of("198.51.100.0/24")).build()), to(NetworkPolicyPort.tcp(443)));
    agent.allowTo(WellKnownPeer.apiServer(ApiServerOptions.builder().addresses(List.of("10.0.0.1")).port(6443).build()));
    agent.allowTo(WellKnownPeer.cloudMetadata());

    NetworkPolicy policy = NetworkPolicy.Builder.create(this, "SuppliersToRecipes")
        .selector(workloads.recipes)
        .ingress(NetworkPolicyTraffic.builder()
            .defaultValue(NetworkPolicyTrafficDefault.DENY)
            .rules(List.of(NetworkPolicyRule.builder()
                .peers(List.of(suppliers, NetworkPolicyIpBlock.ipv4("10.20.0.0/16", List.of("10.20.9.0/24"))))
                .build()))
            .build())
        .build();
    policy.addIngressRule(NetworkPolicyIpBlock.ipv6("2001:db8::/32"), List.of(NetworkPolicyPort.of(NetworkPolicyPortProps.builder()
        .port(7000)
        .protocol(NetworkProtocol.SCTP)
        .build())));
    policy.addEgressRule(Namespaces.all(this, "Everywhere"), List.of(
        NetworkPolicyPort.udp(514),
        NetworkPolicyPort.udpRange(6000, 6010),
        NetworkPolicyPort.sctp(7100),
        NetworkPolicyPort.sctpRange(7200, 7210)));
  }

  private static ApiObjectMetadata labeled(String name, Map<String, String> labels) {
    return ApiObjectMetadata.builder().name(name).labels(labels).build();
  }

  private static PodConnectionsAllowToOptions to(NetworkPolicyPort port) {
    return PodConnectionsAllowToOptions.builder().ports(List.of(port)).build();
  }

  private static PodConnectionsAllowFromOptions from(NetworkPolicyPort port) {
    return PodConnectionsAllowFromOptions.builder().ports(List.of(port)).build();
  }
}
