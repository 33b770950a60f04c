package com.example.shop;

import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.CronJob;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.DeploymentExposeViaServiceOptions;
import io.github.cdk8s_netpol.EnvValue;
import io.github.cdk8s_netpol.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.Cron;
import software.constructs.Construct;

/** What the shop does. */
class AppTier extends Tier {
  /** The Secret "postgres", which is made outside of this app, says where the database is and how to log in. */
  private final EnvValue database = Secret.fromSecretName(this, "Postgres", "postgres").envValue("url");
  private final EnvValue queue = EnvValue.fromValue("nats://queue.shop-data:4222");

  /** Answers the storefront. */
  final Deployment api = Deployment.Builder.create(this, "Api")
      .metadata(named("api"))
      .containers(List.of(ContainerProps.builder()
          .image("registry.example.com/shop/api:1.4.0")
          .portNumber(3000)
          // A TreeMap, because the order of Map.of is another at every start of Java.
          .envVariables(new TreeMap<>(Map.of(
              "CACHE_URL", EnvValue.fromValue("redis://redis.shop-data:6379"),
              "DATABASE_URL", database,
              "QUEUE_URL", queue)))
          .build()))
      .build();

  /** Takes orders from the queue and has them paid. It listens on no port. */
  final Deployment worker = Deployment.Builder.create(this, "Worker")
      .metadata(named("worker"))
      .containers(List.of(ContainerProps.builder()
          .image("registry.example.com/shop/worker:1.4.0")
          .envVariables(new TreeMap<>(Map.of(
              "DATABASE_URL", database,
              "PAYMENT_URL", EnvValue.fromValue("https://payments.example.com"),
              "QUEUE_URL", queue)))
          .build()))
      .build();

  /** Sums up the day, every night. */
  final CronJob report = CronJob.Builder.create(this, "Report")
      .metadata(named("report"))
      .schedule(Cron.daily())
      .containers(List.of(ContainerProps.builder()
          .image("registry.example.com/shop/report:1.4.0")
          .envVariables(Map.of("DATABASE_URL", database))
          .build()))
      .build();

  AppTier(Construct scope, String name) {
    super(scope, name);
    api.exposeViaService(DeploymentExposeViaServiceOptions.builder().name("api").build());
  }
}
