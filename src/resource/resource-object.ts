import { ApiObject, JsonPatch } from 'cdk8s';

/** An `ApiObject` that knows in which namespace it is written in the end. */
export class ResourceObject extends ApiObject {
  private patched = false;

  /** Applies the patches when the object is written. */
  public addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  /** Whether the object has patches, so that only `toJson()` tells what is written. */
  public get isPatched(): boolean {
    return this.patched;
  }

  /** The namespace that is written, patches and lazy values included. */
  public get finalNamespace(): string | undefined {
    const { namespace } = this.metadata;
    if (!this.patched && (namespace === undefined || typeof namespace === 'string')) return namespace;
    const manifest: { metadata: { namespace?: string } } = this.toJson();
    return manifest.metadata.namespace;
  }
}
