from cdk8s import ApiObjectMetadata, Chart
from cdk8s_netpol import (
    ClusterNetworkPolicy,
    ClusterNetworkPolicyAction,
    ClusterNetworkPolicyEgressRule,
    ClusterNetworkPolicyRule,
    ClusterNetworkPolicyTier,
    DefaultDeny,
    Namespaces,
    NetworkPolicyIpBlock,
    NetworkPolicyPort,
    Pods,
    WellKnownPeer,
)
from constructs import Construct


class ClusterPolicies(Chart):
    """What holds for the whole cluster, before and after the policies of each namespace."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)

        teams = Namespaces.select(self, "Teams", labels={"team": "bakery"})
        monitoring = Namespaces.select(self, "Monitoring", names=["monitoring"])
        blocked = NetworkPolicyIpBlock.ipv4("198.51.100.0/24", ["198.51.100.128/25"])
        dns = WellKnownPeer.cluster_dns(node_local=False)

        admin = ClusterNetworkPolicy(
            self,
            "Admin",
            metadata=ApiObjectMetadata(name="admin"),
            tier=ClusterNetworkPolicyTier.ADMIN,
            priority=10,
            subject=teams,
            ingress=[
                ClusterNetworkPolicyRule(
                    name="metrics",
                    action=ClusterNetworkPolicyAction.ACCEPT,
                    peers=[monitoring],
                    ports=[NetworkPolicyPort.named("metrics")],
                )
            ],
            egress=[ClusterNetworkPolicyEgressRule(name="dns", action=ClusterNetworkPolicyAction.PASS, peers=[dns])],
        )
        everywhere = Namespaces.all(self, "Everywhere")
        admin.add_ingress_rule(
            name="strangers",
            action=ClusterNetworkPolicyAction.DENY,
            peers=[Pods.select(self, "Strangers", labels={"trust": "none"}, namespaces=everywhere)],
        )
        admin.add_egress_rule(
            name="blocked",
            action=ClusterNetworkPolicyAction.DENY,
            peers=[blocked],
            ports=[NetworkPolicyPort.all_tcp(), NetworkPolicyPort.all_udp()],
        )

        ClusterNetworkPolicy(
            self,
            "Payments",
            metadata=ApiObjectMetadata(name="payments"),
            tier=ClusterNetworkPolicyTier.BASELINE,
            priority=100,
            subject=Pods.select(self, "Shops", labels={"tier": "web"}, namespaces=teams),
            egress=[
                ClusterNetworkPolicyEgressRule(
                    action=ClusterNetworkPolicyAction.ACCEPT,
                    peers=[NetworkPolicyIpBlock.ipv4("203.0.113.0/24")],
                    ports=[NetworkPolicyPort.tcp(443)],
                )
            ],
        )

        DefaultDeny.for_cluster(self, priority=900, except_=["kube-system"], dns=dns)
