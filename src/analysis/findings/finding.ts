import { Analysis } from '../analysis';
import { Described, Policy, Workload } from '../model/cluster';
import { Source } from '../source';

/** The annotation by which an object acknowledges the findings of a rule, with the reason as its value, begins so; the id of the rule ends it. */
export const ACKNOWLEDGE = 'cdk8s-netpol/acknowledge.';

/** How bad a finding is: an `error` hardly ever is what was meant, a `warning` often is not, a `note` is worth a look. */
export type Severity = 'error' | 'warning' | 'note';

/** Something of the manifests that a person should know. */
export interface Finding {
  /** The id of the rule that found it. */
  readonly rule: string;
  readonly severity: Severity;
  /** What the rule looks for, in a few words. */
  readonly title: string;
  /** What is wrong here. */
  readonly text: string;
  /** What to write instead. */
  readonly cure: string;
  /** What it is about; findings of one rule about the same are told together. */
  readonly about?: string;
  /** Such as `NetworkPolicy shop/web`. */
  readonly object: string;
  /** Such as `spec.ingress[0].from[1]`; left out where it is the object as a whole. */
  readonly field?: string;
  readonly source: Source;
  /** The page that explains the rule. */
  readonly page: string;
  /** The reason for which it is as it should be, where the object gives one. */
  readonly acknowledged?: string;
}

/** What a rule found on an object. */
export interface Found extends Pick<Finding, 'text' | 'cure' | 'object' | 'field' | 'about'> {
  /** Where it is less than others of its rule. */
  readonly severity?: Severity;
  /** The object that can acknowledge it. */
  readonly on: Described;
}

/** One thing to look for in manifests. */
export interface FindingRule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What it finds; `before` is what the rules before it found. */
  find(analysis: Analysis, before: readonly Finding[]): readonly Found[];
}

/** `namespace/name`, or the name of a cluster policy. */
export function nameOf({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function onPolicy(policy: Policy, about: Pick<Found, 'field' | 'about' | 'text' | 'cure'>): Found {
  const kind = policy.tier === 'NetworkPolicy' ? 'NetworkPolicy' : 'ClusterNetworkPolicy';
  return { ...about, object: `${kind} ${nameOf(policy)}`, on: policy };
}

export function onWorkload(workload: Workload, about: { readonly text: string; readonly cure: string }): Found {
  return { ...about, object: `${workload.kind} ${nameOf(workload)}`, on: workload };
}
