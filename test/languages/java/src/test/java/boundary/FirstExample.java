package boundary;

import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.StatefulSet;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;

public final class FirstExample {
  public static void main(String[] args) {
    App app = new App();
    Chart shop = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());
    Chart data = new Chart(app, "data", ChartProps.builder().namespace("data").build());

    Deployment web = Deployment.Builder.create(shop, "web")
        .containers(List.of(ContainerProps.builder().image("web:1").portNumber(8080).build()))
        .build();
    StatefulSet redis = StatefulSet.Builder.create(data, "redis")
        .containers(List.of(ContainerProps.builder().image("redis:8").portNumber(6379).build()))
        .build();

    web.getConnections().allowTo(redis);

    app.synth();
  }

  private FirstExample() {}
}
