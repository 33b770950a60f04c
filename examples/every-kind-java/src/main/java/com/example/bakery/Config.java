package com.example.bakery;

import io.github.cdk8s_netpol.AddDirectoryOptions;
import io.github.cdk8s_netpol.BasicAuthSecret;
import io.github.cdk8s_netpol.ConfigMap;
import io.github.cdk8s_netpol.DockerConfigSecret;
import io.github.cdk8s_netpol.ISecret;
import io.github.cdk8s_netpol.Secret;
import io.github.cdk8s_netpol.SshAuthSecret;
import io.github.cdk8s_netpol.TlsSecret;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** What the programs read: a ConfigMap from each source, and a Secret of each type. */
final class Config extends Bakery {
  final ConfigMap settings = ConfigMap.Builder.create(this, "Settings")
      .data(Map.of("LOG_LEVEL", "info"))
      .binaryData(Map.of("logo.gif", "R0lGODlhAQABAAAAACw="))
      .build();
  final ConfigMap pages = ConfigMap.Builder.create(this, "Pages").immutable(true).build();
  final Secret payment = Secret.Builder.create(this, "Payment")
      .type("example.com/payment")
      .stringData(Map.of("account", "bakery"))
      .build();
  final Secret database = BasicAuthSecret.Builder.create(this, "Database")
      .username("orders")
      .password("only-for-the-example")
      .immutable(true)
      .build();
  final Secret registry = DockerConfigSecret.Builder.create(this, "Registry")
      .data(Map.of("auths", Map.of("registry.example.com", Map.of("auth", "YmFrZXI6YnJlYWQ="))))
      .build();
  final Secret deployKey = SshAuthSecret.Builder.create(this, "DeployKey").sshPrivateKey("only-for-the-example").build();
  final Secret certificate = TlsSecret.Builder.create(this, "Certificate")
      .tlsCert("only-for-the-example")
      .tlsKey("only-for-the-example")
      .build();
  final ISecret license = Secret.fromSecretName(this, "License", "license");

  Config(Construct scope, String name) {
    super(scope, name);

    settings.addData("CURRENCY", "EUR");
    settings.addBinaryData("favicon.ico", "AAABAAEA");
    settings.addFile("config/bakery.conf");
    pages.addDirectory("config/pages", AddDirectoryOptions.builder().keyPrefix("page-").exclude(List.of("*.bak")).build());
    payment.addStringData("token", "only-for-the-example");
  }
}
