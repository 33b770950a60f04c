import { EndFinder, Ends, endText } from './ends';
import { Expectation } from './expectation';
import { Analysis } from '../../analysis/analysis';
import { explain } from '../../analysis/explain';
import { Explanation } from '../../analysis/explanation';
import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';

/** An expectation that does not hold. */
export interface Failure {
  readonly expectation: Expectation;
  /** Why it means nothing, where it does not. */
  readonly meaningless?: string;
  readonly pairs: readonly WrongPair[];
}

/** A pair for which an expectation does not hold. */
export interface WrongPair {
  readonly from: string;
  readonly to: string;
  /** What is open and should not be. */
  readonly excess: ConnectionSet;
  /** What should be open and is not. */
  readonly missing: ConnectionSet;
  /** Why, by one of the ports. */
  readonly explanation: () => Explanation;
}

/** Compares what is expected with what the policies say. */
export class Checker {
  private readonly ends: EndFinder;
  private readonly known = new Map<string, ConnectionSet>();

  constructor(private readonly analysis: Analysis) {
    this.ends = new EndFinder(analysis);
  }

  /** Gives back nothing where the expectation holds. */
  public failure(expectation: Expectation): Failure | undefined {
    const [sources, destinations] = [this.ends.find(expectation.from), this.ends.find(expectation.to)];
    const meaningless = whyMeaningless(expectation, sources, destinations);
    if (meaningless !== undefined) return { expectation, meaningless, pairs: [] };
    let pairs = 0;
    const wrong: WrongPair[] = [];
    for (const [from, to] of this.pairs(expectation, sources, destinations)) {
      pairs++;
      const pair = this.wrongPair(expectation, from, to);
      if (pair) wrong.push(pair);
    }
    if (pairs === 0) return { expectation, meaningless: 'no two workloads are meant', pairs: [] };
    return wrong.length > 0 ? { expectation, pairs: wrong } : undefined;
  }

  /** A workload and itself are meant where both ends name it, and not where an end names many. */
  private* pairs({ from, to }: Expectation, sources: Ends, destinations: Ends): Iterable<readonly [string, string]> {
    if ('workloads' in sources) {
      for (const source of sources.workloads) {
        if ('addresses' in destinations) {
          for (const address of this.ends.samples('Egress', source, destinations.addresses)) yield [endText(source), address];
          continue;
        }
        for (const destination of destinations.workloads) {
          if (source !== destination || from === to && !/[*?]/.test(from.split('/')[1])) yield [endText(source), endText(destination)];
        }
      }
    } else if ('workloads' in destinations) {
      for (const destination of destinations.workloads) {
        for (const address of this.ends.samples('Ingress', destination, sources.addresses)) yield [address, endText(destination)];
      }
    }
  }

  private wrongPair({ kind, ports }: Expectation, from: string, to: string): WrongPair | undefined {
    const open = this.connections(from, to);
    const { NONE, ALL } = ConnectionSet;
    const excess = kind === 'open' ? NONE : kind === 'only' ? open.subtract(ports!) : open.intersect(ports ?? ALL);
    const missing = kind === 'closed' ? NONE : ports?.subtract(open) ?? (open.isEmpty ? ALL : NONE);
    if (excess.isEmpty && missing.isEmpty) return undefined;
    return { from, to, excess, missing, explanation: () => this.explanation(from, to, excess.isEmpty ? missing : excess) };
  }

  private explanation(from: string, to: string, about: ConnectionSet): Explanation {
    const explanations = about.isAll ? explain(this.analysis, from, to) : [];
    const [{ protocol, port }] = PROTOCOLS.flatMap((one) => about.portsOf(one).ranges.map(({ first }) => ({ protocol: one, port: first })));
    return explanations[0] ?? explain(this.analysis, from, to, protocol, port)[0];
  }

  /** Pairs of one and the same two classes are asked once. */
  private connections(from: string, to: string): ConnectionSet {
    const [source, destination] = [this.analysis.endOf(from), this.analysis.endOf(to)];
    if (typeof source !== 'number' || typeof destination !== 'number') return this.analysis.connections(from, to);
    const key = `${source} ${destination}`;
    const connections = this.known.get(key) ?? this.analysis.connections(from, to);
    this.known.set(key, connections);
    return connections;
  }
}

function whyMeaningless({ from, to }: Expectation, sources: Ends, destinations: Ends): string | undefined {
  if ('addresses' in sources && 'addresses' in destinations) return 'both ends are addresses, and no policy decides that';
  for (const [text, ends] of [[from, sources], [to, destinations]] as const) {
    if ('workloads' in ends && ends.workloads.length === 0) return `there is no workload "${text.replace(/^\*\//, '')}"`;
  }
  return undefined;
}
