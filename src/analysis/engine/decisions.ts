import { PodClass } from './pod-classes';
import { PodIndex } from './pod-index';
import { connectionsOf, namesPorts } from './rule-ports';
import { Cluster, Direction, DIRECTIONS, ListeningPort, Peer, Policy, Rule } from '../model/cluster';
import { Address } from '../sets/address-set';
import { ConnectionSet } from '../sets/connection-set';

/** The other end of a connection: pods of a class, or an address outside of the cluster. */
export type OtherEnd = number | Address;

/** Whether a rule means the other end. */
export type Meaning = (rule: Rule) => boolean;

/** The policies that select the pods of a class for a direction, in the order in which they are asked. */
export interface PoliciesOfClass {
  readonly admin: readonly Policy[];
  /** NetworkPolicies: as soon as there is one, the pods are isolated. */
  readonly isolating: readonly Policy[];
  readonly baseline: readonly Policy[];
}

const NOTHING: PoliciesOfClass = { admin: [], isolating: [], baseline: [] };

/** What one end of a connection allows, by the policies that select it. */
export class Decisions {
  private readonly policies: { readonly [direction in Direction]: Map<number, PoliciesOfClass> } = { Ingress: new Map(), Egress: new Map() };
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

  public policiesOf(direction: Direction, self: number): PoliciesOfClass {
    return this.policies[direction].get(self) ?? NOTHING;
  }

  /** What `self` allows in a direction towards the other end: each tier decides what those before it left. */
  public decide(direction: Direction, self: number, other: OtherEnd): ConnectionSet {
    return this.decideFor(direction, self, (rule) => this.means(rule, other), this.namedPorts(direction, self, other));
  }

  /** What `self` allows in a direction towards whomever those rules mean for which `means` holds. */
  public decideFor(direction: Direction, self: number, means: Meaning, named: readonly ListeningPort[]): ConnectionSet {
    const { admin, isolating, baseline } = this.policiesOf(direction, self);
    const first = this.ask(admin, direction, means, named, ConnectionSet.ALL);
    if (isolating.length > 0) return first.accepted.union(first.left.intersect(this.allowedBy(isolating, direction, means, named)));
    const last = this.ask(baseline, direction, means, named, first.left);
    return first.accepted.union(last.accepted).union(last.left);
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

  /** One tier of cluster policies: the first rule that matches decides, and `Pass` leaves the tier. */
  private ask(policies: readonly Policy[], direction: Direction, means: Meaning, named: readonly ListeningPort[], asked: ConnectionSet):
  { accepted: ConnectionSet; left: ConnectionSet } {
    let accepted = ConnectionSet.NONE;
    let passed = ConnectionSet.NONE;
    let open = asked;
    for (const rule of policies.flatMap((policy) => policy.rules[direction]!)) {
      if (open.isEmpty) break;
      if (!means(rule)) continue;
      const matched = open.intersect(this.connectionsOf(rule, named));
      if (rule.action === 'Accept') accepted = accepted.union(matched);
      if (rule.action === 'Pass') passed = passed.union(matched);
      open = open.subtract(matched);
    }
    return { accepted, left: open.union(passed) };
  }

  private allowedBy(policies: readonly Policy[], direction: Direction, means: Meaning, named: readonly ListeningPort[]): ConnectionSet {
    let allowed = ConnectionSet.NONE;
    for (const policy of policies) {
      for (const rule of policy.rules[direction]!) {
        if (allowed.isAll) return allowed;
        if (means(rule)) allowed = allowed.union(this.connectionsOf(rule, named));
      }
    }
    return allowed;
  }

  private assign(policy: Policy, byClass: Map<number, PoliciesOfClass>): void {
    for (const number of new Set(this.index.select(policy.subject).map((pod) => this.classOf[pod]))) {
      let policies = byClass.get(number);
      if (!policies) byClass.set(number, policies = { admin: [], isolating: [], baseline: [] });
      const tier = { Admin: policies.admin, NetworkPolicy: policies.isolating, Baseline: policies.baseline }[policy.tier];
      (tier as Policy[]).push(policy);
    }
  }
}
