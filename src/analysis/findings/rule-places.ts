import { nameOf } from './finding';
import { Cluster, Direction, DIRECTIONS, Peer, Policy, Rule } from '../model/cluster';

/** The fields of a direction. */
export const FIELDS: { readonly [direction in Direction]: { readonly rules: 'ingress' | 'egress'; readonly peers: 'from' | 'to' } } = {
  Ingress: { rules: 'ingress', peers: 'from' },
  Egress: { rules: 'egress', peers: 'to' },
};

/** A rule, and where it is written, which few are ever asked for. */
export class RulePlace {
  /** @param index its place among the rules of its direction, from 0 */
  constructor(public readonly policy: Policy, public readonly direction: Direction, public readonly rule: Rule, public readonly index: number) {}

  /** Such as `spec.ingress[0]`. */
  public get field(): string {
    return `spec.${FIELDS[this.direction].rules}[${this.index}]`;
  }

  /** Where a port of the rule is written, by its place among those that are understood, from 0, such as `spec.ingress[0].ports[1].port`. */
  public portField(index: number): string {
    const at = this.rule.ports?.[index].at ?? index;
    switch (this.policy.kind) {
      case 'NetworkPolicy': return `${this.field}.ports[${at}].port`;
      case 'ClusterNetworkPolicy': return `${this.field}.protocols[${at}]`;
      default: return `${this.field}.ports[${at}]`;
    }
  }

  /** Such as `ingress rule #1 of shop/web`. */
  public get name(): string {
    return `${FIELDS[this.direction].rules} rule #${this.index + 1} of ${nameOf(this.policy)}`;
  }
}

/** A peer of a rule, and where it is written. */
export class PeerPlace extends RulePlace {
  constructor(policy: Policy, direction: Direction, rule: Rule, index: number, public readonly peer: Peer, private readonly number: number) {
    super(policy, direction, rule, index);
  }

  /** Such as `spec.ingress[0].from[1]`. Networks of a cluster policy share the place of their rule. */
  public get peerField(): string {
    return this.policy.tier === 'NetworkPolicy' ? `${this.field}.${FIELDS[this.direction].peers}[${this.number}]` : this.field;
  }
}

const RULES = new WeakMap<Cluster, readonly RulePlace[]>();
const PEERS = new WeakMap<Cluster, readonly PeerPlace[]>();

/** Every rule that takes effect. */
export function rulesOf(cluster: Cluster): readonly RulePlace[] {
  let places = RULES.get(cluster);
  if (!places) {
    places = cluster.policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => rulesOfPolicy(policy, direction)));
    RULES.set(cluster, places);
  }
  return places;
}

export function rulesOfPolicy(policy: Policy, direction: Direction): RulePlace[] {
  return (policy.rules[direction] ?? []).map((rule, index) => new RulePlace(policy, direction, rule, index));
}

/** Every peer of a rule that takes effect. */
export function peersOf(cluster: Cluster): readonly PeerPlace[] {
  let places = PEERS.get(cluster);
  if (!places) {
    places = cluster.policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => (policy.rules[direction] ?? []).flatMap((rule, index) => (
      (rule.peers ?? []).map((peer, number) => new PeerPlace(policy, direction, rule, index, peer, number))
    ))));
    PEERS.set(cluster, places);
  }
  return places;
}

/** A few of a list, such as `shop/web, shop/api and 3 more`. */
export function some(texts: readonly string[]): string {
  const shown = texts.length <= 3 ? texts : [...texts.slice(0, 2), `${texts.length - 2} more`];
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
