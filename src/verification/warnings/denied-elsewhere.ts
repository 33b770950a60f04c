import { exampleOf, explain } from '../../analysis/questions/explanation/explain';
import { Warning } from '../../app/warning-settings';
import { nameOf } from '../../policies/rule-peers';
import { BrokenConnection } from '../proof/proof';
import { writerOf } from '../proof/writer';
import { WrittenApp } from '../proof/written-app';

/** Says of a connection which policy of the whole cluster denies it, where the chart of that policy is applied as well. */
export function deniedElsewhere({ declared, analysis, pairs: [{ from, to, closed }] }: BrokenConnection, written: WrittenApp): Warning {
  const { caller, direction, peer } = declared;
  const { egress, ingress } = explain(analysis, from, to, exampleOf(closed))[0];
  const end = [egress, ingress].find((one) => one !== undefined && !one.open)!;
  const objects = (end.decidedBy ? [end.decidedBy.policy] : end.policies).map(({ source }) => written.objectOf(source)!);
  const charts = [...new Set(objects.map(({ chart }) => chart.node.path))].join(' and ');
  return {
    construct: caller,
    id: 'denied-elsewhere',
    text: `connections.${direction === 'Egress' ? 'allowTo' : 'allowFrom'}(${nameOf(peer)}) does not hold where ${charts} is applied to the same cluster: ${end.text} It is written by `
      + `${[...new Set(objects.map(writerOf))].join(' and ')}. Where they are always applied together, say Cluster.of(…) of the charts, and let that policy accept it; where they never are, say `
      + 'Cluster.of(…) of each.',
  };
}
