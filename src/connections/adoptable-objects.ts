import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { rendered } from './written-pods';
import { makesPods, mayMakePods } from '../peers/pod-template';
import { Resource } from '../resource/resource';
import { ResourceObject } from '../resource/resource-object';
import { Input } from '../validation/input';
import { nearest } from '../validation/nearest';

/** Which object is meant. */
interface AskedObject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** The labels of its pods, where its manifest does not hold them. */
  readonly labels?: { [key: string]: string };
}

const HOLDER = 'a construct that holds an object which makes pods: an ApiObject, an Include, a Helm chart, a workload of cdk8s-plus';

/** What a caller named holds objects. */
export function checkHolder(input: Input, construct: IConstruct): void {
  if (!Construct.isConstruct(input.required('construct', construct, HOLDER))) input.refuse('construct', construct, HOLDER);
}

/**
 * The one object in a construct that makes pods and is meant by what was asked.
 *
 * @param isAdopted whether the pods of an object are adopted already, whatever its manifest shows
 */
export function adoptableObject(
  input: Input, construct: IConstruct, { kind, name, namespace, labels }: AskedObject, isAdopted: (object: ApiObject) => boolean,
): ApiObject {
  if (construct instanceof Resource || isOwn(construct)) {
    input.fail(`${construct.node.path} is an object of this library, which needs no adopting: a workload has "connections", a Service is a peer.`);
  }
  const all = foreignObjectsIn(construct);
  const chosen = all.filter((object) => (
    (!kind || object.kind === kind) && (!name || object.name === name) && (!namespace || namespaceOf(object) === namespace)
  ));
  const makers = chosen.filter((object) => makesPods(object) || isAdopted(object));
  const found = makers.length === 0 && labels ? chosen.filter(mayMakePods) : makers;
  const [only, ...more] = found;
  const who = construct.node.path || 'the app';
  if (!only) {
    const asked = [kind, name, namespace !== undefined && `in ${namespace}`].filter((text) => text).join(' ');
    const makersOfAll = all.filter((object) => makesPods(object));
    const near = name === undefined ? [] : nearest(name, makersOfAll.map((object) => object.name)).slice(0, 1);
    const meant = near.length === 0 ? '' : ` Did you mean ${namesOf(makersOfAll.filter((object) => object.name === near[0]))}?`;
    const lists = all.some((object) => object.kind === 'List') ? ' What is inside a List cannot be adopted: write its items one by one.' : '';
    input.fail(`${who} holds ${asked === '' ? 'nothing' : `no ${asked}`} that makes pods; there is ${namesOf(makersOfAll.length > 0 ? makersOfAll : all)}.${meant} Adopt a Pod or what makes `
      + `pods, or give the "labels" of the pods that a custom resource makes.${lists}`);
  }
  if (more.length > 0) {
    const areAlike = new Set(found.map((object) => `${object.kind} ${object.name}`)).size === 1;
    input.fail(`${who} holds several objects that make pods: ${namesOf(found)}. Say which one with ${areAlike ? '"namespace"' : '"kind" and "name"'}, or adopt each with AdoptedPods.allOf.`);
  }
  return only;
}

/** Every object in a construct that makes pods, one at least. */
export function adoptableObjects(input: Input, construct: IConstruct, isAdopted: (object: ApiObject) => boolean): ApiObject[] {
  const all = foreignObjectsIn(construct);
  const makers = all.filter((object) => makesPods(object) || isAdopted(object));
  if (makers.length === 0) input.fail(`${construct.node.path || 'the app'} holds nothing that makes pods and that this library did not make; there is ${namesOf(all)}.`);
  return makers;
}

function foreignObjectsIn(construct: IConstruct): ApiObject[] {
  return construct.node.findAll().filter((one) => ApiObject.isApiObject(one)).filter((object) => !isOwn(object));
}

/** How many names an error lists. */
const LISTED = 8;

/** Kinds and names, with namespaces where they are known. */
function namesOf(objects: readonly ApiObject[]): string {
  if (objects.length === 0) return 'no object that this library did not make';
  const names = objects.slice(0, LISTED).map(({ kind, name, metadata: { namespace } }) => (
    `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
  ));
  return `${names.join(', ')}${objects.length > LISTED ? ` and ${objects.length - LISTED} more` : ''}`;
}

function namespaceOf(object: ApiObject): string | undefined {
  return rendered(object).manifest?.metadata?.namespace ?? object.metadata.namespace;
}

function isOwn(construct: IConstruct): boolean {
  return ApiObject.isApiObject(construct) && ResourceObject.isResourceObject(construct);
}
