import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { IScalable, ScalingTarget } from './scalable';
import { StatefulSetUpdateStrategy } from './stateful-set-update-strategy';
import { checkedTemplate, kubeTemplate, PersistentVolumeClaimTemplateProps } from './volume-claim-template';
import { Workload, WorkloadProps } from './workload';
import { checkFields } from '../../../resource/known-fields';
import { present } from '../../../resource/present';
import { seconds } from '../../../validation/seconds';
import { WORKLOAD_FIELDS } from '../known-fields';
import { RestartPolicy } from '../pod/restart-policy';
import { Service } from '../service/service';
import { ServiceType } from '../service/service-props';

/** In what order the pods of a StatefulSet are made and ended. */
export enum PodManagementPolicy {
  /** One after the other, each when the one before is ready; ended in the opposite order. */
  ORDERED_READY = 'OrderedReady',

  /** All at once. */
  PARALLEL = 'Parallel',
}

/** Initialization properties of `StatefulSet`. */
export interface StatefulSetProps extends WorkloadProps {
  /**
   * The service that gives each pod a name.
   *
   * @default - a headless service of its own, on the ports that the containers declare when the chart is synthesized
   */
  readonly service?: Service;

  /**
   * How many pods run.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * In what order the pods are made and ended.
   *
   * @default PodManagementPolicy.ORDERED_READY
   */
  readonly podManagementPolicy?: PodManagementPolicy;

  /**
   * How pods are replaced by new ones.
   *
   * @default - one after the other, all of them
   */
  readonly strategy?: StatefulSetUpdateStrategy;

  /**
   * How long a new pod must be ready to count as available.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * Claims to storage that are made for each pod, and outlive it.
   *
   * @default - none
   */
  readonly volumeClaimTemplates?: PersistentVolumeClaimTemplateProps[];
}

/**
 * Pods with names and storage of their own, which they keep when they are replaced.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulSet extends Workload implements IScalable {
  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'statefulsets';

  /** How many pods run; unset for the default, which is 1, or where an autoscaler decides. */
  public readonly replicas?: number;

  /** In what order the pods are made and ended. */
  public readonly podManagementPolicy: PodManagementPolicy;

  /** How pods are replaced by new ones. */
  public readonly strategy: StatefulSetUpdateStrategy;

  /** How long a new pod must be ready to count as available. */
  public readonly minReady: Duration;

  /** The service that gives each pod a name. */
  public readonly service: Service;

  private scaled = false;
  private readonly templates: PersistentVolumeClaimTemplateProps[] = [];

  /**
   * @throws when a value has the wrong type, form or range
   */
  constructor(scope: Construct, id: string, props?: StatefulSetProps) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'StatefulSet' }, props, [RestartPolicy.ALWAYS]);
    checkFields<StatefulSetProps>(this, StatefulSet, props, FIELDS);
    const input = this._input;
    const given = props ?? {};
    const strategy = 'a StatefulSetUpdateStrategy, such as StatefulSetUpdateStrategy.onDelete()';
    this.replicas = input.wholeNumber('replicas', given.replicas, 0) ?? undefined;
    this.podManagementPolicy = input.oneOf('podManagementPolicy', given.podManagementPolicy, PodManagementPolicy) ?? PodManagementPolicy.ORDERED_READY;
    this.strategy = input.instance('strategy', given.strategy, StatefulSetUpdateStrategy, strategy) ?? ALL;
    seconds(input, 'minReady', given.minReady, 0);
    this.minReady = given.minReady ?? AT_ONCE;
    input.list('volumeClaimTemplates', given.volumeClaimTemplates)?.forEach((one, index) => this.addTemplate(`volumeClaimTemplates[${index}]`, one));
    this.service = input.instance('service', given.service, Service, 'a Service') ?? this.headlessService();
    this.service.select(this);
    this.apiObject.addDependency(this.service);
  }

  /** Claims to storage that are made for each pod, as a copy. Add to them with `addVolumeClaimTemplate`. */
  public get volumeClaimTemplates(): PersistentVolumeClaimTemplateProps[] {
    return [...this.templates];
  }

  /**
   * Adds a claim to storage that is made for each pod. A container must mount it: `container.mount(path, Volume.fromName(…))`.
   *
   * @throws when a value has the wrong type or form, or another template has the name
   */
  public addVolumeClaimTemplate(template: PersistentVolumeClaimTemplateProps): void {
    this.addTemplate('template', template);
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
      replicas: this.scaled ? undefined : this.replicas ?? 1,
      serviceName: this.service.name,
      minReadySeconds: this.minReady.toSeconds(),
      template: this._toTemplate(new Set(this.templates.map(({ name }) => name))),
      selector: this._toLabelSelector(),
      podManagementPolicy: this.podManagementPolicy,
      volumeClaimTemplates: this.templates.length > 0 ? this.templates.map(kubeTemplate) : undefined,
      updateStrategy: this.strategy._toKube(),
    });
  }

  /** @internal */
  public _check(): void {
    super._check();
    this.checkTemplatesAreMounted();
  }

  private headlessService(): Service {
    const service = new Service(this, 'Service', {
      selector: this,
      clusterIP: 'None',
      type: ServiceType.CLUSTER_IP,
      metadata: { namespace: this._metadata.namespace },
    });
    service._expose(this, true);
    return service;
  }

  private addTemplate(field: string, value: PersistentVolumeClaimTemplateProps): void {
    const input = this._input;
    const template = checkedTemplate(input, field, value);
    if (this.templates.some(({ name }) => name === template.name)) {
      input.fail(`two claim templates are named "${template.name}". Give one of them another name.`);
    }
    this.templates.push(template);
  }

  private checkTemplatesAreMounted(): void {
    const mounted = [...this.containers, ...this.initContainers].flatMap((container) => container.mounts.map(({ volume }) => volume.name));
    const unused = this.templates.find(({ name }) => !mounted.includes(name));
    if (unused) {
      this._input.fail(`no container mounts the claim template "${unused.name}". Mount it with `
        + `container.mount("/data", Volume.fromName(chart, "Data", "${unused.name}")), or leave it out.`);
    }
  }
}

const AT_ONCE = Duration.seconds(0);
const ALL = StatefulSetUpdateStrategy.rollingUpdate();

const FIELDS = {
  ...WORKLOAD_FIELDS,
  service: true,
  replicas: true,
  podManagementPolicy: true,
  strategy: true,
  minReady: true,
  volumeClaimTemplates: true,
} as const;
