import { RulePlace } from './rule-places';
import { Analysis } from '../engine/analysis';
import { KnownPods } from '../engine/known-pods';

/** The workloads to which the connections of a rule go; `undefined` where they could also go to what the manifests do not show. */
export function destinationsOf({ policy, direction, rule }: RulePlace, analysis: Analysis, known: KnownPods): readonly number[] | undefined {
  if (direction === 'Ingress') return analysis.index.select(policy.subject);
  if (!rule.peers) return undefined;
  const lists: (readonly number[])[] = [];
  for (const peer of rule.peers) {
    if ('block' in peer || !known.shows(peer.selection)) return undefined;
    lists.push(analysis.index.select(peer.selection));
  }
  return lists.length === 1 ? lists[0] : [...new Set(lists.flat())];
}
