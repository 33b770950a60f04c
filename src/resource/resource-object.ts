import { ApiObject, ApiObjectProps, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { plainManifest } from './plain-manifest';

/** An `ApiObject` that knows in which namespace it is written in the end. */
export class ResourceObject extends ApiObject {
  /** `instanceof` would hold for every `ApiObject`: cdk8s asks only whether it is one. */
  public static isResourceObject(object: ApiObject): object is ResourceObject {
    return 'finalNamespace' in object;
  }

  /** Whether what is in it may stand in no message. */
  public isConfidential = false;

  /** How many of the patches are of the library itself. */
  private corrections = 0;

  constructor(scope: Construct, id: string, private readonly given: ApiObjectProps) {
    super(scope, id, given);
  }

  /** Whether somebody changed it by patches. */
  public get isPatched(): boolean {
    return patchesOf(this).length > this.corrections;
  }

  /** Adds patches, by the library itself. */
  public correct(...ops: JsonPatch[]): void {
    this.corrections += ops.length;
    this.addJsonPatch(...ops);
  }

  /** Puts the object where its pods are, whatever its chart says. */
  public setNamespace(namespace: string | undefined): void {
    if (namespace !== undefined) this.correct(JsonPatch.add('/metadata/namespace', namespace));
    else if (this.finalNamespace !== undefined) this.correct(JsonPatch.remove('/metadata/namespace'));
  }

  /** Renders the object. */
  public toJson(): object {
    if (!this.isConfidential) return this.rendered();
    try {
      return this.rendered();
    } catch {
      // The error of a patch that does not apply shows the whole object.
      throw new Error(`${this.node.path}: the object cannot be written, because a patch does not apply to it. What is in it is confidential, so that no more `
        + 'is shown. Look at the patches that it was given.');
    }
  }

  /** The namespace that is written, lazy values and patches included. */
  public get finalNamespace(): string | undefined {
    if (this.isChanged) return this.patchedManifest().metadata?.namespace;
    const { namespace } = this.metadata;
    if (namespace === undefined || typeof namespace === 'string') return namespace;
    const resolved: Manifest['metadata'] = this.metadata.toJson();
    return resolved?.namespace;
  }

  /** The name that is written, patches included. */
  public get finalName(): string | undefined {
    return this.isChanged ? this.patchedManifest().metadata?.name : this.name;
  }

  /**
   * Whether there are patches. A program in another language adds them by the method of `ApiObject`, whatever is in its place here, so that only cdk8s knows.
   */
  private get isChanged(): boolean {
    return patchesOf(this).length > 0;
  }

  private rendered(): object {
    const plain = this.isChanged ? undefined : plainManifest(this, this.given);
    return plain ?? super.toJson() as object;
  }

  /** The object as it is written, or its metadata alone while the rest cannot be written yet, which is for its own validation to tell. */
  private patchedManifest(): Manifest {
    try {
      return this.toJson();
    } catch {
      return { metadata: this.metadata.toJson() };
    }
  }
}

/** What cdk8s keeps to itself. */
function patchesOf(object: ApiObject): readonly unknown[] {
  return (object as unknown as { readonly patches: readonly unknown[] }).patches;
}

interface Manifest {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}
