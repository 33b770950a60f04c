import { AppConfiguration } from './app-configuration';
import { GivenObject } from './configuration/given-objects';
import { selectorOf } from './configuration/selector';
import { Tree } from './configuration/tree';
import { thoseLike } from './entrances';
import { Grade, NamedEnd, SuggestedEnd } from './suggestion';
import { endOf } from '../analysis/model/ends';
import { PROMETHEUS } from '../kubernetes/usual-pods';

const UNKNOWN: NamedEnd = {
  kind: 'named', what: 'prometheus', name: 'prometheus', advice: 'The manifests do not hold Prometheus: give a peer of its pods, which many have in the namespace monitoring.',
};

/** Who reads metrics, and how sure that is. */
export interface Readers {
  readonly ends: readonly SuggestedEnd[];
  readonly grade: Grade;
}

/** Who reads the metrics that a monitor tells of: certain where the operator's own resource in the manifests chooses the monitor. */
export function prometheusOf(monitor: GivenObject | undefined, app: AppConfiguration): Readers {
  const { workloads } = app.analysis.cluster;
  const resources = ['Prometheus', 'PrometheusAgent'].flatMap((kind) => app.objects.of('monitoring.coreos.com', kind));
  const choosing = monitor === undefined ? [] : resources.filter((resource) => chooses(resource, monitor, app));
  const chosen = workloads.filter(({ source }) => choosing.some((resource) => resource.source === source));
  if (chosen.length > 0) return { ends: chosen.map(endOf), grade: 'certain' };
  const alike = resources.length > 0 ? [] : thoseLike(PROMETHEUS, workloads, true);
  return { ends: alike.length > 0 ? alike.map(endOf) : [UNKNOWN], grade: 'likely' };
}

function chooses({ tree, namespace }: GivenObject, monitor: GivenObject, { analysis }: AppConfiguration): boolean {
  const key = monitor.kind === 'PodMonitor' ? 'podMonitor' : 'serviceMonitor';
  const [monitors, namespaces] = [tree.at('spec', `${key}Selector`), tree.at('spec', `${key}NamespaceSelector`)];
  if (!monitors.isGiven || !selectorOf(monitors).matches(monitor.tree.at('metadata', 'labels').map)) return false;
  return namespaces.isGiven ? meansNamespace(namespaces, monitor.namespace, analysis) : namespace === monitor.namespace;
}

function meansNamespace(namespaces: Tree, name: string, { cluster }: AppConfiguration['analysis']): boolean {
  return selectorOf(namespaces).matches(cluster.namespaces.get(name)?.labels ?? { 'kubernetes.io/metadata.name': name });
}
