import { isDeepStrictEqual } from 'util';
import { ApiObject, JsonPatch } from 'cdk8s';
import { Input } from '../../validation/input';
import { memo } from '../../validation/memo';

/** One synth, from the call until all of it is written. What was looked at in it is what is written. */
export class SynthRun {
  private kept = new Map<ApiObject, KeptObject>();
  private settling = false;
  private isFinished = false;

  /** Whether the validations run that may change what is going to be written. */
  public get isSettling(): boolean {
    return this.settling;
  }

  /** Lets the validations of others change what they want to change. */
  public settle(act: () => boolean): boolean {
    this.settling = true;
    try {
      return act();
    } finally {
      this.settling = false;
    }
  }

  /** All was looked at. */
  public finish(): void {
    this.isFinished = true;
  }

  /** What is going to be written for an object: rendered once, to be looked at and to be written. */
  public render(object: ApiObject): object {
    return memo(this.kept, object, () => new KeptObject(object)).manifest;
  }

  /** Whether all was looked at, and none of it would be written differently now, because somebody patched it. */
  public get isLookedAt(): boolean {
    return this.isFinished && ![...this.kept.values()].some((object) => object.isOutdated);
  }

  /** Forgets what was looked at: every object is rendered anew. */
  public forget(): void {
    this.kept.forEach((object) => object.release());
    this.kept = new Map();
    this.isFinished = false;
  }
}

const { addJsonPatch } = ApiObject.prototype;

// A program in another language calls the method of the class, even where an object has one of its own.
ApiObject.prototype.addJsonPatch = function (this: ApiObject, ...patches: JsonPatch[]) {
  KEPT.get(this)?.noticePatch();
  addJsonPatch.call(this, ...patches);
};

const KEPT = new WeakMap<ApiObject, KeptObject>();

/** An object that writes what it was when it was looked at, until it is released. */
class KeptObject {
  public readonly manifest: object;
  private readonly toJson: ApiObject['toJson'];
  private isPatched = false;

  constructor(private readonly object: ApiObject) {
    this.toJson = object.toJson;
    this.manifest = this.toJson.call(object) as object;
    object.toJson = () => this.write();
    KEPT.set(object, this);
  }

  public noticePatch(): void {
    this.isPatched = true;
  }

  public get isOutdated(): boolean {
    return this.isPatched && !isDeepStrictEqual(this.toJson.call(this.object), this.manifest);
  }

  public release(): void {
    this.object.toJson = this.toJson;
    KEPT.delete(this.object);
  }

  private write(): object {
    if (!this.isOutdated) return this.manifest;
    return new Input(this.object).fail('was patched after its chart was looked at, by a validation that changes it each time, so that nobody knows whether the '
      + 'declared connections hold. Patch it before the app is synthesized.');
  }
}
