import { Resource } from '../resource/resource';

/** Pods that one object makes. They are where the object is, and not where somebody names them. */
interface PodsOfObject {
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
