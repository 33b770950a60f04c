import { Workload } from '../../../analysis/model/cluster';
import { endOf } from '../../../analysis/model/ends';
import { AppConfiguration, placeOf } from '../../app-configuration';
import { GivenObject } from '../../configuration/given-objects';
import { Tree } from '../../configuration/tree';
import { controllerOfClass } from '../../entrances';
import { connectionsAt } from '../../names/chosen-ports';
import { Clue } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

export const ingress: EvidenceKind = {
  id: 'ingress',
  title: 'An Ingress leads to a Service',
  looksUpNames: true,
  find: (app) => app.objects.of('networking.k8s.io', 'Ingress').flatMap((given) => backendsOf(given.tree).flatMap((backend) => cluesOf(given, backend, app))),
};

function backendsOf(tree: Tree): readonly Tree[] {
  const paths = tree.at('spec', 'rules').items.flatMap((rule) => rule.at('http', 'paths').items);
  return [tree.at('spec', 'defaultBackend', 'service'), ...paths.map((path) => path.at('backend', 'service'))].filter(({ isGiven }) => isGiven);
}

function cluesOf(given: GivenObject, backend: Tree, app: AppConfiguration): readonly Clue[] {
  const service = app.names.find(given.namespace, backend.at('name').text ?? '');
  const [name, number] = [backend.at('port', 'name').text, backend.at('port', 'number').number];
  const port = service?.ports.find((one) => (name === undefined ? one.port === number : one.name === name));
  if (!service || !port) return [];
  const className = classOf(given.tree);
  const controllers = controllerOfClass(className, app.analysis.cluster.workloads).map(endOf);
  const from = [{ kind: 'ingress-controller', ...(className !== undefined && { className }) } as const, ...controllers];
  return app.behind(service).flatMap((workload: Workload) => {
    const connections = connectionsAt(port, service, workload);
    const evidence = { place: placeOf(given, backend), host: service.name, port: port.port };
    return connections.isEmpty ? [] : from.map((end): Clue => ({ from: end, to: endOf(workload), connections, grade: 'certain', evidence }));
  });
}

function classOf(tree: Tree): string | undefined {
  return tree.at('spec', 'ingressClassName').text ?? tree.at('metadata', 'annotations', 'kubernetes.io/ingress.class').text;
}
