import { ApiObjectMetadataDefinition } from 'cdk8s';
import { Construct } from 'constructs';
import { AbstractPod } from './abstract-pod';
import { AbstractPodProps } from './abstract-pod-props';
import { checkFields } from '../../../resource/known-fields';
import { ADDRESS_LABEL } from '../../../selection/address-label';
import { ABSTRACT_POD_FIELDS } from '../known-fields';
import { PodScheduling } from '../scheduling/pod-scheduling';

/** Initialization properties of `Pod`. */
export interface PodProps extends AbstractPodProps {}

/**
 * Containers that run together on one node. It is not started again elsewhere when its node is lost: see `Deployment`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export class Pod extends AbstractPod {
  /** The label that tells the pods of one workload from all others. */
  public static readonly ADDRESS_LABEL: string = ADDRESS_LABEL;

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = 'pods';

  private places?: PodScheduling;

  /**
   * @throws when a value has the wrong type, form or range
   */
  constructor(scope: Construct, id: string, props?: PodProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'Pod' }, props);
    checkFields<PodProps>(this, Pod, props, ABSTRACT_POD_FIELDS);
    this._label(this._metadata);
    if (this.isolate) this.connections.isolate();
  }

  /** The metadata of the pod. */
  public get podMetadata(): ApiObjectMetadataDefinition {
    return this.metadata;
  }

  /** @internal */
  protected get _podLabels(): ApiObjectMetadataDefinition {
    return this._metadata;
  }

  /** Which node the pod runs on. */
  public get scheduling(): PodScheduling {
    return this.places ??= new PodScheduling(this);
  }

  /** @internal */
  public _toKube(): object {
    return this._toPodSpec();
  }

  /** @internal */
  public _toScheduling(): object {
    return this.places || this._tolerations.length > 0 ? this.scheduling._toKube(this._tolerations) : {};
  }
}
