import { isDeepStrictEqual } from 'util';
import { ApiObject, JsonPatch } from 'cdk8s';
import { Input } from '../input/input';

/** One synth, from the call until all of it is written. What was looked at in it is what is written. */
export class SynthRun {
  private kept = new Map<ApiObject, KeptObject>();

  /** What is going to be written for an object: rendered once, to be looked at and to be written. */
  public render(object: ApiObject): object {
    let kept = this.kept.get(object);
    if (!kept) this.kept.set(object, kept = new KeptObject(object));
    return kept.manifest;
  }

  /** Whether an object that was looked at would be written differently now, because somebody patched it. */
  public get isOutdated(): boolean {
    return [...this.kept.values()].some((object) => object.isOutdated);
  }

  /** Forgets what was looked at: every object is rendered anew. */
  public forget(): void {
    this.kept.forEach((object) => object.release());
    this.kept = new Map();
  }
}

/** An object that writes what it was when it was looked at, until it is released. */
class KeptObject {
  public readonly manifest: object;
  private readonly methods: Pick<ApiObject, 'toJson' | 'addJsonPatch'>;
  private isPatched = false;

  constructor(private readonly object: ApiObject) {
    const { toJson, addJsonPatch } = object;
    this.methods = { toJson, addJsonPatch };
    this.manifest = toJson.call(object) as object;
    object.toJson = () => this.write();
    object.addJsonPatch = (...patches: JsonPatch[]) => {
      this.isPatched = true;
      addJsonPatch.call(object, ...patches);
    };
  }

  public get isOutdated(): boolean {
    return this.isPatched && !isDeepStrictEqual(this.methods.toJson.call(this.object), this.manifest);
  }

  public release(): void {
    Object.assign(this.object, this.methods);
  }

  private write(): object {
    if (!this.isOutdated) return this.manifest;
    return new Input(this.object).fail('was patched after its chart was looked at, by a validation that changes it each time, so that nobody knows whether the '
      + 'declared connections hold. Patch it before the app is synthesized.');
  }
}
