import { MetricTarget } from './metric-target';
import { present } from '../../resource/present';
import { IResource } from '../../resource/resource-reference';
import { LabelSelector } from '../../selection/label-selector';
import { Input } from '../../validation/input';
import { Container } from '../workloads/container/container';

/** A metric of a name. */
export interface MetricOptions {
  /** How high the metric should be. */
  readonly target: MetricTarget;

  /** The name of the metric, as the cluster's adapter for metrics knows it. */
  readonly name: string;

  /**
   * Labels by which the adapter picks the metric.
   *
   * @default - the name alone
   */
  readonly labelSelector?: LabelSelector;
}

/** A metric of one container of each pod. */
export interface MetricContainerResourceOptions {
  /** The container. */
  readonly container: Container;

  /** How high the metric should be. */
  readonly target: MetricTarget;
}

/** A metric of an object. */
export interface MetricObjectOptions extends MetricOptions {
  /** The object, in the namespace of the autoscaler. */
  readonly object: IResource;
}

/**
 * What an autoscaler goes by.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-on-resource-metrics
 */
export class Metric {
  /** The processor time that a container uses. */
  public static containerCpu(options: MetricContainerResourceOptions): Metric {
    return Metric.ofContainer(new Input('Metric.containerCpu'), 'cpu', options);
  }

  /** The memory that a container uses. */
  public static containerMemory(options: MetricContainerResourceOptions): Metric {
    return Metric.ofContainer(new Input('Metric.containerMemory'), 'memory', options);
  }

  /**
   * The storage that a container uses, of which Kubernetes knows nothing.
   *
   * @deprecated API servers refuse it. Give `containerEphemeralStorage`, or a metric of your own with `pods`.
   * @throws always
   */
  public static containerStorage(options: MetricContainerResourceOptions): Metric {
    const input = new Input('Metric.containerStorage');
    input.struct('options', options);
    return input.fail('API servers refuse this metric, because a container has no storage but its ephemeral one. '
      + 'Call Metric.containerEphemeralStorage, or Metric.pods with a metric of your own.');
  }

  /** The local storage that a container uses. */
  public static containerEphemeralStorage(options: MetricContainerResourceOptions): Metric {
    return Metric.ofContainer(new Input('Metric.containerEphemeralStorage'), 'ephemeral-storage', options);
  }

  /**
   * A metric that belongs to nothing in the cluster, such as the length of a queue.
   *
   * @throws when the target is a utilization
   */
  public static external(options: MetricOptions): Metric {
    const input = new Input('Metric.external');
    const { target, metric } = named(input, options, ['Value', 'AverageValue']);
    return new Metric('External', { external: { metric, target } });
  }

  /**
   * A metric of an object, such as the requests of an Ingress.
   *
   * @throws when the target is a utilization
   */
  public static object(options: MetricObjectOptions): Metric {
    const input = new Input('Metric.object');
    const { target, metric } = named(input, options, ['Value', 'AverageValue']);
    const allowed = 'an object of this app';
    const { apiVersion, kind, name } = input.struct('object', input.required('object', options.object, allowed));
    input.text('object.kind', input.required('object.kind', kind, allowed));
    input.text('object.name', input.required('object.name', name, allowed));
    return new Metric('Object', { object: { describedObject: { apiVersion, kind, name }, metric, target } });
  }

  /**
   * A metric of each pod, such as its requests in a second.
   *
   * @throws when the target is not an average value
   */
  public static pods(options: MetricOptions): Metric {
    const input = new Input('Metric.pods');
    const { target, metric } = named(input, options, ['AverageValue']);
    return new Metric('Pods', { pods: { metric, target } });
  }

  /**
   * The processor time that the pods use, all containers of a pod together.
   *
   * @throws when the target is a value as a whole
   */
  public static resourceCpu(target: MetricTarget): Metric {
    return Metric.ofPods(new Input('Metric.resourceCpu'), 'cpu', target);
  }

  /**
   * The memory that the pods use, all containers of a pod together.
   *
   * @throws when the target is a value as a whole
   */
  public static resourceMemory(target: MetricTarget): Metric {
    return Metric.ofPods(new Input('Metric.resourceMemory'), 'memory', target);
  }

  /**
   * The storage that the pods use, all containers of a pod together.
   *
   * @throws when the target is a value as a whole
   */
  public static resourceStorage(target: MetricTarget): Metric {
    return Metric.ofPods(new Input('Metric.resourceStorage'), 'storage', target);
  }

  /**
   * The local storage that the pods use, all containers of a pod together.
   *
   * @throws when the target is a value as a whole
   */
  public static resourceEphemeralStorage(target: MetricTarget): Metric {
    return Metric.ofPods(new Input('Metric.resourceEphemeralStorage'), 'ephemeral-storage', target);
  }

  private static ofContainer(input: Input, name: string, options: MetricContainerResourceOptions): Metric {
    const { container, target } = input.struct('options', input.required('options', options, 'an object with "container" and "target"'));
    input.instance('container', input.required('container', container, 'a Container of the workload'), Container, 'a Container of the workload');
    return new Metric('ContainerResource', { containerResource: { name, container: container.name, target: kubeTarget(input, target, OF_RESOURCES) } });
  }

  private static ofPods(input: Input, name: string, target: MetricTarget): Metric {
    return new Metric('Resource', { resource: { name, target: kubeTarget(input, target, OF_RESOURCES) } });
  }

  private constructor(
    /** The kind of metric: `Resource`, `ContainerResource`, `Pods`, `Object` or `External`. */
    public readonly type: string,
    private readonly fields: object,
  ) {}

  /** @internal */
  public _toKube(): object {
    return { type: this.type, ...this.fields };
  }
}

type TargetType = MetricTarget['_type'];

const OF_RESOURCES: readonly TargetType[] = ['Utilization', 'AverageValue'];

/** A metric of a name and how high it should be, as an autoscaler writes both. */
function named(input: Input, options: MetricOptions, targets: readonly TargetType[]): { metric: object; target: object } {
  const { name, target, labelSelector } = input.struct('options', input.required('options', options, 'an object with "name" and "target"'));
  const allowed = 'the name of a metric, without "/" and "%"';
  input.text('name', input.required('name', name, allowed), allowed);
  if (/[/%]/.test(name) || name === '.' || name === '..') input.refuse('name', name, allowed);
  input.instance('labelSelector', labelSelector, LabelSelector, 'a LabelSelector');
  return { metric: present({ name, selector: labelSelector?._toKube() }), target: kubeTarget(input, target, targets) };
}

function kubeTarget(input: Input, target: MetricTarget, types: readonly TargetType[]): object {
  const allowed = `a MetricTarget: ${types.map((type) => FACTORIES[type]).join(' or ')}`;
  input.instance('target', input.required('target', target, allowed), MetricTarget, allowed);
  if (!types.includes(target._type)) input.fail(`"target" is ${FACTORIES[target._type]}, but must be ${allowed}.`);
  return target._toKube();
}

const FACTORIES: { readonly [type in TargetType]: string } = {
  Value: 'MetricTarget.value(…)',
  AverageValue: 'MetricTarget.averageValue(…)',
  Utilization: 'MetricTarget.averageUtilization(…)',
};
