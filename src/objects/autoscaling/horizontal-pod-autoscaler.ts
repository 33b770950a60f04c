import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Metric } from './metric';
import { Replicas } from './replicas';
import { CompleteRules, completeRules, kubeRules, ScalingRules, ScalingStrategy } from './scaling-rules';
import { present } from '../../resource/present';
import { Resource, ResourceProps } from '../../resource/resource';
import { Input } from '../../validation/input';
import { IScalable } from '../workloads/controller/scalable';

/** Initialization properties of `HorizontalPodAutoscaler`. */
export interface HorizontalPodAutoscalerProps extends ResourceProps {
  /** The workload: a Deployment or a StatefulSet without `replicas`. */
  readonly target: IScalable;

  /** How many pods there are at most. */
  readonly maxReplicas: number;

  /**
   * How many pods there are at least, 1 or more.
   *
   * @default 1
   */
  readonly minReplicas?: number;

  /**
   * What the number of pods goes by: the metric that asks for most.
   *
   * @default - 80 % of the processor time that the containers request
   */
  readonly metrics?: Metric[];

  /**
   * How fast pods are added.
   *
   * @default - in a minute, four pods or twice as many again, whichever is more
   */
  readonly scaleUp?: ScalingRules;

  /**
   * How fast pods are taken away.
   *
   * @default - in five minutes, as many as `minReplicas`, going by the highest number that was asked for in the last five
   */
  readonly scaleDown?: ScalingRules;
}

/**
 * Runs more pods of a workload when there is more to do, and fewer when there is less. The workload is then written without `replicas`.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class HorizontalPodAutoscaler extends Resource {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'horizontalpodautoscalers';

  /** The workload. */
  public readonly target: IScalable;

  /** How many pods there are at most. */
  public readonly maxReplicas: number;

  /** How many pods there are at least. */
  public readonly minReplicas: number;

  private readonly goesBy?: readonly Metric[];
  private readonly up: CompleteRules;
  private readonly down: CompleteRules;

  /**
   * @throws when a value is not allowed, or the workload was given `replicas`
   */
  constructor(scope: Construct, id: string, props: HorizontalPodAutoscalerProps) {
    super(scope, id, { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }, props);
    const input = this._input;
    const given = input.required('props', props, 'an object with "target" and "maxReplicas"');
    this.target = targetOf(input, given.target);
    this.maxReplicas = input.wholeNumber('maxReplicas', input.required('maxReplicas', given.maxReplicas, 'a whole number of at least 1'), 1);
    this.minReplicas = input.wholeNumber('minReplicas', given.minReplicas, 1) ?? 1;
    if (this.minReplicas > this.maxReplicas) {
      input.fail(`"minReplicas" is ${this.minReplicas}, but "maxReplicas" is ${this.maxReplicas}. Give a "minReplicas" that is not above it.`);
    }
    this.goesBy = metricsOf(input, given.metrics);
    this.up = completeRules(input, 'scaleUp', given.scaleUp, UP);
    this.down = completeRules(input, 'scaleDown', given.scaleDown, {
      stabilizationWindow: Duration.minutes(5),
      strategy: ScalingStrategy.MAX_CHANGE,
      policies: [{ replicas: Replicas.absolute(this.minReplicas), duration: Duration.minutes(5) }],
    });
    this.target.markHasAutoscaler();
  }

  /** What the number of pods goes by, as a copy; unset for the processor time. */
  public get metrics(): Metric[] | undefined {
    return this.goesBy && [...this.goesBy];
  }

  /** How fast pods are added, with what was left to the defaults. */
  public get scaleUp(): ScalingRules {
    return { ...this.up, policies: [...this.up.policies] };
  }

  /** How fast pods are taken away, with what was left to the defaults. */
  public get scaleDown(): ScalingRules {
    return { ...this.down, policies: [...this.down.policies] };
  }

  /** @internal */
  public _toKube(): object {
    const { apiVersion, kind, name, containers } = this.target.toScalingTarget();
    const silent = containers.find(({ resources }) => !resources?.cpu?.request && !resources?.cpu?.limit);
    if (!this.goesBy && silent) {
      this._input.fail(`there are no "metrics", so that the processor time counts, but the container "${silent.name}" of ${kind} "${name}" requests `
        + 'none. Give it "resources" with "cpu", or give "metrics".');
    }
    return present({
      maxReplicas: this.maxReplicas,
      minReplicas: this.minReplicas,
      scaleTargetRef: { apiVersion, kind, name },
      metrics: this.goesBy?.map((metric) => metric._toKube()),
      behavior: { scaleUp: kubeRules(this.up), scaleDown: kubeRules(this.down) },
    });
  }
}

const UP: CompleteRules = {
  stabilizationWindow: Duration.seconds(0),
  strategy: ScalingStrategy.MAX_CHANGE,
  policies: [
    { replicas: Replicas.absolute(4), duration: Duration.minutes(1) },
    { replicas: Replicas.percent(200), duration: Duration.minutes(1) },
  ],
};

function targetOf(input: Input, target: IScalable): IScalable {
  const allowed = 'a Deployment or a StatefulSet';
  input.implementing('target', input.required('target', target, allowed), 'toScalingTarget', allowed);
  const { kind, name, replicas } = target.toScalingTarget();
  if (replicas !== undefined && replicas !== null) {
    input.fail(`the ${kind} "${name}" is given "replicas: ${replicas}", which would undo what the autoscaler does each time it is applied. `
      + 'Leave "replicas" out there, and give "minReplicas" here.');
  }
  return target;
}

function metricsOf(input: Input, metrics: Metric[] | undefined | null): readonly Metric[] | undefined {
  const allowed = 'a Metric, such as Metric.resourceCpu(MetricTarget.averageUtilization(70))';
  const list = input.filledList('metrics', metrics, `Give ${allowed}, or leave "metrics" out for the processor time.`);
  list?.forEach((metric, index) => input.instance(`metrics[${index}]`, input.required(`metrics[${index}]`, metric, allowed), Metric, allowed));
  return list && [...list];
}
