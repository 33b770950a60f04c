import { Decisions, OtherEnd } from './engine/decisions';
import { classify, PodClass } from './engine/pod-classes';
import { PodIndex } from './engine/pod-index';
import { AddressAnswer, rangesOf } from './engine/ranges';
import { Row, rowOf, towards } from './engine/rows';
import { Cluster, Direction, Policy, Workload } from './model/cluster';
import { readCluster } from './model/read-cluster';
import { Address, addressOf } from './sets/address-set';
import { ConnectionSet, Protocol } from './sets/connection-set';
import { Problem, SourcedManifest } from './source';

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

/** Says who may talk to whom, by what the manifests say and nothing else. */
export function analyze(manifests: readonly SourcedManifest[]): Analysis {
  return new Analysis(readCluster(manifests));
}

/** So many questions about one class cost as much as what it allows towards all others. */
const OFTEN = 4;

/** What the policies of a cluster mean. */
export class Analysis {
  public readonly classes: readonly PodClass[];
  public readonly decisions: Decisions;
  public readonly index: PodIndex;
  private readonly classOf: readonly number[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly asked: { readonly [direction in Direction]: Map<number, number> } = { Ingress: new Map(), Egress: new Map() };
  private readonly rows: { readonly [direction in Direction]: Map<number, Row> } = { Ingress: new Map(), Egress: new Map() };

  constructor(public readonly cluster: Cluster) {
    this.index = new PodIndex(cluster);
    const { classes, classOf } = classify(cluster, this.index);
    this.classes = classes;
    this.classOf = classOf;
    this.decisions = new Decisions(cluster, this.index, classes, classOf);
    this.numbers = new Map(cluster.workloads.map(({ namespace, name }, number) => [`${namespace}/${name}`, number]));
  }

  /** What of the manifests could not be used. */
  public get problems(): readonly Problem[] {
    return this.cluster.problems;
  }

  /**
   * Whether a connection is open. An end is `namespace/name` of a workload or an IP address; a workload and itself are two of its pods.
   *
   * @throws when there is no such workload
   */
  public reaches(from: string, to: string, protocol: Protocol, port: number): boolean {
    return this.connections(from, to).has(protocol, port);
  }

  /**
   * All connections that are open from one end to the other.
   *
   * @throws when there is no such workload
   */
  public connections(from: string, to: string): ConnectionSet {
    const [source, destination] = [this.endOf(from), this.endOf(to)];
    if (typeof source !== 'number' && typeof destination === 'number' && isOwnNode(source, this.workloadOf(to))) return ConnectionSet.ALL;
    return this.between(source, destination);
  }

  /** All connections that are open from one end to the other. */
  public between(source: OtherEnd, destination: OtherEnd): ConnectionSet {
    const sent = typeof source === 'number' ? this.allows('Egress', source, destination) : ConnectionSet.ALL;
    const taken = typeof destination === 'number' ? this.allows('Ingress', destination, source) : ConnectionSet.ALL;
    return sent.intersect(taken);
  }

  /** What the pods of a class allow in a direction towards the other end. A class that is asked often is worked out towards all others at once. */
  public allows(direction: Direction, self: number, other: OtherEnd): ConnectionSet {
    if (typeof other !== 'number') return this.decisions.decide(direction, self, other);
    const known = this.rows[direction].get(self);
    if (known) return towards(known, other);
    const asked = (this.asked[direction].get(self) ?? 0) + 1;
    this.asked[direction].set(self, asked);
    return asked > OFTEN ? towards(this.row(direction, self), other) : this.decisions.decide(direction, self, other);
  }

  /** What the pods allow where only those policies are there for which `isThere` holds. */
  public decisionsBy(isThere: (policy: Policy) => boolean): Decisions {
    const { cluster, index, classes, classOf } = this;
    return new Decisions({ ...cluster, policies: cluster.policies.filter(isThere) }, index, classes, classOf);
  }

  /** The class of a workload, by its number. */
  public classOfWorkload(number: number): number {
    return this.classOf[number];
  }

  /** Every pair of classes with an open connection. A class and itself are two workloads of it, or two pods of one. */
  public* classConnections(): Iterable<ClassConnection> {
    for (const source of this.classes) {
      const egress = this.row('Egress', source.number);
      const others = egress.most.isEmpty ? egress.few.keys() : this.classes.keys();
      for (const other of others) {
        const sent = towards(egress, other);
        if (sent.isEmpty) continue;
        const connections = sent.intersect(towards(this.row('Ingress', other), source.number));
        if (!connections.isEmpty) yield { from: this.membersOf(source.number), to: this.membersOf(other), connections };
      }
    }
  }

  /** What each workload may connect to, or be connected from, outside of the cluster. */
  public* externalConnections(): Iterable<ExternalConnection> {
    for (const direction of ['Ingress', 'Egress'] as const) {
      for (const { number } of this.classes) {
        const answers = rangesOf(direction, number, this.decisions);
        for (const workload of this.membersOf(number)) {
          for (const answer of answers) yield { ...answer, direction, workload };
        }
      }
    }
  }

  /** The end that a text names: the class of a workload, or an address. */
  public endOf(text: string): OtherEnd {
    const number = this.numbers.get(fullName(text));
    return number === undefined ? addressOf(text) ?? this.classOf[this.numberOf(text)] : this.classOf[number];
  }

  /** The workload that a text names. */
  public workloadOf(text: string): Workload {
    return this.cluster.workloads[this.numberOf(text)];
  }

  private numberOf(text: string): number {
    const number = this.numbers.get(fullName(text));
    if (number === undefined) throw new UnknownEnd(text, [...this.numbers.keys()]);
    return number;
  }

  private row(direction: Direction, number: number): Row {
    let row = this.rows[direction].get(number);
    if (!row) this.rows[direction].set(number, row = rowOf(direction, number, this.decisions, this.classes));
    return row;
  }

  private membersOf(number: number): readonly Workload[] {
    return this.classes[number].members.map((member) => this.cluster.workloads[member]);
  }
}

function fullName(text: string): string {
  return text.includes('/') ? text : `default/${text}`;
}

/** What the pod's own node sends, such as the probes of the kubelet, is always let in. */
function isOwnNode({ family, value }: Address, { nodeAddresses }: Workload): boolean {
  return nodeAddresses.some((node) => node.family === family && node.value === value);
}

/** An end was named that the manifests do not hold. */
export class UnknownEnd extends Error {
  constructor(public readonly end: string, known: readonly string[]) {
    const alike = known.filter((name) => name.split('/')[1] === end.split('/').pop()).slice(0, 5);
    const some = alike.length > 0 ? `Did you mean ${alike.join(', ')}?` : `There are ${known.slice(0, 5).join(', ') || 'none'}${known.length > 5 ? ', …' : ''}.`;
    super(`there is no workload "${end}". ${some}`);
  }
}
