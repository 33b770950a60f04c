package boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdk8s_netpol.AdoptedPods;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.PodConnectionsAllowToOptions;
import io.github.cdk8s_netpol.Reachability;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.JsonPatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only Java does. */
class JavaTest {
  @TempDir
  Path folder;

  @Test
  void anErrorNamesTheLineOfTheProgram() {
    Shop shop = new Shop(folder.toString());
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    shop.web.getConnections().allowTo(shop.api);
    ApiObject.of(shop.web.getNode().findChild("Connections")).addJsonPatch(JsonPatch.replace("/spec/egress", List.of()));
    String text = assertThrows(RuntimeException.class, shop.app::synth).getMessage();
    assertTrue(text.contains("connections.allowTo(shop/api) at JavaTest.java:" + line + " does not hold"), text);
  }

  @Test
  void theErrorOfAConstructorHasNoMoreBeforeIt() {
    Shop shop = new Shop(folder.toString());
    String text = assertThrows(RuntimeException.class, () -> Deployment.Builder.create(shop.chart, "bad").replicas(-1).build()).getMessage();
    assertTrue(text.startsWith("shop/bad: \"replicas\" is -1, but must be a whole number of at least 0.\n"), text);
  }

  @Test
  void theFieldsOfARawObjectAreAdded() {
    Shop shop = new Shop(folder.toString());
    ApiObject redis = ApiObject.Builder.create(shop.chart, "redis")
        .apiVersion("apps/v1")
        .kind("StatefulSet")
        .metadata(ApiObjectMetadata.builder().name("redis").build())
        .build();
    redis.addJsonPatch(JsonPatch.add("/spec", Map.of(
        "selector", Map.of("matchLabels", Map.of("app", "redis")),
        "template", Map.of(
            "metadata", Map.of("labels", Map.of("app", "redis")),
            "spec", Map.of("containers", List.of(Map.of("name", "redis", "image", "redis:8")))))));
    shop.web.getConnections().allowTo(
        AdoptedPods.of(redis), PodConnectionsAllowToOptions.builder().ports(List.of(NetworkPolicyPort.tcp(6379))).build());
    assertEquals("TCP 6379", Reachability.ofApp(shop.app).between("shop/web", "shop/redis"));
  }
}
