import { AFTER_ALL, Direction, Policy, PolicyKind, Tier } from '../model/cluster';
import { Source } from '../model/source';
import { Protocol } from '../sets/connection-set';

/** A policy, as an explanation or a finding names it. */
export interface PolicyReference {
  readonly tier: Tier;
  readonly kind: PolicyKind;
  /** `namespace/name`, or the name of a cluster policy. */
  readonly name: string;
  /** Left out for a BaselineAdminNetworkPolicy, which has none. */
  readonly priority?: number;
  readonly source: Source;
}

/** A rule of a policy, counted from 1 as `Ingress rule #1`. */
export interface RuleReference {
  readonly policy: PolicyReference;
  readonly direction: Direction;
  readonly number: number;
  readonly name?: string;
  /** Such as `spec.ingress[0]`. */
  readonly field: string;
  readonly action: 'Accept' | 'Deny' | 'Pass';
}

/** The part of a rule by which it fails to match. */
export type Mismatch = 'peer' | 'namespace' | 'port' | 'protocol' | 'named port';

/** The rule that came nearest, and why it does not match. */
export interface NearMiss {
  readonly rule: RuleReference;
  readonly mismatch: Mismatch;
  /** Such as `it opens TCP 80, not TCP 443`. */
  readonly text: string;
}

/** What one end of a connection says to it. */
export interface EndExplanation {
  readonly direction: Direction;
  /** The workload whose policies were asked, as it is named; an address has none. */
  readonly end: string;
  readonly open: boolean;
  /** The policies that select the end for this direction, in the order in which they are asked. */
  readonly policies: readonly PolicyReference[];
  /** The rule that decided; `undefined` where isolation did, or nothing selects the end. */
  readonly decidedBy?: RuleReference;
  /** Where it is closed because no rule opens it: the rule that comes nearest. */
  readonly nearMiss?: NearMiss;
  /** In a sentence, what decided. */
  readonly text: string;
  /** Why the answer may not hold in a cluster. */
  readonly caveat?: string;
  /** Where it is closed: the smallest change that would open it. */
  readonly mend?: string;
}

/** Why a connection is open or closed. */
export interface Explanation {
  /** The ends, as they are named. */
  readonly from: string;
  readonly to: string;
  /** What is explained, such as `TCP 80` or `All Connections`. */
  readonly connections: string;
  /** Where it is one port. */
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly open: boolean;
  readonly egress?: EndExplanation;
  readonly ingress?: EndExplanation;
}

export function referenceOf(policy: Policy): PolicyReference {
  return {
    tier: policy.tier,
    kind: policy.kind,
    name: policy.namespace === undefined ? policy.name : `${policy.namespace}/${policy.name}`,
    ...(policy.priority !== AFTER_ALL && { priority: policy.priority }),
    source: policy.source,
  };
}

/** The reference to a rule of a policy, by its place from 0. */
export function ruleReferenceOf(policy: Policy, direction: Direction, index: number): RuleReference {
  const { name, action } = policy.rules[direction]![index];
  return { policy: referenceOf(policy), direction, number: index + 1, name, field: `spec.${direction.toLowerCase()}[${index}]`, action };
}
