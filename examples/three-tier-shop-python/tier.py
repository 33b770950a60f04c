from cdk8s import ApiObjectMetadata, Chart
from cdk8s_netpol import Namespace, NetworkPolicy, NetworkPolicyTraffic, NetworkPolicyTrafficDefault
from constructs import Construct


class Tier(Chart):
    """A namespace of its own, in which nobody may talk to anybody until it is allowed."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name, namespace=name)
        Namespace(self, "Namespace", metadata=ApiObjectMetadata(name=name))
        NetworkPolicy(
            self,
            "DenyAll",
            metadata=ApiObjectMetadata(name="deny-all"),
            ingress=NetworkPolicyTraffic(default=NetworkPolicyTrafficDefault.DENY),
            egress=NetworkPolicyTraffic(default=NetworkPolicyTrafficDefault.DENY),
        )
