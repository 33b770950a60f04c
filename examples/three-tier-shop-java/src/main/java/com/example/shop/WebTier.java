package com.example.shop;

import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.DeploymentExposeViaServiceOptions;
import io.github.cdk8s_netpol.EnvValue;
import io.github.cdk8s_netpol.ServicePort;
import io.github.cdk8s_netpol.ServiceType;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** What customers see. */
class WebTier extends Tier {
  final Deployment storefront = Deployment.Builder.create(this, "Storefront")
      .metadata(named("storefront"))
      .containers(List.of(ContainerProps.builder()
          .image("registry.example.com/shop/storefront:1.4.0")
          .portNumber(8080)
          .envVariables(Map.of("API_URL", EnvValue.fromValue("http://api.shop-app:3000")))
          .build()))
      .build();

  WebTier(Construct scope, String name) {
    super(scope, name);
    storefront.exposeViaService(DeploymentExposeViaServiceOptions.builder()
        .name("storefront")
        .serviceType(ServiceType.LOAD_BALANCER)
        .ports(List.of(ServicePort.builder().port(80).targetPort(8080).build()))
        .build());
  }
}
