from cdk8s import ApiObjectMetadata, Cron
from cdk8s_netpol import ContainerProps, CronJob, Deployment, EnvValue, Secret
from constructs import Construct

from tier import Tier


class AppTier(Tier):
    """What the shop does."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)

        # The Secret "postgres", which is made outside of this app, says where the database is and how to log in.
        database = Secret.from_secret_name(self, "Postgres", "postgres").env_value("url")
        queue = EnvValue.from_value("nats://queue.shop-data:4222")

        # Answers the storefront.
        self.api = Deployment(
            self,
            "Api",
            metadata=ApiObjectMetadata(name="api"),
            containers=[
                ContainerProps(
                    image="registry.example.com/shop/api:1.4.0",
                    port_number=3000,
                    env_variables={
                        "CACHE_URL": EnvValue.from_value("redis://redis.shop-data:6379"),
                        "DATABASE_URL": database,
                        "QUEUE_URL": queue,
                    },
                )
            ],
        )

        # Takes orders from the queue and has them paid. It listens on no port.
        self.worker = Deployment(
            self,
            "Worker",
            metadata=ApiObjectMetadata(name="worker"),
            containers=[
                ContainerProps(
                    image="registry.example.com/shop/worker:1.4.0",
                    env_variables={
                        "DATABASE_URL": database,
                        "PAYMENT_URL": EnvValue.from_value("https://payments.example.com"),
                        "QUEUE_URL": queue,
                    },
                )
            ],
        )

        # Sums up the day, every night.
        self.report = CronJob(
            self,
            "Report",
            metadata=ApiObjectMetadata(name="report"),
            schedule=Cron.daily(),
            containers=[
                ContainerProps(
                    image="registry.example.com/shop/report:1.4.0",
                    env_variables={"DATABASE_URL": database},
                )
            ],
        )

        self.api.expose_via_service(name="api")
