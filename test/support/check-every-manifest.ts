import { ApiObject } from 'cdk8s';
import { EmittedManifests } from './emitted-manifests';
import { ResourceObject } from '../../src/resource/resource-object';

/**
 * Makes every object that any test emits a checked one. Jest loads this before each test file (`setupFilesAfterEnv`).
 *
 * Whatever becomes of an `ApiObject`, it goes through `toJson()`: synthesis, `Testing.synth`, and the library's own checks.
 */
const emitted = new EmittedManifests();
let invalidIsMeant = false;
let isOfOthers = false;

watch(ApiObject);
watch(ResourceObject);

/** A `ResourceObject` renders plain values without the method of `ApiObject`, and is seen once where it does not. */
function watch(type: { readonly prototype: ApiObject }): void {
  const { toJson } = type.prototype;
  type.prototype.toJson = function (this: ApiObject): object {
    const manifest: object = toJson.call(this) as object;
    if (!isOfOthers && (type === ResourceObject || !ResourceObject.isResourceObject(this))) emitted.add(manifest, this.node.path, this.chart);
    return manifest;
  };
}

/** Runs what emits objects of another library, which are not checked. */
export function ofAnotherLibrary<T>(emit: () => T): T {
  isOfOthers = true;
  try {
    return emit();
  } finally {
    isOfOthers = false;
  }
}

/** For a test that emits an object which is invalid on purpose. It fails where all objects are valid after all. */
export function allowInvalidManifests(): void {
  invalidIsMeant = true;
}

function check(): void {
  const meant = invalidIsMeant;
  invalidIsMeant = false;
  emitted.check(expect.getState().currentTestName ?? 'the file', meant);
}

afterEach(check);
afterAll(check);
