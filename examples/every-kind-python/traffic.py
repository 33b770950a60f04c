from cdk8s_netpol import (
    HttpIngressPathType,
    Ingress,
    IngressBackend,
    IngressRule,
    IngressTls,
    Pods,
    Protocol,
    Service,
    ServiceExternalTrafficPolicy,
    ServicePort,
    ServiceType,
)
from constructs import Construct

from bakery import Bakery
from config import Config
from workloads import Workloads


class Traffic(Bakery):
    """How requests come in: a Service of each type, and Ingresses."""

    def __init__(self, scope: Construct, name: str, config: Config, workloads: Workloads) -> None:
        super().__init__(scope, name)

        shop = workloads.shop.expose_via_service(name="shop", ports=[ServicePort(name="http", port=80, target_port=8080)])

        metrics = Service(self, "Metrics", type=ServiceType.NODE_PORT, external_traffic_policy=ServiceExternalTrafficPolicy.LOCAL)
        metrics.select(workloads.shop)
        metrics.bind(9090, name="metrics", node_port=30090, target_port_name="metrics")

        Service(
            self,
            "Statistics",
            type=ServiceType.LOAD_BALANCER,
            load_balancer_source_ranges=["203.0.113.0/24"],
            selector=workloads.agent,
            ports=[ServicePort(port=8125, protocol=Protocol.UDP)],
        )
        Service(self, "Mill", type=ServiceType.EXTERNAL_NAME, external_name="mill.example.com")
        freezers = Service(
            self,
            "Freezers",
            external_i_ps=["203.0.113.9"],
            publish_not_ready_addresses=True,
            ports=[ServicePort(port=7001)],
        )
        freezers.select_label("app", "freezer")

        ingress = Ingress(
            self,
            "Ingress",
            class_name="nginx",
            tls=[IngressTls(hosts=["bakery.example.com"], secret=config.certificate)],
            rules=[
                IngressRule(
                    host="bakery.example.com",
                    path="/",
                    path_type=HttpIngressPathType.PREFIX,
                    backend=IngressBackend.from_service(shop),
                )
            ],
        )
        ingress.add_tls([IngressTls(hosts=["orders.example.com"])])
        ingress.add_default_backend(IngressBackend.from_service(shop, port=80))
        ingress.add_rule("/photos", IngressBackend.from_resource(config.pages), HttpIngressPathType.IMPLEMENTATION_SPECIFIC)
        ingress.add_rules(IngressRule(path="/metrics", path_type=HttpIngressPathType.EXACT, backend=IngressBackend.from_service(metrics)))
        ingress.add_host_rule("orders.example.com", "/orders", IngressBackend.from_service(shop))
        ingress.add_host_default_backend("orders.example.com", IngressBackend.from_service(shop))
        shop.expose_via_ingress("/shop", ingress=ingress, path_type=HttpIngressPathType.PREFIX)

        web_tier = Pods.select(self, "WebTier", labels={"tier": "web"})
        Service(self, "Web", selector=web_tier, ports=[ServicePort(port=8080)]).expose_via_ingress("/web")
