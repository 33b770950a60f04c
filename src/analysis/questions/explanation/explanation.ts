import { AFTER_ALL, Direction, Policy, PolicyKind, Tier } from '../../model/cluster';
import { Source } from '../../model/source';
import { ConnectionSet, Protocol, PROTOCOLS } from '../../sets/connection-set';
import { Front } from '../ways-in/fronts';

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
  /** Where an ingress controller is the source: what leads there. */
  readonly ways?: readonly WayIn[];
  /** Who of those that may be the controller is let in, as far as the manifests tell. */
  readonly letIn?: LetIn;
  readonly egress?: EndExplanation;
  readonly ingress?: EndExplanation;
}

/** What leads from outside to a workload. */
export interface WayIn {
  /** Such as `Ingress shop/web`. */
  readonly object: string;
  /** The service through which it leads there. */
  readonly service: { readonly namespace: string; readonly name: string };
  /** What stands in front of the workload. */
  readonly fronts: readonly Front[];
  /** Whether the service is in another namespace that does not allow it, so that it does not lead there. */
  readonly ungranted?: boolean;
  readonly source: Source;
}

/** Somebody who may be an ingress controller: a workload, addresses, or pods that the manifests do not show. */
export interface LetIn {
  readonly kind: 'anybody' | 'workload' | 'unknown pods' | 'addresses';
  /** As it is named; left out for anybody. */
  readonly name?: string;
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

/** What is asked about, and the port where it is one. */
export function askedPortOf(asked: ConnectionSet): Pick<Explanation, 'connections' | 'protocol' | 'port'> {
  const connections = asked.toString();
  const [protocol, ...others] = PROTOCOLS.filter((one) => !asked.portsOf(one).isEmpty);
  const [range, ...more] = asked.portsOf(protocol).ranges;
  const isPort = others.length + more.length === 0 && range.first === range.last;
  return { connections, ...(isPort && { protocol, port: range.first }) };
}
