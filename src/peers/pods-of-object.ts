import { ApiObject } from 'cdk8s';
import { Resource } from '../resource/resource';

/** Pods that an object of somebody else makes. They are where the object is, and not where somebody names them. */
interface PodsOfObject {
  readonly apiObject: ApiObject;
  /** How the policy of their `connections` is called. */
  readonly _policyName: string;
}

/** Whether a selector or peer stands for one object: a workload, a Service, an adopted object. */
export function isOfObject(selectorOrPeer: unknown): boolean {
  return policyNameOf(selectorOrPeer) !== undefined;
}

/** How the policy of an object's pods is called: a workload's as the workload. `undefined` where it is no object. */
export function policyNameOf(selectorOrPeer: unknown): string | undefined {
  if (selectorOrPeer instanceof Resource) return selectorOrPeer.name;
  return (selectorOrPeer as Partial<PodsOfObject> | undefined)?._policyName;
}

/** The object of somebody else whose pods these are. */
export function objectOf(selectorOrPeer: unknown): ApiObject | undefined {
  return (selectorOrPeer as Partial<PodsOfObject> | undefined)?._policyName === undefined ? undefined : (selectorOrPeer as PodsOfObject).apiObject;
}
