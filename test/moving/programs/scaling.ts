import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { Library, maybe, memberOf, metadata, programs, word } from './program';
import { Metric, MetricTarget, ScalingRules, ScalingStrategy } from '../../../src';

const replicas = fc.record({ in: fc.constantFrom('absolute' as const, 'percent' as const), value: fc.integer({ min: 1, max: 300 }) });
const rules = fc.record({
  stabilizationWindow: maybe(fc.integer({ min: 0, max: 3600 })),
  strategy: maybe(memberOf(ScalingStrategy)),
  policies: maybe(fc.array(fc.record({ replicas, duration: maybe(fc.integer({ min: 1, max: 1800 })) }), { minLength: 1, maxLength: 2 })),
});
const amount = fc.integer({ min: 1, max: 1000 });
const ofResource = fc.record({
  metric: fc.constantFrom(
    'resourceCpu' as const, 'resourceMemory' as const, 'resourceStorage' as const, 'resourceEphemeralStorage' as const,
    'containerCpu' as const, 'containerMemory' as const, 'containerEphemeralStorage' as const,
  ),
  target: fc.constantFrom('averageUtilization' as const, 'averageValue' as const),
  amount,
});
const ofName = fc.record({
  metric: fc.constantFrom('external' as const, 'object' as const, 'pods' as const),
  target: fc.constantFrom('value' as const, 'averageValue' as const),
  amount,
  name: word,
  labels: maybe(fc.dictionary(word, word, { minKeys: 1, maxKeys: 2 })),
});

function rulesOf(kplus: Library, said: typeof rules extends fc.Arbitrary<infer T> ? T : never): ScalingRules {
  return {
    ...said.stabilizationWindow !== undefined && { stabilizationWindow: Duration.seconds(said.stabilizationWindow) },
    ...said.strategy && { strategy: said.strategy },
    ...said.policies && {
      policies: said.policies.map((policy) => ({
        replicas: kplus.Replicas[policy.replicas.in](policy.replicas.value),
        ...policy.duration !== undefined && { duration: Duration.seconds(policy.duration) },
      })),
    },
  };
}

export const autoscalers = programs(
  fc.record({
    metadata: maybe(metadata),
    of: fc.constantFrom('Deployment' as const, 'StatefulSet' as const),
    minReplicas: maybe(fc.integer({ min: 1, max: 5 })),
    maxReplicas: fc.integer({ min: 5, max: 20 }),
    scaleUp: maybe(rules),
    scaleDown: maybe(rules),
    metrics: maybe(fc.array(fc.oneof(ofResource, ofName), { minLength: 1, maxLength: 3 })),
  }),
  (chart, kplus, { of, scaleUp, scaleDown, metrics, ...props }) => {
    const target = new kplus[of](chart, 'Web', { containers: [{ image: 'nginx', portNumber: 80 }] });
    const [container] = target.containers;
    const targetOf = (said: { target: 'averageUtilization' | 'averageValue' | 'value'; amount: number }): MetricTarget => kplus.MetricTarget[said.target](said.amount);
    const metricOf = (said: NonNullable<typeof metrics>[number]): Metric => {
      if (said.metric.startsWith('resource')) return kplus.Metric[said.metric as 'resourceCpu'](targetOf(said));
      if (said.metric.startsWith('container')) return kplus.Metric[said.metric as 'containerCpu']({ container, target: targetOf(said) });
      const { name, labels } = said as typeof ofName extends fc.Arbitrary<infer T> ? T : never;
      const options = { name, labelSelector: labels && kplus.LabelSelector.of({ labels }), target: kplus.MetricTarget.averageValue(said.amount) };
      if (said.metric === 'pods') return kplus.Metric.pods(options);
      const target2 = targetOf(said);
      return said.metric === 'external' ? kplus.Metric.external({ ...options, target: target2 }) : kplus.Metric.object({ ...options, target: target2, object: target });
    };
    new kplus.HorizontalPodAutoscaler(chart, 'Scaler', {
      ...props,
      target,
      ...scaleUp && { scaleUp: rulesOf(kplus, scaleUp) },
      ...scaleDown && { scaleDown: rulesOf(kplus, scaleDown) },
      ...metrics && { metrics: metrics.map(metricOf) },
    });
  },
);
