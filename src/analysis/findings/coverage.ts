import { RulePlace, rulesOfPolicy } from './rule-places';
import { ruleImplies, selectionImplies } from '../engine/implication';
import { Cluster, Direction, DIRECTIONS, Policy } from '../model/cluster';
import { Requirement, Selector } from '../model/selector';

const KNOWN = new WeakMap<Cluster, Coverage>();

/** Which NetworkPolicies and rules others make superfluous, whatever pods there are. */
export class Coverage {
  public static of(cluster: Cluster): Coverage {
    let coverage = KNOWN.get(cluster);
    if (!coverage) KNOWN.set(cluster, coverage = new Coverage(cluster));
    return coverage;
  }

  private readonly subjects = new Wider<Policy>();
  private readonly order: ReadonlyMap<Policy, number>;
  private readonly wider = new Map<Policy, readonly Policy[]>();
  private readonly places = new Map<Policy, { readonly [direction in Direction]: readonly RulePlace[] }>();
  private readonly byPeer = new Map<string, Wider<RulePlace>>();

  private constructor(private readonly cluster: Cluster) {
    const policies = cluster.policies.filter(({ tier }) => tier === 'NetworkPolicy');
    this.order = new Map(policies.map((policy, number) => [policy, number]));
    for (const policy of policies) this.subjects.add(policy.namespace!, policy.subject.pods, policy);
  }

  /** The rule that opens everything that this one does, to at least the same pods. Of two that are the same the first stays. */
  public coverOf(place: RulePlace, among: 'all policies' | 'other policies' = 'all policies'): RulePlace | undefined {
    const { policy, direction } = place;
    const policies = among === 'other policies' ? this.widerThan(policy) : [policy, ...this.widerThan(policy)];
    for (const other of policies) {
      const cover = this.candidates(other, direction, place)
        .find((candidate) => candidate.index !== place.index || candidate.policy !== policy ? this.covers(candidate, place) : false);
      if (cover) return cover;
    }
    return undefined;
  }

  /** The other policies that select at least the same pods of the same namespace. */
  public widerThan(policy: Policy): readonly Policy[] {
    let wider = this.wider.get(policy);
    if (!wider) {
      wider = this.subjects.of(policy.namespace!, policy.subject.pods)
        .filter((other) => other !== policy && selectionImplies(policy.subject, other.subject, this.cluster));
      this.wider.set(policy, wider);
    }
    return wider;
  }

  /** Whether others isolate at least the same pods in each direction and open all that the policy does. */
  public isSuperfluous(policy: Policy): boolean {
    const wider = this.widerThan(policy);
    return wider.length > 0 && DIRECTIONS.every((direction) => {
      const rules = policy.rules[direction];
      if (rules === undefined) return true;
      if (rules.length === 0) return wider.some((other) => other.rules[direction]?.length === 0 && this.comesFirst(other, policy));
      return this.placesOf(policy, direction).every((place) => this.coverOf(place, 'other policies') !== undefined);
    });
  }

  private covers(candidate: RulePlace, place: RulePlace): boolean {
    if (!ruleImplies(place.rule, candidate.rule, this.cluster)) return false;
    const first = candidate.policy === place.policy ? candidate.index < place.index : this.comesFirst(candidate.policy, place.policy);
    return first || !ruleImplies(candidate.rule, place.rule, this.cluster);
  }

  /** Whether a policy stays, of two of which one is superfluous: the one that selects more, or the first. */
  private comesFirst(one: Policy, other: Policy): boolean {
    return this.order.get(one)! < this.order.get(other)! || !selectionImplies(one.subject, other.subject, this.cluster);
  }

  /** The rules that may imply another, through the labels that its first peer asks for. */
  private candidates(policy: Policy, direction: Direction, { rule }: RulePlace): readonly RulePlace[] {
    const places = this.placesOf(policy, direction);
    const [first] = rule.peers ?? [];
    if (places.length <= 8 || first === undefined || 'block' in first) return places;
    const key = `${this.order.get(policy)} ${direction}`;
    let wider = this.byPeer.get(key);
    if (!wider) {
      this.byPeer.set(key, wider = new Wider<RulePlace>());
      for (const place of places) {
        if (!place.rule.peers) wider.add('', Selector.EVERYTHING, place);
        for (const peer of place.rule.peers ?? []) if ('selection' in peer) wider.add('', peer.selection.pods, place);
      }
    }
    return wider.of('', first.selection.pods);
  }

  private placesOf(policy: Policy, direction: Direction): readonly RulePlace[] {
    let places = this.places.get(policy);
    if (!places) this.places.set(policy, places = { Ingress: rulesOfPolicy(policy, 'Ingress'), Egress: rulesOfPolicy(policy, 'Egress') });
    return places[direction];
  }
}

/** Finds things by a selector that may be wider than another, without asking each. */
class Wider<T> {
  private readonly found = new Map<string, T[]>();

  public add(group: string, { requirements }: Selector, thing: T): void {
    const key = `${group}\n${requirements.length === 0 ? '' : placeOf(requirements[0])}`;
    const list = this.found.get(key);
    if (list) list.push(thing);
    else this.found.set(key, [thing]);
  }

  /** What was added by selectors that ask for nothing, or first for something that this one asks for too. */
  public of(group: string, { requirements }: Selector): T[] {
    const places = new Set(['', ...requirements.flatMap((requirement) => [placeOf(requirement), requirement.key])]);
    return [...new Set([...places].flatMap((place) => this.found.get(`${group}\n${place}`) ?? []))];
  }
}

/** One value that is asked for has a place of its own, since only the same value implies it. */
function placeOf({ key, operator, values }: Requirement): string {
  return operator === 'In' && values.length === 1 ? `${key}=${values[0]}` : key;
}
