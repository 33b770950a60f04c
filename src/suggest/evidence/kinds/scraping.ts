import { Workload } from '../../../analysis/model/cluster';
import { endOf } from '../../../analysis/model/ends';
import { ConnectionSet } from '../../../analysis/sets/connection-set';
import { AppConfiguration, placeOf } from '../../app-configuration';
import { GivenObject } from '../../configuration/given-objects';
import { selectorOf } from '../../configuration/selector';
import { Tree } from '../../configuration/tree';
import { placeIn } from '../../configuration/variables';
import { declaredPorts } from '../../declared-ports';
import { connectionsAt } from '../../names/chosen-ports';
import { prometheusOf } from '../../prometheus';
import { Clue } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

export const scraping: EvidenceKind = {
  id: 'scraping',
  title: 'A ServiceMonitor, a PodMonitor or an annotation has metrics read',
  looksUpNames: true,
  find: (app) => [
    ...app.objects.of('monitoring.coreos.com', 'ServiceMonitor').flatMap((monitor) => ofServices(monitor, app)),
    ...app.objects.of('monitoring.coreos.com', 'PodMonitor').flatMap((monitor) => ofPods(monitor, app)),
    ...annotated(app),
  ],
};

function ofServices(monitor: GivenObject, app: AppConfiguration): Clue[] {
  const selector = selectorOf(monitor.tree.at('spec', 'selector'));
  const services = namespacesOf(monitor, app).flatMap((namespace) => app.names.all(namespace))
    .filter(({ source }) => selector.matches(app.objects.readFrom(source)?.tree.at('metadata', 'labels').map ?? {}));
  return services.flatMap((service) => monitor.tree.at('spec', 'endpoints').items.flatMap((endpoint) => app.behind(service).flatMap((workload) => {
    const named = service.ports.filter(({ name }) => name !== undefined && name === endpoint.at('port').text)
      .reduce((all, port) => all.union(connectionsAt(port, service, workload)), ConnectionSet.NONE);
    const connections = named.union(containerPort(endpoint.at('targetPort'), workload));
    return cluesTo(workload, connections, monitor, { place: placeOf(monitor, endpoint), host: service.name }, app);
  })));
}

function ofPods(monitor: GivenObject, app: AppConfiguration): Clue[] {
  const selector = selectorOf(monitor.tree.at('spec', 'selector'));
  const namespaces = new Set(namespacesOf(monitor, app));
  const workloads = app.analysis.cluster.workloads.filter(({ namespace, labels }) => namespaces.has(namespace) && selector.matches(labels));
  return workloads.flatMap((workload) => monitor.tree.at('spec', 'podMetricsEndpoints').items.flatMap((endpoint) => {
    const ports = ['port', 'portNumber', 'targetPort'].map((key) => containerPort(endpoint.at(key), workload));
    return cluesTo(workload, ports.reduce((all, one) => all.union(one)), monitor, { place: placeOf(monitor, endpoint) }, app);
  }));
}

function cluesTo(workload: Workload, connections: ConnectionSet, monitor: GivenObject, evidence: Clue['evidence'], app: AppConfiguration): Clue[] {
  if (connections.isEmpty) return [];
  const { ends, grade } = prometheusOf(monitor, app);
  return ends.map((from): Clue => ({ from, to: endOf(workload), connections, grade, evidence }));
}

/** What the annotations say that many configurations of Prometheus follow. */
function annotated(app: AppConfiguration): Clue[] {
  const { ends } = prometheusOf(undefined, app);
  const found = [
    ...app.pods.map((pod) => ({ annotations: pod.metadata.at('annotations'), workloads: [pod.workload], placed: (field: Tree) => placeIn(pod, field.path, field) })),
    ...app.objects.of('', 'Service').flatMap((given) => {
      const service = app.names.find(given.namespace, given.name);
      return service ? [{ annotations: given.tree.at('metadata', 'annotations'), workloads: app.behind(service), placed: (field: Tree) => placeOf(given, field) }] : [];
    }),
  ];
  return found.flatMap(({ annotations, workloads, placed }) => {
    if (annotations.at('prometheus.io/scrape').text !== 'true') return [];
    const port = Number(annotations.at('prometheus.io/port').text);
    const place = placed(annotations.at('prometheus.io/scrape'));
    return workloads.filter((workload) => !ends.some((end) => end.kind === 'workload' && end.workload === workload)).flatMap((workload) => {
      const connections = port >= 1 && port <= 65535 ? ConnectionSet.ofPort('TCP', port) : declaredPorts(workload);
      return connections.isEmpty ? [] : ends.map((from): Clue => ({ from, to: endOf(workload), connections, grade: 'likely', evidence: { place } }));
    });
  });
}

/** A port of the containers, by name or number. */
function containerPort({ text, number }: Tree, { ports }: Workload): ConnectionSet {
  if (number !== undefined && number >= 1 && number <= 65535) return ConnectionSet.ofPort('TCP', number);
  const named = text === undefined ? undefined : ports.find(({ name }) => name === text);
  return named === undefined ? ConnectionSet.NONE : ConnectionSet.ofPort(named.protocol, named.port);
}

function namespacesOf({ tree, namespace }: GivenObject, { analysis }: AppConfiguration): readonly string[] {
  const selector = tree.at('spec', 'namespaceSelector');
  if (selector.at('any').flag === true) return [...analysis.cluster.namespaces.keys()];
  return selector.at('matchNames').isGiven ? selector.at('matchNames').texts : [namespace];
}
