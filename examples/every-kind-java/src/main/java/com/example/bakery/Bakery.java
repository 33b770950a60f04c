package com.example.bakery;

import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import software.constructs.Construct;

/** A chart whose objects lie in the namespace of the bakery. */
abstract class Bakery extends Chart {
  Bakery(Construct scope, String name) {
    super(scope, name, ChartProps.builder().namespace("bakery").build());
  }

  static ApiObjectMetadata named(String name) {
    return ApiObjectMetadata.builder().name(name).build();
  }
}
