import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, GroupVersionKind, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkGivenMetadata, checkWrittenMetadata, isPlain } from './metadata';
import { problemsOf } from './problems';
import { ResourceObject } from './resource-object';
import { dnsLabel, dnsSubdomain } from '../input/forms';
import { Input } from '../input/input';

/** Initialization properties of every Kubernetes object. */
export interface ResourceProps {
  /**
   * Metadata of the object: name, namespace, labels, annotations.
   *
   * @default - a generated name that contains the construct's id, the namespace of the chart, no labels
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A Kubernetes object. */
export interface IResource extends IConstruct {
  /** The name of the object. */
  readonly name: string;

  /** The API version of the object, such as `apps/v1`. */
  readonly apiVersion: string;

  /** The kind of the object, such as `Deployment`. */
  readonly kind: string;
}

/**
 * A Kubernetes object, written when its chart is synthesized from what it was told until then.
 *
 * The `ApiObject` behind it is its default child, so `ApiObject.of(resource).addJsonPatch(…)` sets whatever has no name here.
 */
export abstract class Resource extends Construct implements IResource {
  /** The object that is written. */
  protected readonly apiObject: ApiObject;

  /**
   * Checks what this construct is given.
   *
   * @internal
   */
  protected readonly _input: Input;

  private readonly object: ResourceObject;
  private mayHaveChanged: boolean;

  /**
   * @param scope the chart, or a construct in it
   * @param id unique in the scope
   * @param type the API version and kind
   * @param props the metadata of the object
   */
  protected constructor(scope: Construct, id: string, type: GroupVersionKind, props?: ResourceProps) {
    super(scope, id);
    const input = this._input = new Input(this);
    const metadata = givenFields(input.struct('metadata', input.struct('props', props)?.metadata));
    this._checkName(input, metadata?.name);
    if (typeof metadata?.namespace === 'string') dnsLabel(input, 'metadata.namespace', metadata.namespace);
    checkGivenMetadata(input, 'metadata', metadata);
    this.object = new ResourceObject(this, 'Resource', {
      ...type,
      ...(metadata && { metadata }),
      spec: Lazy.any({ produce: () => this._toKube() }),
    });
    this.apiObject = this.object;
    this.mayHaveChanged = !isPlain(metadata, this.object);
    this.node.addValidation({ validate: () => problemsOf(this, () => this.validate()) });
  }

  /** The metadata of the object. */
  public get metadata(): ApiObjectMetadataDefinition {
    this.mayHaveChanged = true;
    return this.apiObject.metadata;
  }

  /**
   * The metadata, for whoever only reads it.
   *
   * @internal
   */
  protected get _metadata(): ApiObjectMetadataDefinition {
    return this.apiObject.metadata;
  }

  /** The name of the object. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** The API version of the object, such as `apps/v1`. */
  public get apiVersion(): string {
    return this.apiObject.apiVersion;
  }

  /** The API group of the object, such as `apps`; `core` for those that have none. */
  public get apiGroup(): string {
    return this.apiObject.apiGroup;
  }

  /** The kind of the object, such as `Deployment`. */
  public get kind(): string {
    return this.apiObject.kind;
  }

  /**
   * The namespace in which the object is written: also one that a patch or a lazy value sets. `undefined` where only the one
   * who applies the manifest decides.
   *
   * @internal
   */
  public get _namespace(): string | undefined {
    return this.object.finalNamespace;
  }

  /**
   * Throws what keeps this object from being written, before any file is.
   *
   * @internal
   */
  public _validate(): void {
    this._toKube();
  }

  /**
   * The `spec` in Kubernetes' shape.
   *
   * @internal
   */
  public abstract _toKube(): object;

  /**
   * Most objects are named by a DNS subdomain; those that are not say so by overriding this.
   *
   * @internal
   */
  protected _checkName(input: Input, name: string | undefined): void {
    dnsSubdomain(input, 'metadata.name', name);
  }

  private validate(): void {
    if (this.mayHaveChanged) checkWrittenMetadata(this._input, 'metadata', this._metadata);
    this._validate();
  }
}

/** cdk8s would write no name where one is given as `undefined`. */
function givenFields(metadata: ApiObjectMetadata | undefined): ApiObjectMetadata | undefined {
  return metadata && Object.fromEntries(Object.entries(metadata).filter(([, value]: [string, unknown]) => value !== undefined && value !== null));
}
