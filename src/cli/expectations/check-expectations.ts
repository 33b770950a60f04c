import { Expectation } from './expectation';
import { endsIn, isPattern } from './named-ends';
import { Analysis } from '../../analysis/engine/analysis';
import { AmbiguousEnd, UnknownEnd } from '../../analysis/model/end-names';
import { AskedEnd } from '../../analysis/model/ends';
import { contactsBeside, contactsOf } from '../../analysis/questions/contacts';
import { exampleOf, explain } from '../../analysis/questions/explanation/explain';
import { Explanation } from '../../analysis/questions/explanation/explanation';
import { ConnectionSet } from '../../analysis/sets/connection-set';

/** An expectation that does not hold. */
export interface Failure {
  readonly expectation: Expectation;
  /** Why it means nothing, in whole sentences, where it does not. */
  readonly meaningless?: string;
  readonly pairs: readonly WrongPair[];
}

/** A pair for which an expectation does not hold. */
export interface WrongPair {
  /** As they are named. */
  readonly from: string;
  readonly to: string;
  /** What is open and should not be. */
  readonly excess: ConnectionSet;
  /** What should be open and is not. */
  readonly missing: ConnectionSet;
  /** A workload at one of the ends on the network of its node, where policies do not close anything. */
  readonly onNode?: string;
  /** Why, by one of the ports; left out where one end is pods that the manifests do not show. */
  readonly explanation?: () => Explanation;
}

type Pair = readonly [AskedEnd, AskedEnd];

/** Compares what is expected with what the policies say. */
export class Checker {
  private readonly known = new Map<number, Map<number, ConnectionSet>>();

  constructor(private readonly analysis: Analysis) {}

  /** Gives back nothing where the expectation holds. */
  public failure(expectation: Expectation): Failure | undefined {
    const sources: AskedEnd[] = [];
    const destinations: AskedEnd[] = [];
    try {
      for (const text of expectation.from) sources.push(...this.endsOf(text));
      destinations.push(...this.endsOf(expectation.to));
    } catch (error) {
      if (error instanceof UnknownEnd || error instanceof AmbiguousEnd) return { expectation, meaningless: error.message, pairs: [] };
      throw error;
    }
    if ([...sources, ...destinations].every(({ kind }) => kind === 'addresses')) {
      return { expectation, meaningless: 'both ends are addresses, and no policy decides that.', pairs: [] };
    }
    const pairs = [...this.pairs(expectation, sources, destinations)];
    if (pairs.length === 0) return { expectation, meaningless: 'no two workloads are meant.', pairs: [] };
    const wrong = [
      ...pairs.flatMap(([from, to]) => this.wrongPairs(expectation, from, to)),
      ...expectation.kind === 'from only' ? destinations.flatMap((to) => this.strangers(expectation, sources, to)) : [],
    ];
    return wrong.length > 0 ? { expectation, pairs: wrong } : undefined;
  }

  private endsOf(text: string): readonly AskedEnd[] {
    const ends = endsIn(text, this.analysis);
    if (ends.length === 0) throw new UnknownEnd(text.replace(/^\*\//, ''), this.analysis.cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`));
    return ends;
  }

  /** A workload and itself are meant where both ends name it, and not where an end names many. */
  private* pairs({ from, to }: Expectation, sources: readonly AskedEnd[], destinations: readonly AskedEnd[]): Iterable<Pair> {
    const isNamed = from.includes(to) && !isPattern(to.split('/')[1] ?? '');
    for (const source of sources) {
      for (const destination of destinations) {
        const isSame = source.kind === 'workload' && destination.kind === 'workload' && source.workload === destination.workload;
        if (!isSame || isNamed) yield [source, destination];
      }
    }
  }

  /** Of addresses, each part that is answered otherwise is a pair of its own. */
  private wrongPairs({ kind, ports }: Expectation, from: AskedEnd, to: AskedEnd): WrongPair[] {
    const { NONE, ALL } = ConnectionSet;
    return this.answers(from, to).flatMap((pair) => {
      const open = pair.connections;
      const excess = kind === 'only' ? open.subtract(ports!) : kind === 'closed' ? open.intersect(ports ?? ALL) : NONE;
      const missing = kind === 'closed' ? NONE : ports?.subtract(open) ?? (open.isEmpty ? ALL : NONE);
      const onNode = kind === 'closed' || kind === 'only' ? this.onNode([from, to]) : undefined;
      if (excess.isEmpty && missing.isEmpty && onNode === undefined) return [];
      return [this.wrongPair(pair.from, pair.to, excess, missing, onNode)];
    });
  }

  /** Others than the sources that reach a workload on the ports. */
  private strangers({ ports = ConnectionSet.ALL }: Expectation, sources: readonly AskedEnd[], to: AskedEnd): WrongPair[] {
    if (to.kind !== 'workload') return [];
    const onNode = this.onNode([to]);
    const others = contactsBeside(contactsOf(this.analysis, 'Ingress', to.workload), sources);
    return others.filter(({ connections }) => !connections.intersect(ports).isEmpty).map(({ text, end, connections }) => {
      const excess = connections.intersect(ports);
      if (end) return this.wrongPair(end, to, excess, ConnectionSet.NONE, onNode);
      return { from: text, to: this.analysis.names.textOf(to), excess, missing: ConnectionSet.NONE };
    });
  }

  private wrongPair(from: AskedEnd, to: AskedEnd, excess: ConnectionSet, missing: ConnectionSet, onNode?: string): WrongPair {
    const { names } = this.analysis;
    const about = exampleOf(!excess.isEmpty ? excess : !missing.isEmpty ? missing : ConnectionSet.ALL);
    return {
      from: names.textOf(from),
      to: names.textOf(to),
      excess,
      missing,
      ...(onNode !== undefined && { onNode }),
      explanation: () => explain(this.analysis, from, to, about)[0],
    };
  }

  /** Policies do not reach pods on the network of their node, so that nothing is known to be closed there. */
  private onNode(ends: readonly AskedEnd[]): string | undefined {
    const end = ends.find((one) => one.kind === 'workload' && one.workload.hostNetwork);
    return end && this.analysis.names.textOf(end);
  }

  /** Pairs of one and the same two classes are asked once. */
  private answers(from: AskedEnd, to: AskedEnd): readonly { from: AskedEnd; to: AskedEnd; connections: ConnectionSet }[] {
    if (from.kind !== 'workload' || to.kind !== 'workload') return this.analysis.pairs(from, to);
    const [source, destination] = [this.analysis.classOfEnd(from), this.analysis.classOfEnd(to)];
    const row = this.known.get(source) ?? new Map<number, ConnectionSet>();
    this.known.set(source, row);
    const connections = row.get(destination) ?? this.analysis.connections(from, to);
    row.set(destination, connections);
    return [{ from, to, connections }];
  }
}
