from cdk8s import ApiObjectMetadata
from cdk8s_netpol import ContainerProps, Deployment, EnvValue, ServicePort, ServiceType
from constructs import Construct

from tier import Tier


class WebTier(Tier):
    """What customers see."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)
        self.storefront = Deployment(
            self,
            "Storefront",
            metadata=ApiObjectMetadata(name="storefront"),
            containers=[
                ContainerProps(
                    image="registry.example.com/shop/storefront:1.4.0",
                    port_number=8080,
                    env_variables={"API_URL": EnvValue.from_value("http://api.shop-app:3000")},
                )
            ],
        )
        self.storefront.expose_via_service(
            name="storefront",
            service_type=ServiceType.LOAD_BALANCER,
            ports=[ServicePort(port=80, target_port=8080)],
        )
