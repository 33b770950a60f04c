import { endOf } from '../../../analysis/model/ends';
import { AppConfiguration, placeOf } from '../../app-configuration';
import { GivenObject } from '../../configuration/given-objects';
import { Tree } from '../../configuration/tree';
import { connectionsAt } from '../../names/chosen-ports';
import { Clue, NamedEnd } from '../../suggestion';
import { EvidenceKind } from '../evidence-kind';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

const GATEWAY: NamedEnd = { kind: 'named', what: 'gateway', name: 'gateway', advice: 'Which pods serve the gateway depends on its class: give a peer of them.' };
const ROUTER: NamedEnd = {
  kind: 'named',
  what: 'gateway',
  name: 'gateway',
  advice: 'The router of OpenShift is in namespaces with the label policy-group.network.openshift.io/ingress: give a peer of these.',
};

export const gatewayRoute: EvidenceKind = {
  id: 'gateway-route',
  title: 'A route of a gateway leads to a Service',
  find: (app) => [
    ...ROUTES.flatMap((kind) => app.objects.of('gateway.networking.k8s.io', kind)).flatMap((given) => (
      given.tree.at('spec', 'rules').items.flatMap((rule) => rule.at('backendRefs').items).flatMap((backend) => {
        const [namespace = given.namespace, port] = [backend.at('namespace').text, backend.at('port').number];
        const leads = (backend.at('kind').text ?? 'Service') === 'Service' && isGranted(given, namespace, backend.at('name').text, app);
        return leads ? cluesTo(namespace, backend, port, GATEWAY, given, app) : [];
      })
    )),
    ...app.objects.of('route.openshift.io', 'Route').flatMap((given) => {
      const { tree, namespace } = given;
      const port = tree.at('spec', 'port', 'targetPort');
      return [tree.at('spec', 'to'), ...tree.at('spec', 'alternateBackends').items].flatMap((backend) => cluesTo(namespace, backend, port.text ?? port.number, ROUTER, given, app));
    }),
  ],
};

/** Whether a route may lead to a service: one of another namespace needs a grant there. */
function isGranted({ kind, namespace, name }: GivenObject, to: string, service: string | undefined, { analysis }: AppConfiguration): boolean {
  const route = analysis.cluster.ingresses.find((one) => one.kind === kind && one.namespace === namespace && one.name === name);
  return !route?.ungranted.some((backend) => backend.namespace === to && backend.service === service);
}

/** @param port the number or the name of a port of the Service; `undefined` for its only one */
function cluesTo(
  namespace: string, backend: Tree, port: number | string | undefined, from: NamedEnd, given: GivenObject, app: AppConfiguration,
): Clue[] {
  const service = app.names.find(namespace, backend.at('name').text ?? '');
  const ports = service?.ports.filter((one) => port === undefined || one.port === port || one.name === port || one.targetPort === port) ?? [];
  return !service ? [] : app.behind(service).flatMap((workload) => ports.flatMap((one): Clue[] => {
    const connections = connectionsAt(one, service, workload);
    const evidence = { place: placeOf(given, backend), host: service.name, port: one.port };
    return connections.isEmpty ? [] : [{ from, to: endOf(workload), connections, grade: 'likely', evidence }];
  }));
}
