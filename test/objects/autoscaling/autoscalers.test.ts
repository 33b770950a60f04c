import { Chart, Duration, Testing } from 'cdk8s';
import { Cpu, Deployment, HorizontalPodAutoscaler, HorizontalPodAutoscalerProps, LabelSelector, Metric, MetricTarget, Replicas, ScalingStrategy, StatefulSet } from '../../../src';

function webIn(chart: Chart, resources?: object): Deployment {
  return new Deployment(chart, 'Web', { containers: [{ image: 'web', portNumber: 80, ...resources && { resources } }] });
}

function scaler(chart: Chart, props?: Partial<HorizontalPodAutoscalerProps>): HorizontalPodAutoscaler {
  return new HorizontalPodAutoscaler(chart, 'Scaler', { target: props?.target ?? webIn(chart), maxReplicas: 10, ...props });
}

function specOf(chart: Chart, kind: string): any {
  return (Testing.synth(chart) as { kind: string; spec: object }[]).find((object) => object.kind === kind)!.spec;
}

describe('an autoscaler', () => {
  test('decides alone how many pods run', () => {
    const chart = Testing.chart();
    const web = webIn(chart);
    expect(web.hasAutoscaler).toBe(false);
    scaler(chart, { target: web });
    expect(web.hasAutoscaler).toBe(true);
    expect(specOf(chart, 'Deployment')).not.toHaveProperty('replicas');
    expect(specOf(chart, 'HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 1, maxReplicas: 10, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: web.name } });
  });

  test('decides so for a StatefulSet, too', () => {
    const chart = Testing.chart();
    scaler(chart, { target: new StatefulSet(chart, 'Db', { containers: [{ image: 'db', portNumber: 5432 }] }) });
    expect(specOf(chart, 'StatefulSet')).not.toHaveProperty('replicas');
  });

  test('says how fast, with what was left to the defaults', () => {
    const chart = Testing.chart();
    const one = scaler(chart, {
      minReplicas: 3,
      scaleUp: { strategy: ScalingStrategy.MIN_CHANGE, policies: [{ replicas: Replicas.percent(50) }] },
      scaleDown: { stabilizationWindow: Duration.minutes(10) },
    });
    expect(specOf(chart, 'HorizontalPodAutoscaler').behavior).toEqual({
      scaleUp: { selectPolicy: 'Min', stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 50, periodSeconds: 15 }] },
      scaleDown: { selectPolicy: 'Max', stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 3, periodSeconds: 300 }] },
    });
    one.scaleUp.policies!.pop();
    expect(one.scaleUp.policies).toHaveLength(1);
  });

  test.each<[string, (chart: Chart) => unknown, string]>([
    ['a workload with replicas', (chart) => scaler(chart, { target: new Deployment(chart, 'W', { metadata: { name: 'w' }, replicas: 2, containers: [{ image: 'w' }] }) }), 'test/Scaler: the Deployment "w" is given "replicas: 2", which would undo what the autoscaler does'],
    ['what cannot be scaled', (chart) => scaler(chart, { target: chart as never }), '"target" is the construct test (Chart), but must be a Deployment or a StatefulSet.'],
    ['no highest number', (chart) => scaler(chart, { maxReplicas: undefined as never }), '"maxReplicas" is not given'],
    ['no pod at all', (chart) => scaler(chart, { minReplicas: 0 }), '"minReplicas" is 0, but must be a whole number of at least 1.'],
    ['more at least than at most', (chart) => scaler(chart, { minReplicas: 11 }), '"minReplicas" is 11, but "maxReplicas" is 10.'],
    ['no metric', (chart) => scaler(chart, { metrics: [] }), '"metrics" is an empty list. Give a Metric'],
    ['no policy', (chart) => scaler(chart, { scaleUp: { policies: [] } }), '"scaleUp.policies" is an empty list.'],
    ['a policy of an hour', (chart) => scaler(chart, { scaleUp: { policies: [{ replicas: Replicas.absolute(1), duration: Duration.hours(1) }] } }), '"scaleUp.policies[0].duration" is 3600 seconds, but must be at most 1800, which is 30 minutes.'],
    ['a policy of no time', (chart) => scaler(chart, { scaleDown: { policies: [{ replicas: Replicas.absolute(1), duration: Duration.seconds(0) }] } }), '"scaleDown.policies[0].duration" is 0 seconds'],
    ['two hours of looking back', (chart) => scaler(chart, { scaleDown: { stabilizationWindow: Duration.hours(2) } }), '"scaleDown.stabilizationWindow" is 7200 seconds, but must be at most 3600'],
    ['a change of nothing', () => Replicas.absolute(0), 'Replicas.absolute: "value" is 0, but must be a whole number of at least 1.'],
  ])('refuses %s', (_, make, error) => {
    expect(() => make(Testing.chart())).toThrow(error);
  });

  test('without metrics needs containers that request processor time', () => {
    const chart = Testing.chart();
    scaler(chart, { target: webIn(chart, {}) });
    expect(() => Testing.synth(chart)).toThrow('there are no "metrics", so that the processor time counts, but the container "main" of Deployment');
  });

  test.each([{ cpu: { request: Cpu.millis(100) } }, { cpu: { limit: Cpu.millis(100) } }])('without metrics goes by %j', (resources) => {
    const chart = Testing.chart();
    scaler(chart, { target: webIn(chart, resources) });
    expect(specOf(chart, 'HorizontalPodAutoscaler')).not.toHaveProperty('metrics');
  });
});

describe('a metric', () => {
  test('is of the pods, of a container, of an object or of nothing here', () => {
    const chart = Testing.chart();
    const web = webIn(chart);
    const [container] = web.containers;
    scaler(chart, {
      target: web,
      metrics: [
        Metric.resourceCpu(MetricTarget.averageUtilization(70)),
        Metric.containerMemory({ container, target: MetricTarget.averageValue(1000) }),
        Metric.object({ object: web, name: 'requests', target: MetricTarget.value(5) }),
        Metric.external({ name: 'queue', labelSelector: LabelSelector.of({ labels: { queue: 'orders' } }), target: MetricTarget.averageValue(0.5) }),
      ],
    });
    expect(specOf(chart, 'HorizontalPodAutoscaler').metrics).toEqual([
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      { type: 'ContainerResource', containerResource: { name: 'memory', container: 'main', target: { type: 'AverageValue', averageValue: 1000 } } },
      { type: 'Object', object: { describedObject: { apiVersion: 'apps/v1', kind: 'Deployment', name: web.name }, metric: { name: 'requests' }, target: { type: 'Value', value: 5 } } },
      { type: 'External', external: { metric: { name: 'queue', selector: { matchLabels: { queue: 'orders' } } }, target: { type: 'AverageValue', averageValue: 0.5 } } },
    ]);
  });

  test.each<[string, () => unknown, string]>([
    ['a whole value of the pods', () => Metric.resourceCpu(MetricTarget.value(5)), 'Metric.resourceCpu: "target" is MetricTarget.value(…), but must be a MetricTarget: MetricTarget.averageUtilization(…) or MetricTarget.averageValue(…).'],
    ['a utilization of an object', () => Metric.external({ name: 'q', target: MetricTarget.averageUtilization(5) }), '"target" is MetricTarget.averageUtilization(…)'],
    ['a whole value of each pod', () => Metric.pods({ name: 'q', target: MetricTarget.value(5) }), 'Metric.pods: "target" is MetricTarget.value(…)'],
    ['no target', () => Metric.resourceMemory(undefined as never), 'Metric.resourceMemory: "target" is not given'],
    ['of the storage of a container', () => Metric.containerStorage({} as never), 'Metric.containerStorage: API servers refuse this metric'],
    ['no container', () => Metric.containerCpu({ target: MetricTarget.averageValue(1) } as never), 'Metric.containerCpu: "container" is not given'],
    ['a name with a slash', () => Metric.pods({ name: 'a/b', target: MetricTarget.averageValue(5) }), '"name" is "a/b", but must be the name of a metric, without "/" and "%".'],
    ['a target of nothing', () => MetricTarget.value(0), 'MetricTarget.value: "value" is 0, but must be a number above 0.'],
    ['half a percent', () => MetricTarget.averageUtilization(0.5), '"averageUtilization" is 0.5'],
    ['what is no number', () => MetricTarget.averageValue(NaN), '"averageValue" is NaN'],
  ])('cannot be %s', (_, make, error) => {
    expect(make).toThrow(error);
  });
});
