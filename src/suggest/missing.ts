import { NamedEnd, SuggestedEnd, Suggestion } from './suggestion';
import { Analysis } from '../analysis/engine/analysis';
import { NAME_LABEL } from '../analysis/engine/known-pods';
import { UnseenPods } from '../analysis/engine/unseen-pods';
import { AskedEnd, WorkloadEnd } from '../analysis/model/ends';
import { Labels, Selector } from '../analysis/model/selector';
import { IngressControllers } from '../analysis/questions/ways-in/ingress-controllers';
import { ConnectionSet } from '../analysis/sets/connection-set';
import { CLUSTER_DNS } from '../kubernetes/usual-pods';

/** Of suggestions, what the policies close. */
export interface Missing {
  /** With the closed connections alone. */
  readonly suggestions: readonly Suggestion[];
  /** Those of which nobody can tell, because their other end is known by a name alone. */
  readonly untold: readonly Suggestion[];
}

/** Compares what an app needs with what its policies open. */
export function missingOf(analysis: Analysis, suggestions: readonly Suggestion[]): Missing {
  const strangers = new UnseenPods(analysis);
  const compared = suggestions.map((suggestion) => ({ suggestion, open: openBetween(suggestion, analysis, strangers) }));
  return {
    suggestions: compared.flatMap(({ suggestion, open }): Suggestion[] => {
      const connections = open === undefined ? ConnectionSet.NONE : suggestion.connections.subtract(open);
      return connections.isEmpty ? [] : [{ ...suggestion, connections }];
    }),
    untold: compared.flatMap(({ suggestion, open }) => (open === undefined ? [suggestion] : [])),
  };
}

function openBetween({ from, to }: Suggestion, analysis: Analysis, strangers: UnseenPods): ConnectionSet | undefined {
  if (isAsked(from) && isAsked(to)) return analysis.connections(from, to);
  if (from.kind === 'ingress-controller' && to.kind === 'workload') return IngressControllers.of(analysis).letInBy(analysis.classOfEnd(to));
  return from.kind === 'workload' && to.kind === 'named' ? openTo(from, to, analysis, strangers) : undefined;
}

/** What is open to DNS servers as they usually are, and to any address for a host outside, which may have any of them. */
function openTo(from: WorkloadEnd, { what }: NamedEnd, analysis: Analysis, strangers: UnseenPods): ConnectionSet | undefined {
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
  return Selector.ofLabels(labels);
}

function isAsked(end: SuggestedEnd): end is AskedEnd {
  return end.kind === 'workload' || end.kind === 'addresses';
}
