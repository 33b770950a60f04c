package boundary;

import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.Reachability;
import java.util.List;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.App;
import org.cdk8s.AppProps;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;

/** Two workloads in one namespace: web, and an api that listens on 3000. */
final class Shop {
  final App app;
  final Chart chart;
  final Deployment web;
  final Deployment api;

  Shop(String folder) {
    app = new App(AppProps.builder().outdir(folder).build());
    chart = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());
    web = deployment("web", null);
    api = deployment("api", 3000);
  }

  Deployment deployment(String name, Integer port) {
    return Deployment.Builder.create(chart, name)
        .metadata(ApiObjectMetadata.builder().name(name).build())
        .containers(List.of(ContainerProps.builder().image(name + ":1").portNumber(port).build()))
        .build();
  }

  String fromWebToApi() {
    return Reachability.ofApp(app).between("shop/web", "shop/api");
  }
}
