import { CLUSTER_DNS } from './entrances';
import { suggestionsOf } from './suggest';
import { NamedEnd, SuggestedEnd, suggestedEndText, Suggestion } from './suggestion';
import { Analysis } from '../analysis/analysis';
import { Connectivity, connectivity } from '../analysis/connectivity';
import { AskedEnd, End, WorkloadEnd } from '../analysis/ends';
import { NAME_LABEL } from '../analysis/findings/known-pods';
import { IngressControllers } from '../analysis/ingress-controllers';
import { Direction } from '../analysis/model/cluster';
import { Labels, Selector } from '../analysis/model/selector';
import { ConnectionSet } from '../analysis/sets/connection-set';
import { Strangers } from '../analysis/strangers';

/** Of suggestions, what the policies close. */
export interface Missing {
  /** With the closed connections alone. */
  readonly suggestions: readonly Suggestion[];
  /** Those of which nobody can tell, because their other end is known by a name alone. */
  readonly untold: readonly Suggestion[];
}

/** Compares what an app needs with what its policies open. */
export function missingOf(analysis: Analysis, suggestions: readonly Suggestion[]): Missing {
  const strangers = new Strangers(analysis);
  const compared = suggestions.map((suggestion) => ({ suggestion, open: openBetween(suggestion, analysis, strangers) }));
  return {
    suggestions: compared.flatMap(({ suggestion, open }): Suggestion[] => {
      const connections = open === undefined ? ConnectionSet.NONE : suggestion.connections.subtract(open);
      return connections.isEmpty ? [] : [{ ...suggestion, connections }];
    }),
    untold: compared.flatMap(({ suggestion, open }) => (open === undefined ? [suggestion] : [])),
  };
}

function openBetween({ from, to }: Suggestion, analysis: Analysis, strangers: Strangers): ConnectionSet | undefined {
  if (isAsked(from) && isAsked(to)) return analysis.connections(from, to);
  if (from.kind === 'ingress-controller' && to.kind === 'workload') return IngressControllers.of(analysis).letInBy(analysis.classOfEnd(to));
  return from.kind === 'workload' && to.kind === 'named' ? openTo(from, to, analysis, strangers) : undefined;
}

/** What is open to DNS servers as they usually are, and to any address for a host outside, which may have any of them. */
function openTo(from: WorkloadEnd, { what }: NamedEnd, analysis: Analysis, strangers: Strangers): ConnectionSet | undefined {
  const self = analysis.classOfEnd(from);
  const outside = () => analysis.answersOf('Egress', self).reduce((all, { connections }) => all.union(connections), ConnectionSet.NONE);
  if (what === 'host' || what === 'api-server') return outside();
  if (what !== 'dns') return undefined;
  const { namespace, labels } = CLUSTER_DNS;
  const namespaces = analysis.cluster.namespaces.has(namespace) ? namespace : selectorOf({ [NAME_LABEL]: namespace });
  // A server on the node answers by an address.
  return strangers.allowed('Egress', self, { namespaces, pods: selectorOf(labels), skipsHostNetwork: false }).union(outside());
}

function selectorOf(labels: Labels): Selector {
  return new Selector(Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })));
}

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

function isAsked(end: SuggestedEnd): end is AskedEnd {
  return end.kind === 'workload' || end.kind === 'addresses';
}

/** Whether a policy selects an end for a direction. */
function isolates(direction: Direction, end: End, analysis: Analysis): boolean {
  if (end.kind !== 'workload') return false;
  const { admin, isolating, baseline } = analysis.decisions.policiesOf(direction, analysis.classOfEnd(end));
  return admin.length + isolating.length + baseline.length > 0;
}
