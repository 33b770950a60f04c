from cdk8s import ApiObjectMetadata, Cron, Duration, Size
from cdk8s_netpol import (
    Capability,
    ConcurrencyPolicy,
    ConnectionScheme,
    Container,
    ContainerLifecycle,
    ContainerPort,
    ContainerProps,
    ContainerResources,
    ContainerSecurityContextCapabilities,
    ContainerSecurityContextProps,
    Cpu,
    CpuResources,
    CronJob,
    DaemonSet,
    Deployment,
    DeploymentStrategy,
    DnsOption,
    DnsPolicy,
    Env,
    EnvFieldPaths,
    EnvValue,
    EphemeralStorageResources,
    FsGroupChangePolicy,
    Handler,
    HttpHeader,
    ImagePullPolicy,
    Job,
    MemoryResources,
    PercentOrAbsolute,
    PersistentVolumeAccessMode,
    PodDnsProps,
    PodManagementPolicy,
    PodSecurityContextProps,
    Probe,
    Protocol,
    ResourceFieldPaths,
    RestartPolicy,
    SeccompProfile,
    SeccompProfileType,
    SecretValue,
    Service,
    ServicePort,
    StatefulSet,
    StatefulSetUpdateStrategy,
    Sysctl,
    Volume,
)
from constructs import Construct

from access import Access
from bakery import Bakery
from config import Config


class Workloads(Bakery):
    """What makes pods, but for bare pods, which are in `volumes.py` and `scheduling.py`."""

    def __init__(self, scope: Construct, name: str, config: Config, access: Access) -> None:
        super().__init__(scope, name)
        self.shop = self._shop(config, access)
        self.orders = self._orders(config)
        self.recipes = self._recipes()
        self.agent = self._agent()
        self.migration = self._migration(config)
        self.report = self._report(config)

    def _shop(self, config: Config, access: Access) -> Deployment:
        shop = Deployment(
            self,
            "Shop",
            metadata=ApiObjectMetadata(name="shop", annotations={"example.com/owner": "bakers"}),
            pod_metadata=ApiObjectMetadata(labels={"tier": "web"}, annotations={"example.com/scrape": "true"}),
            min_ready=Duration.seconds(5),
            progress_deadline=Duration.minutes(5),
            revision_history_limit=3,
            strategy=DeploymentStrategy.rolling_update(
                max_surge=PercentOrAbsolute.percent(50),
                max_unavailable=PercentOrAbsolute.absolute(0),
            ),
            service_account=access.account,
            automount_service_account_token=True,
            docker_registry_auth=config.registry,
            image_pull_secrets=[config.license],
            termination_grace_period=Duration.seconds(20),
            containers=[
                ContainerProps(
                    name="web",
                    image="registry.example.com/shop:1.4.0",
                    image_pull_policy=ImagePullPolicy.IF_NOT_PRESENT,
                    ports=[ContainerPort(number=8080, name="http"), ContainerPort(number=9090, name="metrics")],
                    env_from=[Env.from_config_map(config.settings), Env.from_secret(config.payment, "PAYMENT_")],
                    env_variables={
                        "CPU_LIMIT": EnvValue.from_resource(ResourceFieldPaths.CPU_LIMIT),
                        "CURRENCY": EnvValue.from_config_map(config.settings, "CURRENCY", optional=True),
                        "DATABASE_PASSWORD": config.database.env_value("password"),
                        "MODE": EnvValue.from_value("production"),
                        "PAYMENT_TOKEN": EnvValue.from_secret_value(SecretValue(secret=config.payment, key="token"), optional=True),
                        "POD_NAME": EnvValue.from_field_ref(EnvFieldPaths.POD_NAME),
                        "RELEASE": EnvValue.from_process("BAKERY_RELEASE"),
                        "TIER": EnvValue.from_field_ref(EnvFieldPaths.POD_LABEL, key="tier"),
                    },
                    resources=ContainerResources(
                        cpu=CpuResources(request=Cpu.millis(250), limit=Cpu.units(1)),
                        memory=MemoryResources(request=Size.mebibytes(256), limit=Size.mebibytes(512)),
                        ephemeral_storage=EphemeralStorageResources(limit=Size.gibibytes(1)),
                    ),
                    startup=Probe.from_command(["test", "-f", "/tmp/started"], failure_threshold=30, period_seconds=Duration.seconds(2)),
                    readiness=Probe.from_http_get(
                        "/ready",
                        port=8080,
                        scheme=ConnectionScheme.HTTP,
                        http_headers=[HttpHeader(name="Accept", value="text/plain")],
                    ),
                    liveness=Probe.from_tcp_socket(port=8080, initial_delay_seconds=Duration.seconds(10)),
                    lifecycle=ContainerLifecycle(
                        post_start=Handler.from_http_get("/warm", port=8080),
                        pre_stop=Handler.from_command(["sleep", "5"]),
                    ),
                    security_context=ContainerSecurityContextProps(
                        user=1000,
                        group=1000,
                        capabilities=ContainerSecurityContextCapabilities(drop=[Capability.ALL], add=[Capability.NET_BIND_SERVICE]),
                        seccomp_profile=SeccompProfile(type=SeccompProfileType.RUNTIME_DEFAULT),
                    ),
                )
            ],
        )
        shop.add_init_container(name="wait", image="registry.example.com/wait:1.0.2", args=["orders:5432"])
        shop.add_host_alias(ip="192.0.2.20", hostnames=["mill.example.com"])
        return shop

    def _orders(self, config: Config) -> StatefulSet:
        service = Service(
            self,
            "OrdersService",
            metadata=ApiObjectMetadata(name="orders"),
            cluster_ip="None",
            ports=[ServicePort(port=5432)],
        )
        orders = StatefulSet(
            self,
            "Orders",
            metadata=ApiObjectMetadata(name="orders"),
            service=service,
            replicas=3,
            pod_management_policy=PodManagementPolicy.PARALLEL,
            strategy=StatefulSetUpdateStrategy.rolling_update(partition=1),
            security_context=PodSecurityContextProps(
                user=999,
                fs_group=999,
                fs_group_change_policy=FsGroupChangePolicy.ON_ROOT_MISMATCH,
                sysctls=[Sysctl(name="net.ipv4.tcp_keepalive_time", value="600")],
            ),
            containers=[
                ContainerProps(
                    image="registry.example.com/postgres:17",
                    port_number=5432,
                    env_variables={"POSTGRES_PASSWORD": config.database.env_value("password")},
                    liveness=Probe.from_command(["pg_isready"]),
                    lifecycle=ContainerLifecycle(pre_stop=Handler.from_tcp_socket(port=5432)),
                )
            ],
        )
        orders.add_volume_claim_template(
            name="data",
            storage=Size.gibibytes(20),
            storage_class_name="gp3",
            access_modes=[PersistentVolumeAccessMode.READ_WRITE_ONCE],
        )
        orders.containers[0].mount("/var/lib/postgresql", Volume.from_name(self, "OrdersData", "data"))
        return orders

    def _recipes(self) -> StatefulSet:
        return StatefulSet(
            self,
            "Recipes",
            metadata=ApiObjectMetadata(name="recipes"),
            strategy=StatefulSetUpdateStrategy.on_delete(),
            containers=[
                ContainerProps(
                    image="registry.example.com/recipes:2.0.1",
                    port_number=7000,
                    liveness=Probe.from_grpc(port=7000, service="recipes"),
                )
            ],
        )

    def _agent(self) -> DaemonSet:
        agent = DaemonSet(
            self,
            "Agent",
            metadata=ApiObjectMetadata(name="agent"),
            min_ready_seconds=10,
            dns=PodDnsProps(policy=DnsPolicy.NONE, nameservers=["192.0.2.53"], searches=["example.com"]),
        )
        agent.dns.add_option(DnsOption(name="ndots", value="2"))
        container = Container(name="agent", image="registry.example.com/agent:3.1.0")
        container.add_port(number=8125, protocol=Protocol.UDP, host_port=8125)
        container.env.add_variable("INTERVAL", EnvValue.from_value("10s"))
        agent.attach_container(container)
        return agent

    def _migration(self, config: Config) -> Job:
        return Job(
            self,
            "Migration",
            metadata=ApiObjectMetadata(name="migration"),
            active_deadline=Duration.minutes(10),
            backoff_limit=2,
            ttl_after_finished=Duration.hours(1),
            restart_policy=RestartPolicy.NEVER,
            containers=[
                ContainerProps(
                    image="registry.example.com/migration:1.4.0",
                    command=["migrate"],
                    working_dir="/work",
                    env_variables={"DATABASE_PASSWORD": config.database.env_value("password")},
                )
            ],
        )

    def _report(self, config: Config) -> CronJob:
        return CronJob(
            self,
            "Report",
            metadata=ApiObjectMetadata(name="report"),
            schedule=Cron.daily(),
            time_zone="Europe/Vienna",
            concurrency_policy=ConcurrencyPolicy.FORBID,
            starting_deadline=Duration.minutes(15),
            successful_jobs_retained=1,
            failed_jobs_retained=3,
            containers=[
                ContainerProps(
                    image="registry.example.com/report:1.0.7",
                    env_variables={"DATABASE_PASSWORD": config.database.env_value("password")},
                )
            ],
        )
