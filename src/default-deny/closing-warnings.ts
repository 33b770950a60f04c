import { Chart } from 'cdk8s';
import { CloseRequest, Closing } from './closing';
import { PodPlace, PodPlaces } from './pod-places';
import { Cluster } from '../app/cluster';
import { Warning } from '../app/warning-settings';

/** Where namespaces are not as closed as somebody who wrote `DefaultDeny` may think. */
export function warningsOfClosing(
  requests: readonly CloseRequest[],
  closings: readonly Closing[],
  places: PodPlaces,
  isLeftOpen: (request: CloseRequest, namespace: string | undefined) => boolean,
): Warning[] {
  return requests.flatMap((request) => {
    const { scope, namespace, except } = request;
    if (namespace !== undefined) return halfClosed(scope as Chart, namespace, closings, places);
    return places.below(scope)
      .filter((place) => isLeftOpen(request, place.namespace) && !except.includes(place.namespace!) && !isClosed(place, closings))
      .map(leftOpen);
  });
}

function leftOpen({ chart, namespace }: PodPlace): Warning {
  const text = `namespace "${namespace}" is left open by DefaultDeny, because it holds what the whole cluster needs, such as its DNS servers. To close it all the same, say `
    + `DefaultDeny.forNamespace(…, "${namespace}"); to leave it as it is, give { except: ["${namespace}"] }.`;
  return { construct: chart, id: 'left-open', text };
}

function halfClosed(chart: Chart, namespace: string, closings: readonly Closing[], places: PodPlaces): Warning[] {
  const open = places.below(chart.node.root)
    .filter((place) => place.namespace === namespace && place.chart !== chart && !isClosed(place, closings))
    .map((place) => place.chart);
  const others = new Set(open.filter((other) => Cluster._around(chart).length === 0 || Cluster._around(other).length === 0));
  return [...others].map((other) => ({
    construct: chart,
    id: 'half-closed',
    text: `DefaultDeny closes namespace "${namespace}" in the file of this chart only, while ${other.node.path} puts pods there as well, which are open where its file is applied `
      + `alone. Say DefaultDeny.forNamespace(…, "${namespace}") of ${other.node.path} too, or Cluster.of(…) of both charts where they are always applied together.`,
  }));
}

/** Whether a policy in the chart itself, or in one of its cluster, closes the namespace for the pods of the chart. */
function isClosed({ chart, namespace }: PodPlace, closings: readonly Closing[]): boolean {
  const clusters = Cluster._around(chart);
  return closings.some((closing) => closing.namespace === namespace
    && (closing.chart === chart || (clusters.length > 0 && clusters.every((cluster) => Cluster._around(closing.chart).includes(cluster)))));
}
