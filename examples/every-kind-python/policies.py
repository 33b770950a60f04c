from cdk8s import ApiObjectMetadata, Include
from cdk8s_netpol import (
    AdoptedPods,
    DefaultDeny,
    LabelExpression,
    Namespace,
    Namespaces,
    NetworkPolicy,
    NetworkPolicyIpBlock,
    NetworkPolicyPort,
    NetworkPolicyRule,
    NetworkPolicyTraffic,
    NetworkPolicyTrafficDefault,
    NetworkProtocol,
    PodConnectionsIsolation,
    Pods,
    WellKnownPeer,
)
from constructs import Construct

from bakery import Bakery
from workloads import Workloads


class Policies(Bakery):
    """Who may talk to whom."""

    def __init__(self, scope: Construct, name: str, workloads: Workloads) -> None:
        super().__init__(scope, name)
        shop, orders, recipes = workloads.shop, workloads.orders, workloads.recipes
        agent, migration, report = workloads.agent, workloads.migration, workloads.report

        dns = WellKnownPeer.cluster_dns(node_local=False)
        DefaultDeny.for_namespace(self, "bakery", dns=dns)

        Namespace(self, "Bakery", metadata=ApiObjectMetadata(name="bakery", labels={"team": "bakery"}))
        Namespace(self, "Mill", metadata=ApiObjectMetadata(name="mill", labels={"team": "suppliers", "size": "large"}))
        ovens = Namespace(self, "Ovens", metadata=ApiObjectMetadata(name="ovens"))
        nodes = WellKnownPeer.nodes(addresses=["10.0.0.0/24"])
        suppliers = Namespaces.select(
            self,
            "Suppliers",
            labels={"team": "suppliers"},
            expressions=[LabelExpression.not_in("stage", ["test"]), LabelExpression.in_("size", ["small", "large"])],
        )
        thermostats = Pods.select(
            self,
            "Thermostats",
            labels={"app": "thermostat"},
            expressions=[LabelExpression.does_not_exist("broken")],
            namespaces=ovens,
        )
        scale = AdoptedPods.of(Include(self, "Scale", url="manifests/scale.yaml"))

        # Each line opens both ends. Where the other end belongs to others, it opens the end of the bakery.
        shop.connections.allow_to(orders)
        shop.connections.allow_to(recipes)
        shop.connections.allow_to(scale)
        migration.connections.allow_to(orders)
        report.connections.allow_to(orders, ports=[NetworkPolicyPort.tcp(5432)])
        recipes.connections.allow_to(thermostats, ports=[NetworkPolicyPort.tcp_range(7000, 7010)], isolation=PodConnectionsIsolation.POD)
        agent.connections.allow_from(Pods.all(self, "Everybody", namespaces=ovens), isolation=PodConnectionsIsolation.POD)
        report.connections.isolate()

        gateway = WellKnownPeer.ingress_controller(namespace="gateway", labels={"app": "gateway"})
        shop.connections.allow_from(WellKnownPeer.ingress_nginx(), ports=[NetworkPolicyPort.named("http")])
        shop.connections.allow_from(WellKnownPeer.prometheus(), ports=[NetworkPolicyPort.tcp(9090)])
        shop.connections.allow_from(WellKnownPeer.traefik(), ports=[NetworkPolicyPort.tcp(8080)])
        shop.connections.allow_from(gateway, ports=[NetworkPolicyPort.tcp(8080)])
        shop.connections.allow_from(nodes, ports=[NetworkPolicyPort.named("metrics")])
        agent.connections.allow_from(nodes)
        report.connections.allow_to(WellKnownPeer.internet(except_=["198.51.100.0/24"]), ports=[NetworkPolicyPort.tcp(443)])
        agent.connections.allow_to(WellKnownPeer.api_server(addresses=["10.0.0.1"], port=6443))
        agent.connections.allow_to(WellKnownPeer.cloud_metadata())

        policy = NetworkPolicy(
            self,
            "SuppliersToRecipes",
            selector=recipes,
            ingress=NetworkPolicyTraffic(
                default=NetworkPolicyTrafficDefault.DENY,
                rules=[NetworkPolicyRule(peers=[suppliers, NetworkPolicyIpBlock.ipv4("10.20.0.0/16", ["10.20.9.0/24"])])],
            ),
        )
        policy.add_ingress_rule(
            NetworkPolicyIpBlock.ipv6("2001:db8::/32"),
            [NetworkPolicyPort.of(port=7000, protocol=NetworkProtocol.SCTP)],
        )
        policy.add_egress_rule(
            Namespaces.all(self, "Everywhere"),
            [
                NetworkPolicyPort.udp(514),
                NetworkPolicyPort.udp_range(6000, 6010),
                NetworkPolicyPort.sctp(7100),
                NetworkPolicyPort.sctp_range(7200, 7210),
            ],
        )
