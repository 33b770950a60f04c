import { Row, rowOf, towards } from './class-row';
import { classify, PodClass } from './pod-classes';
import { PodIndex } from './pod-index';
import { OtherEnd, PolicyEvaluator } from './policy-evaluator';
import { AddressAnswer, rangesOf } from './ranges';
import { Cluster, Direction, Policy, Workload } from '../model/cluster';
import { EndNames } from '../model/end-names';
import { AddressesEnd, AskedEnd, WorkloadEnd } from '../model/ends';
import { Problem, SourcedManifest } from '../model/source';
import { readCluster, ReadingSettings } from '../reading/read-cluster';
import { Address, AddressSet } from '../sets/address-set';
import { ConnectionSet, Protocol } from '../sets/connection-set';

/** Workloads of one class that may connect to those of another. */
export interface ClassConnection {
  readonly from: readonly Workload[];
  readonly to: readonly Workload[];
  readonly connections: ConnectionSet;
}

/** A workload and the addresses outside of the cluster that it may connect to, or that may connect to it. */
export interface ExternalConnection extends AddressAnswer {
  readonly direction: Direction;
  readonly workload: Workload;
}

/** Two ends, between which everything is answered alike: of addresses, those that the policies do not tell apart. */
export interface EndPair {
  readonly from: AskedEnd;
  readonly to: AskedEnd;
  readonly connections: ConnectionSet;
}

/** Says who may talk to whom, by what the manifests say and nothing else. */
export function analyze(manifests: readonly SourcedManifest[], settings: ReadingSettings = {}): Analysis {
  return new Analysis(readCluster(manifests, settings));
}

/** So many questions about one class cost as much as what it allows towards all others. */
const OFTEN = 4;

/** What the policies of a cluster mean. */
export class Analysis {
  public readonly classes: readonly PodClass[];
  public readonly evaluator: PolicyEvaluator;
  public readonly index: PodIndex;
  /** What the names of ends mean. */
  public readonly names: EndNames;
  private readonly classOf: readonly number[];
  private readonly members = new Map<number, readonly Workload[]>();
  private readonly numbers: ReadonlyMap<Workload, number>;
  private readonly asked: { readonly [direction in Direction]: Map<number, number> } = { Ingress: new Map(), Egress: new Map() };
  private readonly rows: { readonly [direction in Direction]: Map<number, Row> } = { Ingress: new Map(), Egress: new Map() };
  private readonly answers: { readonly [direction in Direction]: Map<number, readonly AddressAnswer[]> } = { Ingress: new Map(), Egress: new Map() };

  constructor(public readonly cluster: Cluster) {
    this.index = new PodIndex(cluster);
    const { classes, classOf } = classify(cluster, this.index);
    this.classes = classes;
    this.classOf = classOf;
    this.evaluator = new PolicyEvaluator(cluster, this.index, classes, classOf);
    this.names = new EndNames(cluster.workloads);
    this.numbers = new Map(cluster.workloads.map((workload, number) => [workload, number]));
  }

  /** What of the manifests could not be used. */
  public get problems(): readonly Problem[] {
    return this.cluster.problems;
  }

  /** Whether a connection is open, from and to every address where an end is several. A workload and itself are two of its pods. */
  public reaches(from: AskedEnd, to: AskedEnd, protocol: Protocol, port: number): boolean {
    return this.connections(from, to).has(protocol, port);
  }

  /** All connections that are open from one end to the other, from and to every address where an end is several. */
  public connections(from: AskedEnd, to: AskedEnd): ConnectionSet {
    if (from.kind === 'workload' && to.kind === 'workload') return this.between(this.classOfEnd(from), this.classOfEnd(to));
    return this.pairs(from, to).reduce((open, { connections }) => open.intersect(connections), ConnectionSet.ALL);
  }

  /** The parts of two ends that the policies tell apart, each with what is open: one pair where no end is several addresses. */
  public pairs(from: AskedEnd, to: AskedEnd): readonly EndPair[] {
    const addressed = from.kind === 'addresses' ? from : to.kind === 'addresses' ? to : undefined;
    const inside = from.kind === 'workload' ? from : to.kind === 'workload' ? to : undefined;
    if (!addressed || !inside) return [{ from, to, connections: inside ? this.connections(from, to) : ConnectionSet.ALL }];
    const direction = addressed === from ? 'Ingress' : 'Egress';
    const parts = this.partsOf(direction, inside.workload, addressed.addresses);
    return parts.map(({ addresses, connections }) => {
      const part: AddressesEnd = parts.length === 1 ? addressed : { kind: 'addresses', addresses };
      return direction === 'Ingress' ? { from: part, to: inside, connections } : { from: inside, to: part, connections };
    });
  }

  /** All connections that are open from one end to the other. */
  public between(source: OtherEnd, destination: OtherEnd): ConnectionSet {
    const sent = typeof source === 'number' ? this.allows('Egress', source, destination) : ConnectionSet.ALL;
    const taken = typeof destination === 'number' ? this.allows('Ingress', destination, source) : ConnectionSet.ALL;
    return sent.intersect(taken);
  }

  /** What the pods of a class allow in a direction towards the other end. A class that is asked often is worked out towards all others at once. */
  public allows(direction: Direction, self: number, other: OtherEnd): ConnectionSet {
    if (typeof other !== 'number') return this.evaluator.decide(direction, self, other);
    const known = this.rows[direction].get(self);
    if (known) return towards(known, other);
    const asked = (this.asked[direction].get(self) ?? 0) + 1;
    this.asked[direction].set(self, asked);
    return asked > OFTEN ? towards(this.row(direction, self), other) : this.evaluator.decide(direction, self, other);
  }

  /** What the pods allow where only those policies are there for which `isThere` holds. */
  public evaluatorBy(isThere: (policy: Policy) => boolean): PolicyEvaluator {
    const { cluster, index, classes, classOf } = this;
    return new PolicyEvaluator({ ...cluster, policies: cluster.policies.filter(isThere) }, index, classes, classOf);
  }

  /** The class of a workload, by its number. */
  public classOfWorkload(number: number): number {
    return this.classOf[number];
  }

  public classOfEnd({ workload }: WorkloadEnd): number {
    return this.classOf[this.numbers.get(workload)!];
  }

  /** An end, as the policies are asked about it: the class of a workload, or the first of the addresses. */
  public otherEnd(end: AskedEnd): OtherEnd {
    return end.kind === 'workload' ? this.classOfEnd(end) : end.addresses.first!;
  }

  /** Every pair of classes with an open connection. A class and itself are two workloads of it, or two pods of one. */
  public classConnections(): ClassConnection[] {
    const found: ClassConnection[] = [];
    this.eachOpenPair((from, to, connections) => found.push({ from: this.membersOf(from), to: this.membersOf(to), connections }));
    return found;
  }

  /** The same by the numbers of the classes. There may be millions of them, so that they are handed out one by one. */
  public eachOpenPair(act: (from: number, to: number, connections: ConnectionSet) => void): void {
    const all = this.classes.map(({ number }) => number);
    for (const source of all) {
      const egress = this.row('Egress', source);
      for (const other of egress.most.isEmpty ? egress.few.keys() : all) {
        const sent = towards(egress, other);
        if (sent.isEmpty) continue;
        const connections = sent.intersect(towards(this.row('Ingress', other), source));
        if (!connections.isEmpty) act(source, other, connections);
      }
    }
  }

  /** What each workload may connect to, or be connected from, outside of the cluster. */
  public* externalConnections(): Iterable<ExternalConnection> {
    for (const direction of ['Ingress', 'Egress'] as const) {
      for (const { number } of this.classes) {
        const answers = this.answersOf(direction, number);
        for (const workload of this.membersOf(number)) {
          for (const answer of answers) yield { ...answer, direction, workload };
        }
      }
    }
  }

  /** What the pods of a class allow towards addresses outside of the cluster. */
  public answersOf(direction: Direction, number: number): readonly AddressAnswer[] {
    let answers = this.answers[direction].get(number);
    if (!answers) this.answers[direction].set(number, answers = rangesOf(direction, number, this.evaluator));
    return answers;
  }

  /** Addresses by what a workload answers to them, those to which it is closed last. One that is its own node is let in. */
  private partsOf(direction: Direction, workload: Workload, addresses: AddressSet): readonly AddressAnswer[] {
    const self = this.classOf[this.numbers.get(workload)!];
    if (addresses.isSingle) {
      const isNode = direction === 'Ingress' && isOwnNode(addresses.first!, workload);
      return [{ addresses, connections: isNode ? ConnectionSet.ALL : this.evaluator.decide(direction, self, addresses.first!) }];
    }
    const open = this.answersOf(direction, self)
      .map((answer) => ({ ...answer, addresses: addresses.intersect(answer.addresses) }));
    const closed = { addresses: open.reduce((rest, answer) => rest.subtract(answer.addresses), addresses), connections: ConnectionSet.NONE };
    return [...open, closed].filter((part) => !part.addresses.isEmpty);
  }

  private row(direction: Direction, number: number): Row {
    let row = this.rows[direction].get(number);
    if (!row) this.rows[direction].set(number, row = rowOf(direction, number, this.evaluator, this.classes));
    return row;
  }

  private membersOf(number: number): readonly Workload[] {
    let members = this.members.get(number);
    if (!members) this.members.set(number, members = this.classes[number].members.map((member) => this.cluster.workloads[member]));
    return members;
  }
}

/** What the pod's own node sends, such as the probes of the kubelet, is always let in. */
function isOwnNode({ family, value }: Address, { nodeAddresses }: Workload): boolean {
  return nodeAddresses.some((node) => node.family === family && node.value === value);
}
