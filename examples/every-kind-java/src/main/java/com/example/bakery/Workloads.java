package com.example.bakery;

import io.github.cdk8s_netpol.Capability;
import io.github.cdk8s_netpol.CommandProbeOptions;
import io.github.cdk8s_netpol.ConcurrencyPolicy;
import io.github.cdk8s_netpol.ConnectionScheme;
import io.github.cdk8s_netpol.Container;
import io.github.cdk8s_netpol.ContainerLifecycle;
import io.github.cdk8s_netpol.ContainerPort;
import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.ContainerResources;
import io.github.cdk8s_netpol.ContainerSecurityContextCapabilities;
import io.github.cdk8s_netpol.ContainerSecurityContextProps;
import io.github.cdk8s_netpol.Cpu;
import io.github.cdk8s_netpol.CpuResources;
import io.github.cdk8s_netpol.CronJob;
import io.github.cdk8s_netpol.DaemonSet;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.DeploymentStrategy;
import io.github.cdk8s_netpol.DeploymentStrategyRollingUpdateOptions;
import io.github.cdk8s_netpol.DnsOption;
import io.github.cdk8s_netpol.DnsPolicy;
import io.github.cdk8s_netpol.Env;
import io.github.cdk8s_netpol.EnvFieldPaths;
import io.github.cdk8s_netpol.EnvValue;
import io.github.cdk8s_netpol.EnvValueFromConfigMapOptions;
import io.github.cdk8s_netpol.EnvValueFromFieldRefOptions;
import io.github.cdk8s_netpol.EnvValueFromSecretOptions;
import io.github.cdk8s_netpol.EphemeralStorageResources;
import io.github.cdk8s_netpol.FsGroupChangePolicy;
import io.github.cdk8s_netpol.GrpcProbeOptions;
import io.github.cdk8s_netpol.Handler;
import io.github.cdk8s_netpol.HandlerFromHttpGetOptions;
import io.github.cdk8s_netpol.HandlerFromTcpSocketOptions;
import io.github.cdk8s_netpol.HostAlias;
import io.github.cdk8s_netpol.HttpGetProbeOptions;
import io.github.cdk8s_netpol.HttpHeader;
import io.github.cdk8s_netpol.ImagePullPolicy;
import io.github.cdk8s_netpol.Job;
import io.github.cdk8s_netpol.MemoryResources;
import io.github.cdk8s_netpol.PercentOrAbsolute;
import io.github.cdk8s_netpol.PersistentVolumeAccessMode;
import io.github.cdk8s_netpol.PersistentVolumeClaimTemplateProps;
import io.github.cdk8s_netpol.PodDnsProps;
import io.github.cdk8s_netpol.PodManagementPolicy;
import io.github.cdk8s_netpol.PodSecurityContextProps;
import io.github.cdk8s_netpol.Probe;
import io.github.cdk8s_netpol.Protocol;
import io.github.cdk8s_netpol.ResourceFieldPaths;
import io.github.cdk8s_netpol.RestartPolicy;
import io.github.cdk8s_netpol.SeccompProfile;
import io.github.cdk8s_netpol.SeccompProfileType;
import io.github.cdk8s_netpol.SecretValue;
import io.github.cdk8s_netpol.Service;
import io.github.cdk8s_netpol.ServicePort;
import io.github.cdk8s_netpol.StatefulSet;
import io.github.cdk8s_netpol.StatefulSetUpdateStrategy;
import io.github.cdk8s_netpol.StatefulSetUpdateStrategyRollingUpdateOptions;
import io.github.cdk8s_netpol.Sysctl;
import io.github.cdk8s_netpol.TcpSocketProbeOptions;
import io.github.cdk8s_netpol.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Cron;
import org.cdk8s.Duration;
import org.cdk8s.Size;
import software.constructs.Construct;

/** What makes pods, but for bare pods, which are in {@code Volumes} and {@code Scheduling}. */
final class Workloads extends Bakery {
  final Deployment shop;
  final StatefulSet orders;
  final StatefulSet recipes;
  final DaemonSet agent;
  final Job migration;
  final CronJob report;

  Workloads(Construct scope, String name, Config config, Access access) {
    super(scope, name);
    shop = makeShop(config, access);
    orders = makeOrders(config);
    recipes = makeRecipes();
    agent = makeAgent();
    migration = makeMigration(config);
    report = makeReport(config);
  }

  private Deployment makeShop(Config config, Access access) {
    Deployment shop = Deployment.Builder.create(this, "Shop")
        .metadata(ApiObjectMetadata.builder().name("shop").annotations(Map.of("example.com/owner", "bakers")).build())
        .podMetadata(ApiObjectMetadata.builder()
            .labels(Map.of("tier", "web"))
            .annotations(Map.of("example.com/scrape", "true"))
            .build())
        .minReady(Duration.seconds(5))
        .progressDeadline(Duration.minutes(5))
        .revisionHistoryLimit(3)
        .strategy(DeploymentStrategy.rollingUpdate(DeploymentStrategyRollingUpdateOptions.builder()
            .maxSurge(PercentOrAbsolute.percent(50))
            .maxUnavailable(PercentOrAbsolute.absolute(0))
            .build()))
        .serviceAccount(access.account)
        .automountServiceAccountToken(true)
        .dockerRegistryAuth(config.registry)
        .imagePullSecrets(List.of(config.license))
        .terminationGracePeriod(Duration.seconds(20))
        .containers(List.of(ContainerProps.builder()
            .name("web")
            .image("registry.example.com/shop:1.4.0")
            .imagePullPolicy(ImagePullPolicy.IF_NOT_PRESENT)
            .ports(List.of(
                ContainerPort.builder().number(8080).name("http").build(),
                ContainerPort.builder().number(9090).name("metrics").build()))
            .envFrom(List.of(Env.fromConfigMap(config.settings), Env.fromSecret(config.payment, "PAYMENT_")))
            .envVariables(variables(config))
            .resources(ContainerResources.builder()
                .cpu(CpuResources.builder().request(Cpu.millis(250)).limit(Cpu.units(1)).build())
                .memory(MemoryResources.builder().request(Size.mebibytes(256)).limit(Size.mebibytes(512)).build())
                .ephemeralStorage(EphemeralStorageResources.builder().limit(Size.gibibytes(1)).build())
                .build())
            .startup(Probe.fromCommand(List.of("test", "-f", "/tmp/started"), CommandProbeOptions.builder()
                .failureThreshold(30)
                .periodSeconds(Duration.seconds(2))
                .build()))
            .readiness(Probe.fromHttpGet("/ready", HttpGetProbeOptions.builder()
                .port(8080)
                .scheme(ConnectionScheme.HTTP)
                .httpHeaders(List.of(HttpHeader.builder().name("Accept").value("text/plain").build()))
                .build()))
            .liveness(Probe.fromTcpSocket(TcpSocketProbeOptions.builder()
                .port(8080)
                .initialDelaySeconds(Duration.seconds(10))
                .build()))
            .lifecycle(ContainerLifecycle.builder()
                .postStart(Handler.fromHttpGet("/warm", HandlerFromHttpGetOptions.builder().port(8080).build()))
                .preStop(Handler.fromCommand(List.of("sleep", "5")))
                .build())
            .securityContext(ContainerSecurityContextProps.builder()
                .user(1000)
                .group(1000)
                .capabilities(ContainerSecurityContextCapabilities.builder()
                    .drop(List.of(Capability.ALL))
                    .add(List.of(Capability.NET_BIND_SERVICE))
                    .build())
                .seccompProfile(SeccompProfile.builder().type(SeccompProfileType.RUNTIME_DEFAULT).build())
                .build())
            .build()))
        .build();
    shop.addInitContainer(ContainerProps.builder()
        .name("wait")
        .image("registry.example.com/wait:1.0.2")
        .args(List.of("orders:5432"))
        .build());
    shop.addHostAlias(HostAlias.builder().ip("192.0.2.20").hostnames(List.of("mill.example.com")).build());
    return shop;
  }

  /** A TreeMap has its keys in one order, in which the variables are written. Those of Map.of have another at every start. */
  private static Map<String, EnvValue> variables(Config config) {
    Map<String, EnvValue> variables = new TreeMap<>();
    variables.put("CPU_LIMIT", EnvValue.fromResource(ResourceFieldPaths.CPU_LIMIT));
    variables.put("CURRENCY", EnvValue.fromConfigMap(config.settings, "CURRENCY", EnvValueFromConfigMapOptions.builder().optional(true).build()));
    variables.put("DATABASE_PASSWORD", config.database.envValue("password"));
    variables.put("MODE", EnvValue.fromValue("production"));
    variables.put("PAYMENT_TOKEN", EnvValue.fromSecretValue(
        SecretValue.builder().secret(config.payment).key("token").build(),
        EnvValueFromSecretOptions.builder().optional(true).build()));
    variables.put("POD_NAME", EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME));
    variables.put("RELEASE", EnvValue.fromProcess("BAKERY_RELEASE"));
    variables.put("TIER", EnvValue.fromFieldRef(EnvFieldPaths.POD_LABEL, EnvValueFromFieldRefOptions.builder().key("tier").build()));
    return variables;
  }

  private StatefulSet makeOrders(Config config) {
    Service service = Service.Builder.create(this, "OrdersService")
        .metadata(named("orders"))
        .clusterIp("None")
        .ports(List.of(ServicePort.builder().port(5432).build()))
        .build();
    StatefulSet orders = StatefulSet.Builder.create(this, "Orders")
        .metadata(named("orders"))
        .service(service)
        .replicas(3)
        .podManagementPolicy(PodManagementPolicy.PARALLEL)
        .strategy(StatefulSetUpdateStrategy.rollingUpdate(StatefulSetUpdateStrategyRollingUpdateOptions.builder().partition(1).build()))
        .securityContext(PodSecurityContextProps.builder()
            .user(999)
            .fsGroup(999)
            .fsGroupChangePolicy(FsGroupChangePolicy.ON_ROOT_MISMATCH)
            .sysctls(List.of(Sysctl.builder().name("net.ipv4.tcp_keepalive_time").value("600").build()))
            .build())
        .containers(List.of(ContainerProps.builder()
            .image("registry.example.com/postgres:17")
            .portNumber(5432)
            .envVariables(Map.of("POSTGRES_PASSWORD", config.database.envValue("password")))
            .liveness(Probe.fromCommand(List.of("pg_isready")))
            .lifecycle(ContainerLifecycle.builder()
                .preStop(Handler.fromTcpSocket(HandlerFromTcpSocketOptions.builder().port(5432).build()))
                .build())
            .build()))
        .build();
    orders.addVolumeClaimTemplate(PersistentVolumeClaimTemplateProps.builder()
        .name("data")
        .storage(Size.gibibytes(20))
        .storageClassName("gp3")
        .accessModes(List.of(PersistentVolumeAccessMode.READ_WRITE_ONCE))
        .build());
    orders.getContainers().get(0).mount("/var/lib/postgresql", Volume.fromName(this, "OrdersData", "data"));
    return orders;
  }

  private StatefulSet makeRecipes() {
    return StatefulSet.Builder.create(this, "Recipes")
        .metadata(named("recipes"))
        .strategy(StatefulSetUpdateStrategy.onDelete())
        .containers(List.of(ContainerProps.builder()
            .image("registry.example.com/recipes:2.0.1")
            .portNumber(7000)
            .liveness(Probe.fromGrpc(GrpcProbeOptions.builder().port(7000).service("recipes").build()))
            .build()))
        .build();
  }

  private DaemonSet makeAgent() {
    DaemonSet agent = DaemonSet.Builder.create(this, "Agent")
        .metadata(named("agent"))
        .minReadySeconds(10)
        .dns(PodDnsProps.builder()
            .policy(DnsPolicy.NONE)
            .nameservers(List.of("192.0.2.53"))
            .searches(List.of("example.com"))
            .build())
        .build();
    agent.getDns().addOption(DnsOption.builder().name("ndots").value("2").build());
    Container container = Container.Builder.create().name("agent").image("registry.example.com/agent:3.1.0").build();
    container.addPort(ContainerPort.builder().number(8125).protocol(Protocol.UDP).hostPort(8125).build());
    container.getEnv().addVariable("INTERVAL", EnvValue.fromValue("10s"));
    agent.attachContainer(container);
    return agent;
  }

  private Job makeMigration(Config config) {
    return Job.Builder.create(this, "Migration")
        .metadata(named("migration"))
        .activeDeadline(Duration.minutes(10))
        .backoffLimit(2)
        .ttlAfterFinished(Duration.hours(1))
        .restartPolicy(RestartPolicy.NEVER)
        .containers(List.of(ContainerProps.builder()
            .image("registry.example.com/migration:1.4.0")
            .command(List.of("migrate"))
            .workingDir("/work")
            .envVariables(Map.of("DATABASE_PASSWORD", config.database.envValue("password")))
            .build()))
        .build();
  }

  private CronJob makeReport(Config config) {
    return CronJob.Builder.create(this, "Report")
        .metadata(named("report"))
        .schedule(Cron.daily())
        .timeZone("Europe/Vienna")
        .concurrencyPolicy(ConcurrencyPolicy.FORBID)
        .startingDeadline(Duration.minutes(15))
        .successfulJobsRetained(1)
        .failedJobsRetained(3)
        .containers(List.of(ContainerProps.builder()
            .image("registry.example.com/report:1.0.7")
            .envVariables(Map.of("DATABASE_PASSWORD", config.database.envValue("password")))
            .build()))
        .build();
  }
}
