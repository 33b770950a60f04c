import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AdoptedPods } from '../../connections/adopted-pods';
import { Input } from '../../validation/input';

/**
 * `namespace/name` of the object that makes the pods of a construct, with its kind where objects of another kind in the same app have that name too and lists
 * would not tell them apart.
 *
 * @throws when the construct has no object of its own
 */
export function nameOfPods(construct: IConstruct): string {
  const object = objectOf(construct);
  const name = fullName(object);
  const others = object.node.root.node.findAll().filter((one) => ApiObject.isApiObject(one) && one.kind !== object.kind && one.name === object.name);
  const alike = (others as ApiObject[]).filter((one) => makesPods(one) && fullName(one) === name);
  return alike.length > 0 ? `${name}[${object.kind}]` : name;
}

function objectOf(construct: IConstruct): ApiObject {
  const input = new Input('Reachability.nameOf');
  input.required('construct', construct, 'a workload, adopted pods, or an object that makes pods');
  if (construct instanceof AdoptedPods) return construct.apiObject;
  if (ApiObject.isApiObject(construct)) return construct;
  try {
    return ApiObject.of(construct);
  } catch {
    return input.fail(`"${construct.node.path || 'the app'}" is no object that makes pods, but must be a workload, adopted pods, or such an object. Give one of those in it.`);
  }
}

function fullName(object: ApiObject): string {
  const { metadata }: { metadata?: { name?: string; namespace?: string } } = object.toJson();
  return `${metadata?.namespace ?? 'default'}/${metadata?.name}`;
}

/** Whether an object has the kinds of pods below it, as far as its manifest shows. */
function makesPods(object: ApiObject): boolean {
  const { kind, spec }: { kind?: string; spec?: { template?: unknown; jobTemplate?: unknown } } = object.toJson();
  return kind === 'Pod' || spec?.template !== undefined || spec?.jobTemplate !== undefined;
}
