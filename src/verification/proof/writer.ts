import { ApiObject, Include } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ConnectionsObject } from '../../connections/connections-object';
import { ResourceObject } from '../../resource/resource-object';
import { className } from '../../validation/class-of';

/** What a person would look for to change an object: `connections` of a workload, a construct, or what included it. */
export function writerOf(object: ApiObject): string {
  if (isOfConnections(object)) return `the connections of ${object.node.scope!.node.path}`;
  if (isOwn(object)) return object.node.scope!.node.path;
  const included = includeAround(object);
  return included ? `${included.node.path} (${className(included)})` : object.node.path;
}

/** Whether this library wrote the object. */
export function isOwn(object: ApiObject): boolean {
  return ResourceObject.isResourceObject(object);
}

export function isOfConnections(object: ApiObject): boolean {
  return ConnectionsObject.isConnectionsObject(object);
}

/** The construct by which an object of somebody else's YAML came into the app. */
export function includeAround(object: ApiObject): IConstruct | undefined {
  return isOwn(object) ? undefined : object.node.scopes.find((scope) => scope instanceof Include);
}
