package boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdk8s_netpol.ClusterNetworkPolicy;
import io.github.cdk8s_netpol.ClusterNetworkPolicyAction;
import io.github.cdk8s_netpol.ClusterNetworkPolicyEgressRule;
import io.github.cdk8s_netpol.ClusterNetworkPolicyTier;
import io.github.cdk8s_netpol.ConfigMap;
import io.github.cdk8s_netpol.ContainerProps;
import io.github.cdk8s_netpol.Cpu;
import io.github.cdk8s_netpol.Deployment;
import io.github.cdk8s_netpol.HorizontalPodAutoscaler;
import io.github.cdk8s_netpol.INetworkPolicyPeer;
import io.github.cdk8s_netpol.IPodSelector;
import io.github.cdk8s_netpol.Job;
import io.github.cdk8s_netpol.LabelExpression;
import io.github.cdk8s_netpol.LabelSelector;
import io.github.cdk8s_netpol.LabelSelectorOptions;
import io.github.cdk8s_netpol.Namespaces;
import io.github.cdk8s_netpol.NamespacesSelectOptions;
import io.github.cdk8s_netpol.NetworkPolicy;
import io.github.cdk8s_netpol.NetworkPolicyIpBlock;
import io.github.cdk8s_netpol.NetworkPolicyPeerConfig;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.NetworkPolicyPortProps;
import io.github.cdk8s_netpol.NetworkPolicyRule;
import io.github.cdk8s_netpol.NetworkPolicyTraffic;
import io.github.cdk8s_netpol.NetworkPolicyTrafficDefault;
import io.github.cdk8s_netpol.NetworkProtocol;
import io.github.cdk8s_netpol.PersistentVolumeAccessMode;
import io.github.cdk8s_netpol.PersistentVolumeClaim;
import io.github.cdk8s_netpol.PodConnectionsAllowToOptions;
import io.github.cdk8s_netpol.PodConnectionsIsolation;
import io.github.cdk8s_netpol.Pods;
import io.github.cdk8s_netpol.PodsSelectOptions;
import io.github.cdk8s_netpol.Reachability;
import io.github.cdk8s_netpol.ReachabilityAssertions;
import io.github.cdk8s_netpol.ReachabilityQuery;
import io.github.cdk8s_netpol.RestartPolicy;
import io.github.cdk8s_netpol.Verification;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cdk8s.ApiObject;
import org.cdk8s.ApiObjectMetadata;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;
import org.cdk8s.JsonPatch;
import org.cdk8s.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is awkward between Java and JavaScript. Python and Go have a test of each of these names, too. */
class BoundaryTest {
  @TempDir
  Path folder;

  private Shop shop;

  @BeforeEach
  void shop() {
    shop = new Shop(folder.toString());
  }

  @Test
  void absentValuesAreAsIfLeftOut() {
    shop.web.getConnections().allowTo(shop.api, PodConnectionsAllowToOptions.builder().ports(null).isolation(null).build());
    assertEquals("TCP 3000", shop.fromWebToApi());
    assertNull(shop.web.getReplicas());
    assertEquals(List.of(), NetworkPolicyIpBlock.ipv4("10.0.0.0/8", null).getExcept());
    assertNull(NetworkPolicyIpBlock.anyIpv4().toPodSelector());

    NetworkPolicyPort.named("http", null);
    NetworkPolicyPort.of(NetworkPolicyPortProps.builder().port(80).endPort(null).name(null).protocol(null).build());
  }

  @Test
  void enumsArriveAndComeBack() {
    assertEquals(RestartPolicy.ALWAYS, shop.web.getRestartPolicy());

    NetworkPolicyPort udp = NetworkPolicyPort.of(NetworkPolicyPortProps.builder().port(3000).protocol(NetworkProtocol.UDP).build());
    shop.web.getConnections().allowTo(shop.api, PodConnectionsAllowToOptions.builder()
        .ports(List.of(udp))
        .isolation(PodConnectionsIsolation.PEER)
        .build());
    assertEquals("UDP 3000", shop.fromWebToApi());
    assertNull(shop.web.getNode().tryFindChild("Connections"));
  }

  @Test
  void listsOfValuesArriveAndComeBack() {
    List<String> blocks = List.of("10.1.0.0/16", "10.0.9.0/24");
    assertEquals(blocks, NetworkPolicyIpBlock.ipv4("10.0.0.0/8", blocks).getExcept());

    List<NetworkPolicyPort> ports = List.of(NetworkPolicyPort.tcp(443), NetworkPolicyPort.tcpRange(8000, 8080));
    shop.web.getConnections().allowTo(shop.api, PodConnectionsAllowToOptions.builder().ports(ports).build());
    assertEquals("TCP 443,8000-8080", shop.fromWebToApi());
    List<String> sources = Reachability.ofApp(shop.app).connections().stream()
        .filter(one -> one.getDestination().equals("shop/api[Deployment]"))
        .map(one -> one.getSource() + " " + one.getConnections())
        .toList();
    assertEquals(List.of("shop/web[Deployment] TCP 443,8000-8080"), sources);
  }

  @Test
  void wordsOfTheLanguageCanBeSaid() {
    NetworkPolicyIpBlock block = NetworkPolicyIpBlock.ipv4("10.0.0.0/8", List.of("10.9.0.0/16"));
    Pods pods = Pods.select(shop.chart, "pods", PodsSelectOptions.builder()
        .expressions(List.of(LabelExpression.in("team", List.of("a", "b"))))
        .build());
    NetworkPolicy.Builder.create(shop.chart, "policy")
        .selector(shop.web)
        .ingress(NetworkPolicyTraffic.builder().defaultValue(NetworkPolicyTrafficDefault.DENY).build())
        .egress(NetworkPolicyTraffic.builder()
            .rules(List.of(NetworkPolicyRule.builder().peers(List.of(block, pods)).build()))
            .build())
        .build();
    Reachability reachability = Reachability.ofApp(shop.app);
    assertFalse(reachability.isOpen(ReachabilityQuery.builder().from("shop/web").to("10.9.0.1").port(80).build()));
    assertTrue(reachability.isOpen(ReachabilityQuery.builder().from("shop/web").to("10.8.0.1").port(80).build()));
  }

  @Test
  void aPeerOfOnesOwnIsAPeer() {
    Chart teams = new Chart(shop.app, "teams", ChartProps.builder().namespace("teams").build());
    for (String team : List.of("a", "b")) {
      Deployment.Builder.create(teams, team)
          .metadata(ApiObjectMetadata.builder().name(team).build())
          .podMetadata(ApiObjectMetadata.builder().labels(Map.of("team", team)).build())
          .containers(List.of(ContainerProps.builder().image("team:1").portNumber(9000).build()))
          .build();
    }
    shop.web.getConnections().allowTo(new Team("a"));
    Reachability reachability = Reachability.ofApp(shop.app);
    assertEquals("TCP 9000", reachability.between("shop/web", "teams/a"));
    assertEquals("No Connections", reachability.between("shop/web", "teams/b"));
    shop.app.synth();
  }

  @Test
  void aPeerThatSaysNothingIsRefused() {
    INetworkPolicyPeer silent = peer(() -> NetworkPolicyPeerConfig.builder().build());
    String text = errorOf(() -> shop.web.getConnections().allowTo(silent));
    assertTrue(text.startsWith("shop/web: toNetworkPolicyPeerConfig() of "), text);
    assertTrue(text.endsWith(" returns neither \"ipBlock\" nor \"podSelector\" nor \"peers\". Return one of them."), text);
  }

  @Test
  void anErrorInAPeerArrives() {
    INetworkPolicyPeer failing = peer(() -> {
      throw new IllegalStateException("there is no such team");
    });
    String text = errorOf(() -> shop.web.getConnections().allowTo(failing));
    assertTrue(text.contains("there is no such team"), text);
  }

  private static INetworkPolicyPeer peer(Supplier<NetworkPolicyPeerConfig> config) {
    return new INetworkPolicyPeer() {
      @Override
      public NetworkPolicyPeerConfig toNetworkPolicyPeerConfig() {
        return config.get();
      }

      @Override
      public IPodSelector toPodSelector() {
        return null;
      }
    };
  }

  @Test
  void anErrorSaysWhereWhatAndHowToMendIt() {
    PodConnectionsAllowToOptions noPorts = PodConnectionsAllowToOptions.builder().ports(List.of()).build();
    assertEquals(
        "shop/web: \"ports\" is an empty list. Kubernetes would read it as all ports: name a port, or leave \"ports\" out.",
        errorOf(() -> shop.web.getConnections().allowTo(shop.api, noPorts)));
    assertEquals("All Connections", shop.fromWebToApi()); // nothing was kept of the call
  }

  @Test
  void aNumberThatIsNoPortIsRefused() {
    for (Number port : List.of(80.5, 70000)) {
      assertEquals(
          "NetworkPolicyPort.tcp: \"port\" is " + port + ", but must be a whole number from 1 to 65535.",
          errorOf(() -> NetworkPolicyPort.tcp(port)));
    }
  }

  @Test
  void amountsArriveAndComeBack() {
    assertEquals("0.25", Cpu.units(0.25).getAmount());
    assertEquals("Cpu.millis: \"amount\" is 250.5, but must be a whole number of at least 1.", errorOf(() -> Cpu.millis(250.5)));

    List<PersistentVolumeAccessMode> modes = List.of(PersistentVolumeAccessMode.READ_WRITE_ONCE, PersistentVolumeAccessMode.READ_ONLY_MANY);
    PersistentVolumeClaim claim = PersistentVolumeClaim.Builder.create(shop.chart, "claim")
        .storage(Size.gibibytes(1.5))
        .accessModes(modes)
        .build();
    assertEquals(1536, claim.getStorage().toMebibytes());
    assertEquals(modes, claim.getAccessModes());
    Job job = Job.Builder.create(shop.chart, "job")
        .activeDeadline(Duration.minutes(2))
        .containers(List.of(ContainerProps.builder().image("job:1").build()))
        .build();
    assertEquals(120, job.getActiveDeadline().toSeconds());
  }

  @Test
  void rulesOfClusterPoliciesArrive() {
    ClusterNetworkPolicy.Builder.create(shop.chart, "policy")
        .tier(ClusterNetworkPolicyTier.ADMIN)
        .priority(10)
        .subject(Namespaces.select(shop.chart, "namespaces", NamespacesSelectOptions.builder().names(List.of("shop")).build()))
        .egress(List.of(
            ClusterNetworkPolicyEgressRule.builder()
                .action(ClusterNetworkPolicyAction.ACCEPT)
                .domainNames(List.of("*.example.com"))
                .build(),
            ClusterNetworkPolicyEgressRule.builder()
                .action(ClusterNetworkPolicyAction.PASS)
                .nodes(LabelSelector.of(LabelSelectorOptions.builder().labels(Map.of("zone", "a")).build()))
                .build()))
        .build();
    String yaml = shop.app.synthYaml();
    assertTrue(yaml.contains("- action: Accept\n      to:\n        - domainNames:\n            - \"*.example.com\"\n"
        + "    - action: Pass\n      to:\n        - nodes:\n            matchLabels:\n              zone: a\n"), yaml);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    String error = errorOf(() -> new ConfigMap(shop.chart, "settings").addFile("absent.conf"));
    assertTrue(error.startsWith("shop/settings: \"localFile\" is \"absent.conf\", which cannot be read: ENOENT"), error);
    assertTrue(error.endsWith("Give the path of a file."), error);
  }

  @Test
  void aWorkloadOfOnesOwnIsScaled() {
    Rollout rollout = new Rollout();
    HorizontalPodAutoscaler.Builder.create(shop.chart, "scaler").target(rollout).maxReplicas(3).build();
    assertTrue(rollout.getHasAutoscaler());
    String yaml = shop.app.synthYaml();
    assertTrue(yaml.contains("scaleTargetRef:\n    apiVersion: argoproj.io/v1alpha1\n    kind: Rollout\n    name: web\n"), yaml);
  }

  @Test
  void aWarningIsOnStandardErrorAndOnce() throws IOException, InterruptedException {
    List<String> warnings = warningsOfApp();
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("shop/web: warning: "), warnings.get(0));
    assertTrue(warnings.get(0).endsWith("[no-dns]"), warnings.get(0));
  }

  @Test
  void anAcknowledgedWarningIsNotShown() throws IOException, InterruptedException {
    assertEquals(List.of(), warningsOfApp("it knows the address"));
  }

  private List<String> warningsOfApp(String... arguments) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(
        java.toString(), "-cp", System.getProperty("java.class.path"), WarningApp.class.getName(), folder.toString()));
    command.addAll(List.of(arguments));
    File errors = Files.createTempFile("errors", ".txt").toFile();
    assertEquals(0, new ProcessBuilder(command).redirectError(errors).start().waitFor());
    assertTrue(Files.exists(folder.resolve("shop.k8s.yaml")));
    return Files.readAllLines(errors.toPath(), StandardCharsets.UTF_8).stream().filter(line -> line.contains(": warning: ")).toList();
  }

  @Test
  void aWarningCanBeMadeAnError() {
    shop.web.getConnections().allowTo(shop.api);
    Verification.of(shop.chart).failOn("no-dns", "closed-entry");
    String text = errorOf(shop.app::synth);
    assertTrue(text.contains("[shop/web] ") && text.contains("[no-dns]"), text);
  }

  @Test
  void aConnectionThatDoesNotHoldFailsTheSynth() throws IOException {
    shop.web.getConnections().allowTo(shop.api);
    ApiObject.of(shop.web.getNode().findChild("Connections")).addJsonPatch(JsonPatch.replace("/spec/egress", List.of()));
    assertEquals(expectedText("broken-connection.txt"), errorOf(shop.app::synth));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void thePageOfAnAppIsAText() {
    shop.web.getConnections().allowTo(shop.api);
    String html = Reachability.ofApp(shop.app).toHtml();
    assertTrue(html.startsWith("<!DOCTYPE html>"));
    assertTrue(html.contains(Reachability.nameOf(shop.api).split("/")[1]));
  }

  @Test
  void assertionsPassWhereTheyHold() {
    Deployment admin = shop.deployment("admin", null);
    shop.web.getConnections().allowTo(shop.api);
    ReachabilityAssertions who = ReachabilityAssertions.of(Reachability.ofApp(shop.app));
    String web = Reachability.nameOf(shop.web);
    String api = Reachability.nameOf(shop.api);
    who.reaches(web, api);
    who.reaches(web, api, List.of(NetworkPolicyPort.tcp(3000)));
    who.doesNotReach(Reachability.nameOf(admin), api);
    who.isReachedOnlyBy(api, List.of(web));
    who.reachesInternetOnlyOn(web, List.of());
  }

  @Test
  void anAssertionThatFailsExplainsWhy() throws IOException {
    shop.web.getConnections().allowTo(shop.api);
    ReachabilityAssertions who = ReachabilityAssertions.of(Reachability.ofApp(shop.app));
    assertEquals(expectedText("failed-assertion.txt"), errorOf(() -> who.doesNotReach("shop/web", "shop/api")));
  }

  /** What every language says, TypeScript included. */
  private static String expectedText(String name) throws IOException {
    return Files.readString(Path.of("..", name)).stripTrailing();
  }

  /** The text of an error, without the stack of JavaScript that Java appends to it, and without the line of the program, which Go does not tell. */
  private static String errorOf(Executable act) {
    return assertThrows(RuntimeException.class, act).getMessage().split("\n@jsii/kernel")[0].replaceAll(" at \\S+:\\d+", "");
  }
}
