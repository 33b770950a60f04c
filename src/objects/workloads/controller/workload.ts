import { ApiObjectMetadata, ApiObjectMetadataDefinition, GroupVersionKind, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { PodTemplateSelector } from './pod-template-selector';
import { checkGivenMetadata, checkWrittenMetadata } from '../../../resource/metadata';
import { LabelSelector } from '../../../selection/label-selector';
import { AbstractPod } from '../pod/abstract-pod';
import { AbstractPodProps } from '../pod/abstract-pod-props';
import { RestartPolicy } from '../pod/restart-policy';
import { Topology } from '../scheduling/topology';
import { WorkloadScheduling } from '../scheduling/workload-scheduling';

/** Initialization properties of every workload. */
export interface WorkloadProps extends AbstractPodProps {
  /**
   * Metadata of the pods: labels, annotations.
   *
   * @default - no labels but the address label
   */
  readonly podMetadata?: ApiObjectMetadata;

  /**
   * Whether the workload selects its pods by their address label, or by all of their labels where they have none. Where it
   * does not, call `select`.
   *
   * @default - true; false for a Job and a CronJob, whose pods Kubernetes selects by itself
   */
  readonly select?: boolean;

  /**
   * Whether no two pods of the workload run on one node or in one zone.
   *
   * @default false
   */
  readonly spread?: boolean;
}

/** A requirement of a label selector, as Kubernetes writes it. */
export interface LabelSelectorRequirement {
  /** The key of the label. */
  readonly key: string;

  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  readonly operator: string;

  /**
   * The values that `In` and `NotIn` compare with.
   *
   * @default - none
   */
  readonly values?: string[];
}

/**
 * Something that makes pods from a template.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/
 */
export abstract class Workload extends AbstractPod {
  private readonly template: ApiObjectMetadataDefinition;
  private readonly selection: PodTemplateSelector;
  private readonly templateMetadata = Lazy.any({ produce: () => this.template.toJson() }) as object;
  private readonly spread: boolean;
  private templateMayHaveChanged: boolean;
  private places?: WorkloadScheduling;

  /**
   * @param type the API version and kind
   * @param restartPolicies those that Kubernetes allows; all of them where none is named
   * @throws when a value has the wrong type, form or range
   */
  protected constructor(scope: Construct, id: string, type: GroupVersionKind, props?: WorkloadProps, restartPolicies?: RestartPolicy[]) {
    super(scope, id, type, props);
    const input = this._input;
    const metadata = props?.podMetadata ?? undefined;
    this.templateMayHaveChanged = metadata !== undefined;
    checkGivenMetadata(input, 'podMetadata', metadata);
    if (restartPolicies && !restartPolicies.includes(this.restartPolicy)) {
      const allowed = restartPolicies.map((policy) => `"${policy}"`).join(' or ');
      input.fail(`"restartPolicy" is "${this.restartPolicy}", but a ${type.kind} can only have ${allowed}. Leave it out, or give ${allowed}.`);
    }
    this.spread = input.flag('spread', props?.spread) ?? false;
    this.template = this._label(new ApiObjectMetadataDefinition({ ...metadata, apiObject: this.apiObject }));
    this.selection = new PodTemplateSelector(input, this.template, (input.flag('select', props?.select) ?? true) ? () => this._address() : undefined);
    if (this.isolate) this.connections.isolate();
  }

  /** The metadata of the pods. */
  public get podMetadata(): ApiObjectMetadataDefinition {
    this.templateMayHaveChanged = true;
    return this.template;
  }

  /** @internal */
  protected get _podLabels(): ApiObjectMetadataDefinition {
    return this.template;
  }

  /** Which nodes the pods run on. */
  public get scheduling(): WorkloadScheduling {
    return this.places ??= new WorkloadScheduling(this);
  }

  /**
   * Selects the pods by these labels as well. Equal values are put on the pods, so that both agree; expressions must hold for the
   * labels that the pods have when the chart is synthesized.
   *
   * @throws when the pods carry another value of a label already
   */
  public select(...selectors: LabelSelector[]): void {
    this.selection.add(selectors);
  }

  /** The labels that the workload selects its pods by, as a copy. Add to them with `select`. */
  public get matchLabels(): { [key: string]: string } {
    return this.selection.labels;
  }

  /** Further requirements that the workload selects its pods by, as a copy. Add to them with `select`. */
  public get matchExpressions(): LabelSelectorRequirement[] {
    return this.selection.expressions.map((expression) => expression._toKube());
  }

  /** @internal */
  public _toLabelSelector(): object {
    return this.selection._toKube();
  }

  /**
   * @param claimed names of volumes that come from elsewhere: the claims of a StatefulSet
   * @internal
   */
  public _toTemplate(claimed?: ReadonlySet<string>): object {
    return { metadata: this.templateMetadata, spec: this._toPodSpec(claimed) };
  }

  /** @internal */
  public _toScheduling(): object {
    if (this.spread) return this.scheduling._toKube(this._tolerations, [Topology.HOSTNAME, Topology.ZONE]);
    return this.places || this._tolerations.length > 0 ? this.scheduling._toKube(this._tolerations) : {};
  }

  /** @internal */
  public _check(): void {
    super._check();
    if (this.templateMayHaveChanged) checkWrittenMetadata(this._input, 'podMetadata', this.template);
    if (this._hasSelector) this.selection.check();
  }

  /**
   * Whether a selector is written. A Job has none unless somebody asked for one.
   *
   * @internal
   */
  protected get _hasSelector(): boolean {
    return true;
  }

  /** @internal */
  protected get _selects(): boolean {
    return !this.selection.isEmpty;
  }
}
