import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, GroupVersionKind, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { IApiEndpoint, IApiResource } from './api-endpoint';
import { checkGivenMetadata, checkWrittenMetadata, isPlain } from './metadata';
import { ResourcePermissions } from './permissions';
import { problemsOf } from './problems';
import { ResourceObject } from './resource-object';
import { IResource } from './resource-reference';
import { dnsLabel, dnsSubdomain } from '../validation/forms';
import { Input } from '../validation/input';

/** Initialization properties of every Kubernetes object. */
export interface ResourceProps {
  /**
   * Metadata of the object: name, namespace, labels, annotations.
   *
   * @default - a generated name that contains the construct's id, the namespace of the chart, no labels
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A Kubernetes object, written when its chart is synthesized from what it was told until then.
 *
 * The `ApiObject` behind it is its default child, so `ApiObject.of(resource).addJsonPatch(…)` sets whatever has no name here.
 */
export abstract class Resource extends Construct implements IResource, IApiEndpoint {
  /** The name of the kind in URLs of the API server, such as `deployments`. */
  public abstract readonly resourceType: string;

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
  private granted?: ResourcePermissions;

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
      ...this.lazyFields(),
    });
    // An object that lies in no namespace gets that of its chart from cdk8s all the same.
    if (!this._isNamespaced && this.object.metadata.namespace !== undefined) this.object.correct(JsonPatch.remove('/metadata/namespace'));
    this.object.isConfidential = this._isConfidential;
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

  /** The name of the object, as a role names it. */
  public get resourceName(): string | undefined {
    return this.name;
  }

  /** Who may read and change the object through the API server. */
  public get permissions(): ResourcePermissions {
    return this.granted ??= new ResourcePermissions(this);
  }

  /** This object. */
  public asApiResource(): IApiResource | undefined {
    return this;
  }

  /** Nothing: an object is no path of the API server. */
  public asNonApiResource(): string | undefined {
    return undefined;
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
   * Whether the object lies in a namespace.
   *
   * @internal
   */
  public get _isNamespaced(): boolean {
    return true;
  }

  /**
   * Whether what is in the object may stand in no message.
   *
   * @internal
   */
  protected get _isConfidential(): boolean {
    return false;
  }

  /**
   * The `spec` in Kubernetes' shape; where there is none, the fields that `_fields` names.
   *
   * @internal
   */
  public abstract _toKube(): object;

  /**
   * The fields beside the metadata, for an object without a `spec`.
   *
   * @internal
   */
  protected get _fields(): readonly string[] | undefined {
    return undefined;
  }

  /**
   * Most objects are named by a DNS subdomain; those that are not say so by overriding this.
   *
   * @internal
   */
  protected _checkName(input: Input, name: string | undefined): void {
    dnsSubdomain(input, 'metadata.name', name);
  }

  private lazyFields(): { [field: string]: unknown } {
    const fields = this._fields;
    if (!fields) return { spec: Lazy.any({ produce: () => this._toKube() }) };
    const valueOf = (field: string): unknown => (this._toKube() as { readonly [field: string]: unknown })[field];
    return Object.fromEntries(fields.map((field) => [field, Lazy.any({ produce: () => valueOf(field) })]));
  }

  private validate(): void {
    if (this.mayHaveChanged) checkWrittenMetadata(this._input, 'metadata', this._metadata, (input, name) => this._checkName(input, name));
    this._validate();
  }
}

/** cdk8s would write no name where one is given as `undefined`. */
function givenFields(metadata: ApiObjectMetadata | undefined): ApiObjectMetadata | undefined {
  return metadata && Object.fromEntries(Object.entries(metadata).filter(([, value]: [string, unknown]) => value !== undefined && value !== null));
}
