package com.example.bakery;

import io.github.cdk8s_netpol.DeploymentExposeViaServiceOptions;
import io.github.cdk8s_netpol.ExposeServiceViaIngressOptions;
import io.github.cdk8s_netpol.HttpIngressPathType;
import io.github.cdk8s_netpol.Ingress;
import io.github.cdk8s_netpol.IngressBackend;
import io.github.cdk8s_netpol.IngressRule;
import io.github.cdk8s_netpol.IngressTls;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.Protocol;
import io.github.cdk8s_netpol.Service;
import io.github.cdk8s_netpol.ServiceBindOptions;
import io.github.cdk8s_netpol.ServiceExternalTrafficPolicy;
import io.github.cdk8s_netpol.ServiceIngressBackendOptions;
import io.github.cdk8s_netpol.ServicePort;
import io.github.cdk8s_netpol.ServiceType;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** How requests come in: a Service of each type, and Ingresses. */
final class Traffic extends Bakery {
  Traffic(Construct scope, String name, Config config, Workloads workloads) {
    super(scope, name);

    Service shop = workloads.shop.exposeViaService(DeploymentExposeViaServiceOptions.builder()
        .name("shop")
        .ports(List.of(ServicePort.builder().name("http").port(80).targetPort(8080).build()))
        .build());

    Service metrics = Service.Builder.create(this, "Metrics")
        .type(ServiceType.NODE_PORT)
        .externalTrafficPolicy(ServiceExternalTrafficPolicy.LOCAL)
        .build();
    metrics.select(workloads.shop);
    metrics.bind(9090, ServiceBindOptions.builder().name("metrics").nodePort(30090).targetPortName("metrics").build());

    Service.Builder.create(this, "Statistics")
        .type(ServiceType.LOAD_BALANCER)
        .loadBalancerSourceRanges(List.of("203.0.113.0/24"))
        .selector(workloads.agent)
        .ports(List.of(ServicePort.builder().port(8125).protocol(Protocol.UDP).build()))
        .build();
    Service.Builder.create(this, "Mill").type(ServiceType.EXTERNAL_NAME).externalName("mill.example.com").build();
    Service freezers = Service.Builder.create(this, "Freezers")
        .externalIPs(List.of("203.0.113.9"))
        .publishNotReadyAddresses(true)
        .ports(List.of(ServicePort.builder().port(7001).build()))
        .build();
    freezers.selectLabel("app", "freezer");

    Ingress ingress = Ingress.Builder.create(this, "Ingress")
        .className("nginx")
        .tls(List.of(IngressTls.builder().hosts(List.of("bakery.example.com")).secret(config.certificate).build()))
        .rules(List.of(IngressRule.builder()
            .host("bakery.example.com")
            .path("/")
            .pathType(HttpIngressPathType.PREFIX)
            .backend(IngressBackend.fromService(shop))
            .build()))
        .build();
    ingress.addTls(List.of(IngressTls.builder().hosts(List.of("orders.example.com")).build()));
    ingress.addDefaultBackend(IngressBackend.fromService(shop, ServiceIngressBackendOptions.builder().port(80).build()));
    ingress.addRule("/photos", IngressBackend.fromResource(config.pages), HttpIngressPathType.IMPLEMENTATION_SPECIFIC);
    ingress.addRules(IngressRule.builder()
        .path("/metrics")
        .pathType(HttpIngressPathType.EXACT)
        .backend(IngressBackend.fromService(metrics))
        .build());
    ingress.addHostRule("orders.example.com", "/orders", IngressBackend.fromService(shop));
    ingress.addHostDefaultBackend("orders.example.com", IngressBackend.fromService(shop));
    shop.exposeViaIngress("/shop", ExposeServiceViaIngressOptions.builder()
        .ingress(ingress)
        .pathType(HttpIngressPathType.PREFIX)
        .build());

    Pods webTier = Pods.select(this, "WebTier", PodsSelectOptions.builder().labels(Map.of("tier", "web")).build());
    Service web = Service.Builder.create(this, "Web")
        .selector(webTier)
        .ports(List.of(ServicePort.builder().port(8080).build()))
        .build();
    web.exposeViaIngress("/web");
  }
}
