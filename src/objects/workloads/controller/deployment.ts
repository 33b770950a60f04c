import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { DeploymentStrategy } from './deployment-strategy';
import { IScalable, ScalingTarget } from './scalable';
import { Workload, WorkloadProps } from './workload';
import { checkFields } from '../../../resource/known-fields';
import { present } from '../../../resource/present';
import { seconds } from '../../../validation/seconds';
import { ExposeServiceViaIngressOptions, Ingress } from '../../ingress/ingress';
import { ServicePort } from '../../ingress/service-port';
import { WORKLOAD_FIELDS } from '../known-fields';
import { RestartPolicy } from '../pod/restart-policy';
import { Service } from '../service/service';
import { ServiceType } from '../service/service-props';

/** Initialization properties of `Deployment`. */
export interface DeploymentProps extends WorkloadProps {
  /**
   * How many pods run.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * How pods are replaced by new ones.
   *
   * @default - a quarter at a time
   */
  readonly strategy?: DeploymentStrategy;

  /**
   * How long a new pod must be ready to count as available.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How long an update may take before it counts as failed. Longer than `minReady`.
   *
   * @default Duration.seconds(600)
   */
  readonly progressDeadline?: Duration;

  /**
   * How many earlier versions are kept to go back to.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;
}

/** How a Deployment is offered by a service. */
export interface DeploymentExposeViaServiceOptions {
  /**
   * The ports of the service. Each must lead to a port that a container declares.
   *
   * @default - the ports that the containers declare when the chart is synthesized
   */
  readonly ports?: ServicePort[];

  /**
   * From where the service can be reached.
   *
   * @default - ServiceType.CLUSTER_IP
   */
  readonly serviceType?: ServiceType;

  /**
   * The name of the service.
   *
   * @default - made from the construct path
   */
  readonly name?: string;
}

/** How a Deployment is offered by a service and an Ingress. */
export interface ExposeDeploymentViaIngressOptions extends DeploymentExposeViaServiceOptions, ExposeServiceViaIngressOptions {}

/**
 * A number of equal pods, replaced where they fail and when they change.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class Deployment extends Workload implements IScalable {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'deployments';

  /** How many pods run; unset for the default, which is 2, or where an autoscaler decides. */
  public readonly replicas?: number;

  /** How long a new pod must be ready to count as available. */
  public readonly minReady: Duration;

  /** How long an update may take before it counts as failed. */
  public readonly progressDeadline: Duration;

  /** How pods are replaced by new ones. */
  public readonly strategy: DeploymentStrategy;

  /** How many earlier versions are kept to go back to. */
  public readonly revisionHistoryLimit: number;

  private scaled = false;

  /**
   * @throws when a value has the wrong type, form or range
   */
  constructor(scope: Construct, id: string, props?: DeploymentProps) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'Deployment' }, props, [RestartPolicy.ALWAYS]);
    checkFields<DeploymentProps>(this, Deployment, props, FIELDS);
    const input = this._input;
    const given = props ?? {};
    const allowed = 'a DeploymentStrategy, such as DeploymentStrategy.recreate()';
    this.replicas = input.wholeNumber('replicas', given.replicas, 0) ?? undefined;
    this.strategy = input.instance('strategy', given.strategy, DeploymentStrategy, allowed) ?? QUARTER_AT_A_TIME;
    this.revisionHistoryLimit = input.wholeNumber('revisionHistoryLimit', given.revisionHistoryLimit, 0) ?? 10;
    const ready = seconds(input, 'minReady', given.minReady, 0) ?? 0;
    const deadline = seconds(input, 'progressDeadline', given.progressDeadline, 1) ?? 600;
    this.minReady = given.minReady ?? AT_ONCE;
    this.progressDeadline = given.progressDeadline ?? TEN_MINUTES;
    if (deadline <= ready) {
      input.fail(`"progressDeadline" is ${deadline} seconds, but must be longer than "minReady", which is ${ready} seconds. Raise it or lower "minReady".`);
    }
  }

  /**
   * Makes a service in front of the pods, in their namespace.
   *
   * @throws when a port or name is not allowed. A port that no container declares is an error when the chart is synthesized
   */
  public exposeViaService(options?: DeploymentExposeViaServiceOptions): Service {
    const input = this._input;
    const given = input.struct('options', options) ?? {};
    const name = input.text('name', given.name) ?? undefined;
    const service = new Service(this, `${name ?? ''}Service`, {
      selector: this,
      ports: given.ports,
      type: given.serviceType ?? ServiceType.CLUSTER_IP,
      metadata: { namespace: this._metadata.namespace, ...(name !== undefined && { name }) },
    });
    service._expose(this, !given.ports);
    return service;
  }

  /**
   * Makes a service in front of the pods, and leads requests from outside the cluster to it.
   *
   * An Ingress is no connection: pods that are isolated let the ingress controller in only where `connections.allowFrom` names it.
   *
   * @param path the path of the requests, such as `/`
   * @throws when a port, path or name is not allowed
   */
  public exposeViaIngress(path: string, options?: ExposeDeploymentViaIngressOptions): Ingress {
    return this.exposeViaService(options).exposeViaIngress(path, options);
  }

  /** Whether an autoscaler decides how many pods run. `replicas` is then left out. */
  public get hasAutoscaler(): boolean {
    return this.scaled;
  }

  /** Says that an autoscaler decides how many pods run. `HorizontalPodAutoscaler` does so by itself. */
  public markHasAutoscaler(): void {
    this.scaled = true;
  }

  /** What an autoscaler has to know. */
  public toScalingTarget(): ScalingTarget {
    return { kind: this.kind, apiVersion: this.apiVersion, name: this.name, containers: this.containers, replicas: this.replicas };
  }

  /** @internal */
  public _toKube(): object {
    return present({
      replicas: this.scaled ? undefined : this.replicas ?? 2,
      minReadySeconds: this.minReady.toSeconds(),
      progressDeadlineSeconds: this.progressDeadline.toSeconds(),
      template: this._toTemplate(),
      selector: this._toLabelSelector(),
      strategy: this.strategy._toKube(),
      revisionHistoryLimit: this.revisionHistoryLimit,
    });
  }
}

const AT_ONCE = Duration.seconds(0);
const TEN_MINUTES = Duration.seconds(600);
const QUARTER_AT_A_TIME = DeploymentStrategy.rollingUpdate();

const FIELDS = { ...WORKLOAD_FIELDS, replicas: true, strategy: true, minReady: true, progressDeadline: true, revisionHistoryLimit: true } as const;
