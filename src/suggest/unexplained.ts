import { suggestionsOf } from './suggest';
import { SuggestedEnd, suggestedEndText, Suggestion } from './suggestion';
import { Analysis } from '../analysis/engine/analysis';
import { Direction } from '../analysis/model/cluster';
import { End } from '../analysis/model/ends';
import { Connectivity, connectivity } from '../analysis/questions/connectivity';
import { ConnectionSet } from '../analysis/sets/connection-set';

/** What the policies open and nothing in the manifests asks for. What no policy closes is not theirs to open. */
export function unexplainedOf(analysis: Analysis): readonly Connectivity[] {
  const explained = new Explained(suggestionsOf(analysis));
  return connectivity(analysis).filter((one) => isolates('Egress', one.source, analysis) || isolates('Ingress', one.destination, analysis)).flatMap((one) => {
    const connections = one.connections.subtract(explained.between(one.source, one.destination));
    return connections.isEmpty ? [] : [{ ...one, connections }];
  });
}

/** What is asked for, by the ends. */
class Explained {
  private readonly byEnds = new Map<string, ConnectionSet>();

  constructor(private readonly suggestions: readonly Suggestion[]) {
    for (const { from, to, connections } of suggestions) {
      const key = keyOf(from, to);
      this.byEnds.set(key, (this.byEnds.get(key) ?? ConnectionSet.NONE).union(connections));
    }
  }

  public between(source: End, destination: End): ConnectionSet {
    if (source.kind !== 'addresses' && destination.kind !== 'addresses') return this.byEnds.get(keyOf(source, destination)) ?? ConnectionSet.NONE;
    return this.suggestions.filter(({ from, to }) => mayBe(from, source) && mayBe(to, destination))
      .reduce((all, { connections }) => all.union(connections), ConnectionSet.NONE);
  }
}

/** Whether a suggested end may be the one of a list: a name may be any address. */
function mayBe(suggested: SuggestedEnd, end: End): boolean {
  if (end.kind === 'workload') return suggested.kind === 'workload' && suggested.workload === end.workload;
  if (end.kind !== 'addresses') return suggested.kind === end.kind;
  if (suggested.kind === 'addresses') return !suggested.addresses.intersect(end.addresses).isEmpty;
  return suggested.kind === 'named' && suggested.what !== 'dns' && suggested.what !== 'prometheus';
}

function keyOf(from: SuggestedEnd, to: SuggestedEnd): string {
  return `${suggestedEndText(from)} => ${suggestedEndText(to)}`;
}

/** Whether a policy selects an end for a direction. */
function isolates(direction: Direction, end: End, analysis: Analysis): boolean {
  if (end.kind !== 'workload') return false;
  const { admin, isolating, baseline } = analysis.evaluator.tiersOf(direction, analysis.classOfEnd(end));
  return admin.length + isolating.length + baseline.length > 0;
}
