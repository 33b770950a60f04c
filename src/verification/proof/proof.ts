import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Together } from './charts-together';
import { DeclaredEnd, DeclaredEnds } from './declared-ends';
import { DeclaredPorts, expectedConnections, rulePortsOf } from './expected-ports';
import { PartialPolicies } from './partial-policies';
import { WrittenApp } from './written-app';
import { Analysis } from '../../analysis/engine/analysis';
import { AskedEnd, endOf } from '../../analysis/model/ends';
import { AddressSet } from '../../analysis/sets/address-set';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { DeclaredConnection } from '../../app/declared-connection';
import { INetworkPolicyPeer } from '../../peers/network-policy-peer';
import { Synthesis } from '../../synth/run/synthesis';
import { memo } from '../../validation/memo';

/** A declared connection that does not hold in what is going to be written. */
export interface BrokenConnection {
  readonly declared: DeclaredConnection;
  readonly analysis: Analysis;
  /** Where not all of it is open. */
  readonly pairs: readonly ClosedPair[];
  /** A port that is declared by a name which none of the destinations has. */
  readonly unknownName?: string;
  /** Whether pods of the app are connected to, and not only addresses. */
  readonly connectsToPods: boolean;
  /** Where nobody told that charts are applied together: the few that are enough to break it. */
  readonly alone?: readonly Chart[];
}

/** Two ends of a declared connection, between which not all of it is open. */
export interface ClosedPair {
  readonly from: AskedEnd;
  readonly to: AskedEnd;
  readonly closed: ConnectionSet;
}

/** What is asked of one declaration in charts that are applied together. */
interface Question {
  readonly declared: DeclaredConnection;
  readonly analysis: Analysis;
  readonly ends: DeclaredEnds;
  /** The policies by their charts, where some may be applied without the others. */
  readonly partial?: PartialPolicies;
}

/** Checks what was declared against what is going to be written. */
export class Proof {
  /** Connections that hold but for a policy of the whole cluster in a chart that nobody told to be applied with them. */
  public readonly deniedElsewhere: BrokenConnection[] = [];

  private readonly ends = new Map<Analysis, DeclaredEnds>();
  private readonly partial = new Map<Analysis, PartialPolicies>();
  private readonly charts = new Map<IConstruct, Chart | undefined>();

  constructor(private readonly written: WrittenApp, private readonly synthesis: Synthesis) {}

  /**
   * Gives back nothing where the declaration holds: from every pod of the one end to every pod of the other, on all of its ports.
   *
   * It has to hold in every cluster that holds both ends. Where no cluster was told, it has to hold for the charts of both ends alone, and beside the NetworkPolicies of
   * any other. Whether a policy of the whole cluster in another chart is there nobody knows, so that it closes and opens nothing.
   */
  public check(declared: DeclaredConnection): BrokenConnection | undefined {
    const own = this.chartsOf(declared);
    for (const together of this.written.together.around(own)) {
      const broken = this.checkIn(together, declared) ?? (together.isTold ? undefined : this.checkBesideRivals(new Set(own), declared));
      if (!broken) continue;
      const without = together.isTold ? undefined : this.written.withoutClusterPoliciesBeside(new Set(own));
      const still = without ? new Proof(without, this.synthesis).check(declared) : broken;
      if (still) return still;
      this.deniedElsewhere.push(broken);
    }
    return undefined;
  }

  private checkIn(together: Together, declared: DeclaredConnection): BrokenConnection | undefined {
    const analysis = this.written.analysisOf(together);
    const partial = together.isTold || together.charts.size === 1 ? undefined : this.partialOf(analysis);
    partial?.begin(this.chartsOf(declared));
    return this.brokenIn({ declared, analysis, ends: this.endsOf(analysis), partial }) ?? this.brokenAlone(declared, partial);
  }

  /** Looks again at the few charts without whose policies, or with whose policies alone, it might be closed. */
  private brokenAlone(declared: DeclaredConnection, partial: PartialPolicies | undefined): BrokenConnection | undefined {
    for (const charts of partial?.suspects ?? []) {
      const analysis = this.written.analysisOf({ charts });
      const broken = this.brokenIn({ declared, analysis, ends: this.endsOf(analysis) });
      if (broken) return { ...broken, alone: [...charts] };
    }
    return undefined;
  }

  /** Charts that write the same objects are never together, but each of them may be applied beside those of the declaration. */
  private checkBesideRivals(own: ReadonlySet<Chart>, declared: DeclaredConnection): BrokenConnection | undefined {
    for (const rival of this.written.together.rivalsBeside(own)) {
      const charts = new Set([...own, rival]);
      const analysis = this.written.analysisOf({ charts });
      const broken = this.brokenIn({ declared, analysis, ends: this.endsOf(analysis) });
      if (broken) return { ...broken, alone: [...charts] };
    }
    return undefined;
  }

  private brokenIn(question: Question): BrokenConnection | undefined {
    const { declared, analysis, ends } = question;
    const { caller, direction } = declared;
    const callerEnd = ends.ofPods(caller, this.synthesis.lookups.peerConfig(caller, caller).podSelector!, 'default');
    const pairs: ClosedPair[] = [];
    const listeners: DeclaredEnd[] = [];
    for (const peerEnd of this.peerEnds(declared.peer, declared, ends).map((end) => besidePods(callerEnd, end, analysis))) {
      const listener = direction === 'Egress' ? peerEnd : callerEnd;
      const ports = this.portsOf(declared, listener);
      listeners.push(listener);
      pairs.push(...peerEnd.addresses.isEmpty
        ? this.podPairs(question, callerEnd, peerEnd, ports)
        : this.addressPairs(question, callerEnd, peerEnd, ports));
    }
    const unknownName = unknownNameOf(declared, listeners, analysis);
    if (pairs.length === 0 && unknownName === undefined) return undefined;
    const connectsToPods = listeners.some(({ pods }) => pods.length > 0);
    return { declared, analysis, pairs, connectsToPods, ...(unknownName !== undefined && { unknownName }) };
  }

  private peerEnds(peer: INetworkPolicyPeer, declared: DeclaredConnection, ends: DeclaredEnds): DeclaredEnd[] {
    const { ipBlock, podSelector, peers } = this.synthesis.lookups.peerConfig(peer, declared.caller);
    if (peers) return peers.flatMap((one) => this.peerEnds(one, declared, ends));
    return [ipBlock ? ends.ofBlock(ipBlock) : ends.ofPods(peer, podSelector!)];
  }

  private portsOf({ ports, direction, caller, peer }: DeclaredConnection, listener: DeclaredEnd): DeclaredPorts {
    if (ports) return rulePortsOf(ports);
    const { ports: said, peers } = this.synthesis.lookups.peerConfig(direction === 'Egress' ? peer : caller, caller);
    if (listener.declaresPorts && !peers) return 'declared';
    return said ? rulePortsOf(said) : 'all';
  }

  private podPairs(question: Question, caller: DeclaredEnd, peer: DeclaredEnd, ports: DeclaredPorts): ClosedPair[] {
    const { declared: { direction }, analysis, partial } = question;
    const { workloads } = analysis.cluster;
    const [sources, destinations] = direction === 'Egress' ? [caller, peer] : [peer, caller];
    return sources.pods.flatMap((from) => destinations.pods.flatMap((to) => {
      const [source, destination] = [workloads[from], workloads[to]];
      if (peer.ofSameNamespace && source.namespace !== destination.namespace) return [];
      if (from === to && source.kind === 'Pod') return [];
      const expected = expectedConnections(ports, destinations, destination);
      partial?.checkPods(from, to, expected);
      const open = analysis.between(analysis.classOfWorkload(from), analysis.classOfWorkload(to));
      const closed = expected.subtract(open);
      return closed.isEmpty ? [] : [{ from: endOf(source), to: endOf(destination), closed }];
    }));
  }

  private addressPairs(question: Question, caller: DeclaredEnd, peer: DeclaredEnd, ports: DeclaredPorts): ClosedPair[] {
    const { declared: { direction }, analysis, partial } = question;
    return caller.pods.flatMap((pod) => {
      const workload = analysis.cluster.workloads[pod];
      const expected = direction === 'Egress' ? expectedConnections(ports, peer) : expectedConnections(ports, caller, workload);
      partial?.checkAddresses(direction, pod, peer.addresses, expected);
      const number = analysis.classOfWorkload(pod);
      const open = analysis.answersOf(direction, number).filter(({ connections }) => expected.subtract(connections).isEmpty);
      const [range] = open.reduce((rest, { addresses }) => rest.subtract(addresses), peer.addresses).ranges;
      if (range === undefined || expected.isEmpty) return [];
      const address: AskedEnd = { kind: 'addresses', addresses: AddressSet.of([{ ...range, last: range.first }]) };
      const [from, to] = direction === 'Egress' ? [endOf(workload), address] : [address, endOf(workload)];
      return [{ from, to, closed: expected.subtract(analysis.connections(from, to)) }];
    });
  }

  /** The charts of the constructs that a declaration names. */
  private chartsOf({ caller, peer }: DeclaredConnection): Chart[] {
    return [caller, peer].filter((end) => Construct.isConstruct(end)).flatMap((end) => {
      if (!this.charts.has(end)) this.charts.set(end, chartAround(end));
      return this.charts.get(end) ?? [];
    });
  }

  private endsOf(analysis: Analysis): DeclaredEnds {
    return memo(this.ends, analysis, () => new DeclaredEnds(analysis));
  }

  private partialOf(analysis: Analysis): PartialPolicies {
    return memo(this.partial, analysis, () => new PartialPolicies(analysis, (source) => this.written.objectOf(source)!.chart));
  }
}

/** Of pods that are in the same namespace as the others, those in one where there are others. */
function besidePods(others: DeclaredEnd, end: DeclaredEnd, { cluster: { workloads } }: Analysis): DeclaredEnd {
  if (!end.ofSameNamespace) return end;
  const namespaces = new Set(others.pods.map((pod) => workloads[pod].namespace));
  return { ...end, pods: end.pods.filter((pod) => namespaces.has(workloads[pod].namespace)) };
}

/** A name that no destination has opens nothing anywhere. Addresses have none; of pods that the app does not make nobody knows. */
function unknownNameOf({ ports }: DeclaredConnection, listeners: readonly DeclaredEnd[], { cluster }: Analysis): string | undefined {
  if (!ports) return undefined;
  const destinations = listeners.flatMap((listener) => listener.pods.map((pod) => [listener, cluster.workloads[pod]] as const));
  if (destinations.length === 0 && listeners.some(({ addresses }) => addresses.isEmpty)) return undefined;
  const unknown = rulePortsOf(ports).find((port) => 'name' in port
    && destinations.every(([listener, destination]) => expectedConnections([port], listener, destination).isEmpty));
  return unknown && 'name' in unknown ? unknown.name : undefined;
}

/** The innermost chart around a construct. */
function chartAround(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.filter((scope) => Chart.isChart(scope)).at(-1);
}
