import { ApiObject, JsonPatch } from 'cdk8s';

/** An `ApiObject` that knows in which namespace it is written in the end. */
export class ResourceObject extends ApiObject {
  private patched = false;

  /** Applies the patches when the object is written. */
  public addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  /** The namespace that is written, lazy values and patches included. */
  public get finalNamespace(): string | undefined {
    if (this.patched) return namespaceOf(this.patchedManifest());
    const { namespace } = this.metadata;
    return namespace === undefined || typeof namespace === 'string' ? namespace : namespaceOf({ metadata: this.metadata.toJson() });
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

interface Manifest {
  readonly metadata?: { readonly namespace?: string };
}

function namespaceOf({ metadata }: Manifest): string | undefined {
  return metadata?.namespace;
}
