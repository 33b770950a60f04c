from cdk8s import ApiObjectMetadata, Size
from cdk8s_netpol import (
    ContainerProps,
    Deployment,
    EnvValue,
    PersistentVolumeClaimTemplateProps,
    PodSecurityContextProps,
    Secret,
    Service,
    StatefulSet,
    Volume,
    VolumeMount,
)
from constructs import Construct

from tier import Tier


class DataTier(Tier):
    """What the shop remembers. Nothing here may open a connection to anybody."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)
        self.postgres = self._postgres()
        self.redis = self._redis()
        self.queue = self._queue()
        self.redis.expose_via_service(name="redis")

    def _postgres(self) -> StatefulSet:
        return StatefulSet(
            self,
            "Postgres",
            metadata=ApiObjectMetadata(name="postgres"),
            service=self._headless_service("PostgresService", "postgres"),
            volume_claim_templates=[PersistentVolumeClaimTemplateProps(name="data", storage=Size.gibibytes(20))],
            security_context=PodSecurityContextProps(user=999, group=999, fs_group=999),
            containers=[
                ContainerProps(
                    image="postgres:17",
                    port_number=5432,
                    env_variables={
                        "PGDATA": EnvValue.from_value("/var/lib/postgresql/data/pgdata"),
                        "POSTGRES_PASSWORD": Secret.from_secret_name(self, "Password", "postgres").env_value("password"),
                    },
                    volume_mounts=[
                        VolumeMount(path="/var/lib/postgresql/data", volume=Volume.from_name(self, "PostgresData", "data")),
                        VolumeMount(path="/var/run/postgresql", volume=Volume.from_empty_dir(self, "PostgresSocket", "socket")),
                        VolumeMount(path="/tmp", volume=Volume.from_empty_dir(self, "PostgresTmp", "tmp")),
                    ],
                )
            ],
        )

    def _redis(self) -> Deployment:
        """A cache: it may forget everything."""
        return Deployment(
            self,
            "Redis",
            metadata=ApiObjectMetadata(name="redis"),
            replicas=1,
            security_context=PodSecurityContextProps(user=999, group=999),
            containers=[
                ContainerProps(
                    image="redis:8",
                    args=["--save", "", "--appendonly", "no"],
                    port_number=6379,
                    volume_mounts=[VolumeMount(path="/data", volume=Volume.from_empty_dir(self, "RedisData", "data"))],
                )
            ],
        )

    def _queue(self) -> StatefulSet:
        """Orders that wait for the worker."""
        return StatefulSet(
            self,
            "Queue",
            metadata=ApiObjectMetadata(name="queue"),
            service=self._headless_service("QueueService", "queue"),
            volume_claim_templates=[PersistentVolumeClaimTemplateProps(name="data", storage=Size.gibibytes(5))],
            security_context=PodSecurityContextProps(user=1000, group=1000, fs_group=1000),
            containers=[
                ContainerProps(
                    image="nats:2",
                    args=["--jetstream", "--store_dir", "/data"],
                    port_number=4222,
                    volume_mounts=[VolumeMount(path="/data", volume=Volume.from_name(self, "QueueData", "data"))],
                )
            ],
        )

    def _headless_service(self, id: str, name: str) -> Service:
        return Service(self, id, metadata=ApiObjectMetadata(name=name), cluster_ip="None")
