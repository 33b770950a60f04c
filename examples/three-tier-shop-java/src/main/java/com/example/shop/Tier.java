package com.example.shop;

import io.github.cdk8s_netpol.Namespace;
import io.github.cdk8s_netpol.NetworkPolicy;
import io.github.cdk8s_netpol.NetworkPolicyTraffic;
import io.github.cdk8s_netpol.NetworkPolicyTrafficDefault;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import software.constructs.Construct;

/** A namespace of its own, in which nobody may talk to anybody until it is allowed. */
abstract class Tier extends Chart {
  Tier(Construct scope, String name) {
    super(scope, name, ChartProps.builder().namespace(name).build());
    NetworkPolicyTraffic closed = NetworkPolicyTraffic.builder().defaultValue(NetworkPolicyTrafficDefault.DENY).build();
    Namespace.Builder.create(this, "Namespace").metadata(named(name)).build();
    NetworkPolicy.Builder.create(this, "DenyAll").metadata(named("deny-all")).ingress(closed).egress(closed).build();
  }

  static ApiObjectMetadata named(String name) {
    return ApiObjectMetadata.builder().name(name).build();
  }
}
