import { PodClass } from './pod-classes';
import { PodIndex } from './pod-index';
import { PolicyTiers } from './policy-tiers';
import { connectionsOf, namesPorts } from './rule-ports';
import { Cluster, Direction, DIRECTIONS, ListeningPort, Peer, Policy, Rule } from '../model/cluster';
import { Address } from '../sets/address-set';
import { ConnectionSet } from '../sets/connection-set';

/** The other end of a connection: pods of a class, or an address outside of the cluster. */
export type OtherEnd = number | Address;

/** Whether a rule means the other end. */
export type Meaning = (rule: Rule) => boolean;

/** A rule that means the other end, and connections that are asked about, in a policy that has a say. */
export interface RuleMatch {
  readonly policy: Policy;
  /** The place of the rule among those of its direction, from 0. */
  readonly index: number;
  readonly rule: Rule;
  /** What its ports mean. */
  readonly connections: ConnectionSet;
}

/** What one end says to a connection, and how it comes to that. */
export interface Evaluation {
  readonly tiers: PolicyTiers;
  readonly allowed: ConnectionSet;
  /** The rules that match, in the order in which they are asked. */
  readonly matches: readonly RuleMatch[];
}

/** What the rules of a direction are asked about. */
interface Asked {
  readonly direction: Direction;
  readonly means: Meaning;
  readonly named: readonly ListeningPort[];
  /** Is told of every rule that matches. Without it, rules that change nothing are passed over. */
  readonly witness?: (match: RuleMatch) => void;
}

/** What one tier of cluster policies says. */
interface TierAnswer {
  readonly accepted: ConnectionSet;
  /** What it leaves to the next tier. */
  readonly left: ConnectionSet;
}

/** What one end of a connection allows, by the policies that select it. */
export class PolicyEvaluator {
  private readonly policies: { readonly [direction in Direction]: Map<number, PolicyTiers> } = { Ingress: new Map(), Egress: new Map() };
  private readonly classesOfPeers = new Map<readonly number[], ReadonlySet<number>>();
  private readonly fixed = new Map<Rule, ConnectionSet>();

  constructor(
    cluster: Cluster,
    private readonly index: PodIndex,
    private readonly classes: readonly PodClass[],
    private readonly classOf: readonly number[],
  ) {
    const byPriority = [...cluster.policies].sort((a, b) => a.priority - b.priority);
    for (const policy of byPriority) {
      for (const direction of DIRECTIONS) {
        if (policy.rules[direction]) this.assign(policy, this.policies[direction]);
      }
    }
  }

  public tiersOf(direction: Direction, self: number): PolicyTiers {
    return this.policies[direction].get(self) ?? PolicyTiers.NONE;
  }

  /** What `self` allows in a direction towards the other end: each tier decides what those before it left. */
  public decide(direction: Direction, self: number, other: OtherEnd): ConnectionSet {
    return this.decideFor(direction, self, (rule) => this.means(rule, other), this.namedPorts(direction, self, other));
  }

  /** What `self` allows in a direction towards whomever those rules mean for which `means` holds. */
  public decideFor(direction: Direction, self: number, means: Meaning, named: readonly ListeningPort[]): ConnectionSet {
    return this.evaluate(this.tiersOf(direction, self), { direction, means, named });
  }

  /** The same as `decide`, and the rules that matched on the way. */
  public trace(direction: Direction, self: number, other: OtherEnd): Evaluation {
    return this.traceFor(direction, self, (rule) => this.means(rule, other), this.namedPorts(direction, self, other));
  }

  /** The same as `decideFor`, and the rules that matched on the way. */
  public traceFor(direction: Direction, self: number, means: Meaning, named: readonly ListeningPort[]): Evaluation {
    const tiers = this.tiersOf(direction, self);
    const matches: RuleMatch[] = [];
    const allowed = this.evaluate(tiers, { direction, means, named, witness: (match) => matches.push(match) });
    return { tiers, allowed, matches };
  }

  /** Whether a rule means the other end. */
  public means(rule: Rule, other: OtherEnd): boolean {
    return rule.peers === undefined || rule.peers.some((peer) => this.peerMeans(peer, other));
  }

  /** The classes whose pods a peer means. */
  public classesOf(peer: Peer): ReadonlySet<number> {
    const pods = 'selection' in peer ? this.index.select(peer.selection) : this.index.within(peer.block);
    let found = this.classesOfPeers.get(pods);
    if (!found) this.classesOfPeers.set(pods, found = new Set(pods.map((pod) => this.classOf[pod])));
    return found;
  }

  /** The connections that the ports of a rule mean. */
  public connectionsOf(rule: Rule, named: readonly ListeningPort[]): ConnectionSet {
    const known = this.fixed.get(rule);
    if (known) return known;
    if (namesPorts(rule)) return connectionsOf(rule, named);
    const connections = connectionsOf(rule, []);
    this.fixed.set(rule, connections);
    return connections;
  }

  /** Named ports are looked up where the connection goes to. */
  public namedPorts(direction: Direction, self: number, other: OtherEnd): readonly ListeningPort[] {
    const destination = direction === 'Ingress' ? self : other;
    return typeof destination === 'number' ? this.classes[destination].namedPorts : [];
  }

  private peerMeans(peer: Peer, other: OtherEnd): boolean {
    if (typeof other === 'number') return this.classesOf(peer).has(other);
    return 'block' in peer && peer.block.addresses.has(other);
  }

  /** The rule of tiers: Admin, then NetworkPolicy, whose answer is final where it isolates, or else Baseline; what nothing decides is allowed. */
  private evaluate({ admin, isolating, baseline, isIsolated }: PolicyTiers, asked: Asked): ConnectionSet {
    const first = this.askTier(admin, asked, ConnectionSet.ALL);
    if (isIsolated) return first.accepted.union(first.left.intersect(this.allowedBy(isolating, asked)));
    const last = this.askTier(baseline, asked, first.left);
    return first.accepted.union(last.accepted).union(last.left);
  }

  /** One tier of cluster policies: the first rule that matches decides, and `Pass` leaves the tier. */
  private askTier(policies: readonly Policy[], { direction, means, named, witness }: Asked, open: ConnectionSet): TierAnswer {
    let accepted = ConnectionSet.NONE;
    let passed = ConnectionSet.NONE;
    let left = open;
    for (const policy of policies) {
      for (const [index, rule] of policy.rules[direction]!.entries()) {
        if (left.isEmpty && !witness) return { accepted, left: passed };
        if (!means(rule)) continue;
        const connections = this.connectionsOf(rule, named);
        witness?.({ policy, index, rule, connections });
        const matched = left.intersect(connections);
        if (rule.action === 'Accept') accepted = accepted.union(matched);
        if (rule.action === 'Pass') passed = passed.union(matched);
        left = left.subtract(matched);
      }
    }
    return { accepted, left: left.union(passed) };
  }

  private allowedBy(policies: readonly Policy[], { direction, means, named, witness }: Asked): ConnectionSet {
    let allowed = ConnectionSet.NONE;
    for (const policy of policies) {
      for (const [index, rule] of policy.rules[direction]!.entries()) {
        if (allowed.isAll && !witness) return allowed;
        if (!means(rule)) continue;
        const connections = this.connectionsOf(rule, named);
        witness?.({ policy, index, rule, connections });
        allowed = allowed.union(connections);
      }
    }
    return allowed;
  }

  private assign(policy: Policy, byClass: Map<number, PolicyTiers>): void {
    for (const number of new Set(this.index.select(policy.subject).map((pod) => this.classOf[pod]))) {
      let tiers = byClass.get(number);
      if (!tiers) byClass.set(number, tiers = new PolicyTiers());
      tiers.add(policy);
    }
  }
}
