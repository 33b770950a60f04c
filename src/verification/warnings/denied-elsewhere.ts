import { AppWarningRule, FoundWarning } from './warning-rule';
import { exampleOf, explain } from '../../analysis/questions/explanation/explain';
import { nameOf } from '../../policies/rule-peers';
import { BrokenConnection } from '../proof/proof';
import { writerOf } from '../proof/writer';
import { WrittenApp } from '../proof/written-app';

/** Connections that a policy of the whole cluster denies where its chart is applied as well. */
export const deniedElsewhere: AppWarningRule = {
  id: 'denied-elsewhere',
  find: (app) => app.deniedElsewhere.map((broken) => warningOf(broken, app.written)),
};

/** Says which policy denies the connection, and of which chart it is. */
function warningOf({ declared, analysis, pairs: [{ from, to, closed }] }: BrokenConnection, written: WrittenApp): FoundWarning {
  const { caller, direction, peer } = declared;
  const { egress, ingress } = explain(analysis, from, to, exampleOf(closed))[0];
  const end = [egress, ingress].find((one) => one !== undefined && !one.open)!;
  const objects = (end.decidedBy ? [end.decidedBy.policy] : end.policies).map(({ source }) => written.objectOf(source)!);
  const charts = [...new Set(objects.map(({ chart }) => chart.node.path))].join(' and ');
  return {
    construct: caller,
    text: `connections.${direction === 'Egress' ? 'allowTo' : 'allowFrom'}(${nameOf(peer)}) does not hold where ${charts} is applied to the same cluster: ${end.text} It is written by `
      + `${[...new Set(objects.map(writerOf))].join(' and ')}. Where they are always applied together, say Cluster.of(…) of the charts, and let that policy accept it; where they never are, say `
      + 'Cluster.of(…) of each.',
  };
}
