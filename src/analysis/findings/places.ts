import { nameOf } from './finding';
import { Cluster, Direction, DIRECTIONS, Peer, Policy, Rule, Selection } from '../model/cluster';

/** A rule, and where it is written. */
export interface RulePlace {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly rule: Rule;
  /** Such as `spec.ingress[0]`. */
  readonly field: string;
  /** Such as `ingress rule #1 of shop/web`. */
  readonly name: string;
}

/** A peer of a rule, and where it is written. */
export interface PeerPlace extends RulePlace {
  readonly peer: Peer;
  /** Such as `spec.ingress[0].from[1]`. */
  readonly peerField: string;
}

/** The fields of a direction. */
export const FIELDS: { readonly [direction in Direction]: { readonly rules: 'ingress' | 'egress'; readonly peers: 'from' | 'to' } } = {
  Ingress: { rules: 'ingress', peers: 'from' },
  Egress: { rules: 'egress', peers: 'to' },
};

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
  const { rules } = FIELDS[direction];
  return (policy.rules[direction] ?? []).map((rule, index) => ({
    policy, direction, rule, field: `spec.${rules}[${index}]`, name: `${rules} rule #${index + 1} of ${nameOf(policy)}`,
  }));
}

/** Every peer of a rule that takes effect. Networks of a cluster policy share the place of their rule. */
export function peersOf(cluster: Cluster): readonly PeerPlace[] {
  let places = PEERS.get(cluster);
  if (!places) {
    places = rulesOf(cluster).flatMap((place) => (place.rule.peers ?? []).map((peer, index) => ({
      ...place,
      peer,
      peerField: place.policy.tier === 'NetworkPolicy' ? `${place.field}.${FIELDS[place.direction].peers}[${index}]` : place.field,
    })));
    PEERS.set(cluster, places);
  }
  return places;
}

/** Such as `pods app=web of namespace shop`. */
export function textOf({ namespaces, pods }: Selection): string {
  const which = pods.isEverything ? 'all pods' : `pods ${pods}`;
  if (typeof namespaces === 'string') return `${which} of namespace ${namespaces}`;
  return `${which} of ${namespaces.isEverything ? 'all namespaces' : `namespaces ${namespaces}`}`;
}

/** A few of a list, such as `shop/web, shop/api and 3 more`. */
export function some(texts: readonly string[]): string {
  const shown = texts.length <= 3 ? texts : [...texts.slice(0, 2), `${texts.length - 2} more`];
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
