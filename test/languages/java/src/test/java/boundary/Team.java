package boundary;

import io.github.cdk8s_netpol.INetworkPolicyPeer;
import io.github.cdk8s_netpol.IPodSelector;
import io.github.cdk8s_netpol.LabelSelector;
import io.github.cdk8s_netpol.LabelSelectorOptions;
import io.github.cdk8s_netpol.NamespaceSelectorConfig;
import io.github.cdk8s_netpol.NetworkPolicyPeerConfig;
import io.github.cdk8s_netpol.NetworkPolicyPort;
import io.github.cdk8s_netpol.PodSelectorConfig;
import java.util.List;
import java.util.Map;

/** A peer of one's own: the pods of a team, whose policies the team writes itself. */
final class Team implements INetworkPolicyPeer {
  private final PodSelectorConfig pods;

  Team(String team) {
    pods = PodSelectorConfig.builder()
        .labelSelector(LabelSelector.of(LabelSelectorOptions.builder().labels(Map.of("team", team)).build()))
        .namespaces(NamespaceSelectorConfig.builder().names(List.of("teams")).build())
        .build();
  }

  @Override
  public NetworkPolicyPeerConfig toNetworkPolicyPeerConfig() {
    return NetworkPolicyPeerConfig.builder()
        .podSelector(pods)
        .ports(List.of(NetworkPolicyPort.tcp(9000)))
        .policiesElsewhere(true)
        .build();
  }

  @Override
  public IPodSelector toPodSelector() {
    return () -> pods;
  }
}
