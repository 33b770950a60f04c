import { Backend, BackendPort, Ingress } from '../../model/cluster';
import { Source } from '../../model/source';
import { Fields } from '../fields';
import { readHead } from '../read-head';

/** Kinds of the Gateway API that lead to services. */
export const GATEWAY_ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

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
    ungranted: [],
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
  const parents = spec.objects('parentRefs');
  const services = isOfMesh(parents) ? [] : spec.objects('rules').flatMap((rule) => [...rule.objects('backendRefs'), ...mirrors(rule)]).filter(isService);
  return {
    kind,
    name,
    namespace,
    annotations,
    backends: services.map((ref) => readBackend(ref, namespace)),
    ungranted: [],
    gateways: parents.filter((ref) => (ref.text('kind') ?? 'Gateway') === 'Gateway')
      .map((ref) => ({ namespace: ref.text('namespace') ?? namespace, name: ref.text('name') ?? ref.fail('name', 'the name of a Gateway') })),
    source,
  };
}

/** A number is the port of the pods, a name that of the service. */
function readTargetPort(port: Fields | undefined): BackendPort | undefined {
  if (typeof port?.raw('targetPort') === 'string') return port.text('targetPort');
  const target = port?.number('targetPort', 1, 65535);
  return target === undefined ? undefined : { target };
}

/** Whether routes of these parents lead from pods to pods, and no Gateway in. */
function isOfMesh(parents: readonly Fields[]): boolean {
  return parents.length > 0 && parents.every((ref) => ref.text('kind') === 'Service');
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
