import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ResourceObject } from '../../resource/resource-object';

/** The construct that a person made, where an object is part of one. */
export function constructOf(object: ApiObject): IConstruct {
  return ResourceObject.isResourceObject(object) ? object.node.scope! : object;
}
