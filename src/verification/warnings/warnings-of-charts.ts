import { Chart } from 'cdk8s';
import { CHARTS_WARNINGS } from './registry';
import { ProvedApp } from './warning-rule';
import { Analysis } from '../../analysis/engine/analysis';
import { Warning } from '../../app/warning-settings';
import { Together } from '../proof/charts-together';
import { BrokenConnection } from '../proof/proof';

/**
 * What a person should know of charts that are applied together.
 *
 * Where nobody told that they are, a policy of the whole cluster in another chart may be there or not: what is so without it is said as it is, and what is so only
 * with it is said with that condition.
 */
export function warningsOfCharts(together: Together, app: ProvedApp): Warning[] {
  const { written } = app;
  const all = warningsOf(written.analysisOf(together), app);
  const holders = together.isTold ? [] : written.chartsWithClusterPolicies(together.charts);
  if (holders.length === 0 || together.charts.size === 1) return all;
  const others = [...together.charts].filter((chart) => !holders.includes(chart));
  const alone = [others, ...holders.map((chart) => [chart])].map((charts) => new Set(charts)).filter(({ size }) => size > 0).flatMap((charts) => {
    const part = written.withoutClusterPoliciesBeside(charts) ?? written;
    return warningsOf(part.analysisOf(together), app).filter(({ construct }) => charts.has(Chart.of(construct)));
  });
  const onlyTogether = all.filter((warning) => !alone.some(({ construct, id }) => construct === warning.construct && id === warning.id))
    .filter((warning) => !app.deniedElsewhere.some((connection) => isSideOf(warning, connection)));
  return [...alone, ...onlyTogether.map((warning) => withCondition(warning, holders))];
}

function warningsOf(analysis: Analysis, app: ProvedApp): Warning[] {
  return CHARTS_WARNINGS.flatMap(({ id, find }) => find(analysis, app).map((found) => ({ ...found, id })));
}

/** Whether a warning says of one side of a connection what was said of the connection. */
function isSideOf({ construct, id }: Warning, { declared: { caller, peer } }: BrokenConnection): boolean {
  const sides: readonly unknown[] = [caller, peer];
  return id === 'one-sided-connection' && construct.node.scopes.some((scope) => sides.includes(scope));
}

function withCondition(warning: Warning, holders: readonly Chart[]): Warning {
  const charts = holders.filter((chart) => chart !== Chart.of(warning.construct)).map(({ node }) => node.path).join(' and ');
  const condition = `That is so where ${charts} is applied to the same cluster, whose policies are for all of it: where it always is, say Cluster.of(…) of the charts; where it never is, of each.`;
  return { ...warning, text: `${warning.text} ${condition}` };
}
