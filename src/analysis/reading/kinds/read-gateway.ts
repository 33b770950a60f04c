import { Gateway, GatewayClass, Ingress, ReferenceGrant } from '../../model/cluster';
import { Source } from '../../model/source';
import { Fields } from '../fields';
import { readHead } from '../read-head';

/** The group of the Gateway API. */
export const GATEWAY_API = 'gateway.networking.k8s.io';

/** Versions of the Gateway API, which differ in nothing that is read here. */
export const GATEWAY_API_VERSIONS: readonly string[] = ['v1alpha2', 'v1alpha3', 'v1beta1', 'v1'];

export function readGateway(manifest: Fields, home: string, source: Source): Gateway {
  const className = manifest.object('spec')?.text('gatewayClassName');
  return { ...readHead(manifest, home), ...(className !== undefined && { className }), source };
}

export function readGatewayClass(manifest: Fields, source: Source): GatewayClass {
  const { name, annotations } = readHead(manifest, '');
  const controller = manifest.object('spec')?.text('controllerName');
  return { name, annotations, ...(controller !== undefined && { controller }), source };
}

/** @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/ */
export function readReferenceGrant(manifest: Fields, home: string, source: Source): ReferenceGrant {
  const spec = manifest.object('spec') ?? manifest.fail('spec', 'an object');
  return {
    ...readHead(manifest, home),
    from: spec.objects('from').map((from) => (
      { group: from.text('group') ?? '', kind: from.text('kind') ?? from.fail('kind', 'a kind'), namespace: from.text('namespace') ?? from.fail('namespace', 'a namespace') }
    )),
    services: spec.objects('to').filter((to) => to.text('kind') === 'Service' && (to.text('group') ?? '') === '').map((to) => to.text('name')),
    source,
  };
}

/** A way in as it is where it leads only to services of other namespaces that are granted to it. */
export function asGranted(ingress: Ingress, grants: readonly ReferenceGrant[]): Ingress {
  const { kind, namespace, backends } = ingress;
  const ungranted = backends.filter((backend) => backend.namespace !== namespace && !grants.some((grant) => (
    grant.namespace === backend.namespace
      && grant.from.some((from) => from.group === GATEWAY_API && from.kind === kind && from.namespace === namespace)
      && grant.services.some((service) => service === undefined || service === backend.service)
  )));
  return ungranted.length === 0 ? ingress : { ...ingress, ungranted, backends: backends.filter((backend) => !ungranted.includes(backend)) };
}
