package boundary;

import io.github.cdk8s_netpol.IScalable;
import io.github.cdk8s_netpol.ScalingTarget;
import java.util.List;

/** A workload that somebody else makes, which an autoscaler scales. */
final class Rollout implements IScalable {
  private boolean hasAutoscaler;

  @Override
  public Boolean getHasAutoscaler() {
    return hasAutoscaler;
  }

  @Override
  public void markHasAutoscaler() {
    hasAutoscaler = true;
  }

  @Override
  public ScalingTarget toScalingTarget() {
    return ScalingTarget.builder().apiVersion("argoproj.io/v1alpha1").kind("Rollout").name("web").containers(List.of()).build();
  }
}
