import { Analysis } from '../../analysis/engine/analysis';
import { AmbiguousEnd, UnknownEnd } from '../../analysis/model/end-names';
import { endOf, INGRESS_CONTROLLER_NAME } from '../../analysis/model/ends';

/** As many as a person looks through. */
const MOST = 12;

/** What somebody may be about to type. */
export class Completions {
  private readonly ends: readonly string[];

  constructor(private readonly analysis: Analysis) {
    this.ends = ['internet', ...analysis.cluster.ingresses.length > 0 ? [INGRESS_CONTROLLER_NAME] : [], ...analysis.cluster.workloads.map((workload) => analysis.names.textOf(endOf(workload))).sort()];
  }

  /** Ends in which a text is found, those first that begin with it, and then those whose name does. */
  public endsLike(text: string): readonly string[] {
    const word = text.toLowerCase();
    const found = this.ends.filter((end) => end.toLowerCase().includes(word));
    const rankOf = (end: string) => (end.startsWith(word) ? 0 : end.includes(`/${word}`) ? 1 : 2);
    return found.map((end) => ({ end, rank: rankOf(end) })).sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ end }) => end);
  }

  /** The ports that the pods of a destination declare, by number and by name. */
  public portsOf(destination: string): readonly string[] {
    const ports = this.workload(destination)?.ports ?? [];
    return [...new Set(ports.flatMap(({ protocol, port, name }) => [`${protocol.toLowerCase()}/${port}`, ...name === undefined ? [] : [name]]))].slice(0, MOST);
  }

  private workload(text: string) {
    try {
      const end = this.analysis.names.one(text);
      return end.kind === 'workload' ? end.workload : undefined;
    } catch (error) {
      if (error instanceof UnknownEnd || error instanceof AmbiguousEnd) return undefined;
      throw error;
    }
  }
}
