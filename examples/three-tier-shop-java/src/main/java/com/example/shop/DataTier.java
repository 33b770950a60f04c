package com.example.shop;

import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.DeploymentExposeViaServiceOptions;
import io.github.cdk8s_netpol.EnvValue;
import io.github.cdk8s_netpol.PersistentVolumeClaimTemplateProps;
import io.github.cdk8s_netpol.PodSecurityContextProps;
import io.github.cdk8s_netpol.Secret;
import io.github.cdk8s_netpol.Service;
import io.github.cdk8s_netpol.StatefulSet;
import io.github.cdk8s_netpol.Volume;
import io.github.cdk8s_netpol.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.Size;
import software.constructs.Construct;

/** What the shop remembers. Nothing here may open a connection to anybody. */
class DataTier extends Tier {
  final StatefulSet postgres = StatefulSet.Builder.create(this, "Postgres")
      .metadata(named("postgres"))
      .service(headlessService("PostgresService", "postgres"))
      .volumeClaimTemplates(List.of(claim(20)))
      .securityContext(PodSecurityContextProps.builder().user(999).group(999).fsGroup(999).build())
      .containers(List.of(ContainerProps.builder()
          .image("postgres:17")
          .portNumber(5432)
          .envVariables(new TreeMap<>(Map.of(
              "PGDATA", EnvValue.fromValue("/var/lib/postgresql/data/pgdata"),
              "POSTGRES_PASSWORD", Secret.fromSecretName(this, "Password", "postgres").envValue("password"))))
          .volumeMounts(List.of(
              mount("/var/lib/postgresql/data", Volume.fromName(this, "PostgresData", "data")),
              mount("/var/run/postgresql", Volume.fromEmptyDir(this, "PostgresSocket", "socket")),
              mount("/tmp", Volume.fromEmptyDir(this, "PostgresTmp", "tmp"))))
          .build()))
      .build();

  /** A cache: it may forget everything. */
  final Deployment redis = Deployment.Builder.create(this, "Redis")
      .metadata(named("redis"))
      .replicas(1)
      .securityContext(PodSecurityContextProps.builder().user(999).group(999).build())
      .containers(List.of(ContainerProps.builder()
          .image("redis:8")
          .args(List.of("--save", "", "--appendonly", "no"))
          .portNumber(6379)
          .volumeMounts(List.of(mount("/data", Volume.fromEmptyDir(this, "RedisData", "data"))))
          .build()))
      .build();

  /** Orders that wait for the worker. */
  final StatefulSet queue = StatefulSet.Builder.create(this, "Queue")
      .metadata(named("queue"))
      .service(headlessService("QueueService", "queue"))
      .volumeClaimTemplates(List.of(claim(5)))
      .securityContext(PodSecurityContextProps.builder().user(1000).group(1000).fsGroup(1000).build())
      .containers(List.of(ContainerProps.builder()
          .image("nats:2")
          .args(List.of("--jetstream", "--store_dir", "/data"))
          .portNumber(4222)
          .volumeMounts(List.of(mount("/data", Volume.fromName(this, "QueueData", "data"))))
          .build()))
      .build();

  DataTier(Construct scope, String name) {
    super(scope, name);
    redis.exposeViaService(DeploymentExposeViaServiceOptions.builder().name("redis").build());
  }

  private Service headlessService(String id, String name) {
    return Service.Builder.create(this, id).metadata(named(name)).clusterIp("None").build();
  }

  private static PersistentVolumeClaimTemplateProps claim(int gibibytes) {
    return PersistentVolumeClaimTemplateProps.builder().name("data").storage(Size.gibibytes(gibibytes)).build();
  }

  private static VolumeMount mount(String path, Volume volume) {
    return VolumeMount.builder().path(path).volume(volume).build();
  }
}
