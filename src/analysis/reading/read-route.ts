import { Fields } from './fields';
import { Backend, BackendPort, Ingress } from '../model/cluster';
import { Source } from '../model/source';

/** Kinds of the Gateway API that lead to services. Their versions differ in nothing that is read here. */
const GATEWAY_ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
const GATEWAY_VERSIONS = ['v1alpha2', 'v1alpha3', 'v1beta1', 'v1'];

export const GATEWAY_ROUTE_TYPES: readonly string[] = GATEWAY_ROUTES.flatMap((kind) => GATEWAY_VERSIONS.map((version) => `gateway.networking.k8s.io/${version} ${kind}`));

/**
 * A Route of OpenShift.
 *
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/network_apis/route-route-openshift-io-v1
 */
export function readRoute(manifest: Fields, home: string, source: Source): Ingress {
  const { name, namespace, annotations } = readHead(manifest, home);
  const spec = manifest.object('spec') ?? manifest.fail('spec', 'an object');
  const targets = [spec.object('to') ?? spec.fail('to', 'an object with the name of a service'), ...spec.objects('alternateBackends')];
  const port = readTargetPort(spec.object('port'));
  return {
    kind: 'Route',
    name,
    namespace,
    annotations,
    backends: targets.filter((target) => (target.text('kind') ?? 'Service') === 'Service')
      .map((target) => ({ namespace, service: target.text('name') ?? target.fail('name', 'the name of a service'), port })),
    gateways: [],
    source,
  };
}

/**
 * An HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/
 */
export function readGatewayRoute(manifest: Fields, kind: string, home: string, source: Source): Ingress {
  const { name, namespace, annotations } = readHead(manifest, home);
  const spec = manifest.object('spec') ?? new Fields({}, manifest, 'spec');
  return {
    kind,
    name,
    namespace,
    annotations,
    backends: spec.objects('rules').flatMap((rule) => [...rule.objects('backendRefs'), ...mirrors(rule)]).filter(isService).map((ref) => readBackend(ref, namespace)),
    gateways: spec.objects('parentRefs').filter((ref) => (ref.text('kind') ?? 'Gateway') === 'Gateway')
      .map((ref) => ({ namespace: ref.text('namespace') ?? namespace, name: ref.text('name') ?? ref.fail('name', 'the name of a Gateway') })),
    source,
  };
}

function readHead(manifest: Fields, home: string): Pick<Ingress, 'name' | 'namespace' | 'annotations'> {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  return {
    name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
    namespace: metadata.text('namespace') ?? home,
    annotations: metadata.map('annotations'),
  };
}

/** A number is the port of the pods, a name that of the service. */
function readTargetPort(port: Fields | undefined): BackendPort | undefined {
  if (typeof port?.raw('targetPort') === 'string') return port.text('targetPort');
  const target = port?.number('targetPort', 1, 65535);
  return target === undefined ? undefined : { target };
}

/** Services that get a copy of what comes in. */
function mirrors(rule: Fields): Fields[] {
  return rule.objects('filters').flatMap((filter) => filter.object('requestMirror')?.object('backendRef') ?? []);
}

function isService(ref: Fields): boolean {
  return (ref.text('kind') ?? 'Service') === 'Service' && (ref.text('group') ?? '') === '';
}

function readBackend(ref: Fields, namespace: string): Backend {
  return { namespace: ref.text('namespace') ?? namespace, service: ref.text('name') ?? ref.fail('name', 'the name of a service'), port: ref.number('port', 1, 65535) };
}
