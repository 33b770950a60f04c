import { Duration } from 'cdk8s';
import {
  HorizontalPodAutoscaler, LabelExpression, LabelSelector, Metric, MetricTarget, Replicas, ScalingStrategy,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';
import { Workloads } from './workloads';

/** How many pods there are, by each kind of metric. */
export class Autoscaling extends Bakery {
  public constructor(scope: Construct, name: string, { shop, orders, recipes }: Workloads) {
    super(scope, name);
    const [container] = shop.containers;

    new HorizontalPodAutoscaler(this, 'Shop', {
      target: shop,
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        Metric.resourceCpu(MetricTarget.averageUtilization(70)),
        Metric.resourceMemory(MetricTarget.averageUtilization(80)),
        Metric.containerCpu({ container, target: MetricTarget.averageUtilization(60) }),
        Metric.pods({ name: 'requests', target: MetricTarget.averageValue(100) }),
        Metric.external({
          name: 'queue_length',
          labelSelector: LabelSelector.of({ labels: { queue: 'bread' }, expressions: [LabelExpression.exists('shift')] }),
          target: MetricTarget.value(30),
        }),
        Metric.object({ name: 'waiting', object: orders, target: MetricTarget.value(5) }),
      ],
      scaleUp: {
        strategy: ScalingStrategy.MAX_CHANGE,
        stabilizationWindow: Duration.seconds(30),
        policies: [{ replicas: Replicas.absolute(4), duration: Duration.minutes(1) }, { replicas: Replicas.percent(200) }],
      },
      scaleDown: { strategy: ScalingStrategy.MIN_CHANGE, stabilizationWindow: Duration.minutes(5) },
    });
    new HorizontalPodAutoscaler(this, 'Recipes', { target: recipes, maxReplicas: 5 });
  }
}
