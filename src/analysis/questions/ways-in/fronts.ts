import { GATEWAY_NAME_LABEL, INGRESS_NGINX, OPENSHIFT_ROUTER, TRAEFIK, UsualPods } from '../../../kubernetes/usual-pods';
import { Cluster, Gateway, Ingress, NamedGateway } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { peerTextOf, podSelectorText } from '../peer-text';

/** What stands in front of the pods to which a way in leads: the controller of a class, or of whoever serves Ingresses without one; the router of OpenShift; a Gateway. */
export type Front = (
  | { readonly is: 'controller'; readonly className?: string }
  | { readonly is: 'router' }
  | { readonly is: 'gateway'; readonly gateway?: NamedGateway }
) & {
  /** Its pods, where it is known how they are labelled. */
  readonly pods?: UsualPods;
};

/** The controllers of Ingresses, by the class that their installation makes. */
const OF_CLASS: ReadonlyMap<string, UsualPods> = new Map([['nginx', INGRESS_NGINX], ['traefik', TRAEFIK]]);

/** How the pods of a Gateway are labelled. */
type PodsOfGateway = (gateway: NamedGateway) => UsualPods;

/**
 * Pods that are made for one Gateway, in its namespace.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1762/
 */
const ofItsOwn: PodsOfGateway = ({ namespace, name }) => ({ namespace, labels: { [GATEWAY_NAME_LABEL]: name } });

/** @see https://gateway.envoyproxy.io/docs/tasks/operations/gateway-namespace-mode/ */
const ofEnvoyGateway: PodsOfGateway = ({ namespace, name }) => ({
  namespace: 'envoy-gateway-system',
  labels: { 'gateway.envoyproxy.io/owning-gateway-namespace': namespace, 'gateway.envoyproxy.io/owning-gateway-name': name },
});

/** By the name of the controller of a GatewayClass. */
const OF_GATEWAY_CONTROLLER: ReadonlyMap<string, PodsOfGateway> = new Map([
  ['istio.io/gateway-controller', ofItsOwn],
  ['gateway.nginx.org/nginx-gateway-controller', ofItsOwn],
  ['gateway.envoyproxy.io/gatewayclass-controller', ofEnvoyGateway],
  ['traefik.io/gateway-controller', () => TRAEFIK],
]);

/** By the name of a GatewayClass that the manifests do not hold: those that installations make. */
const OF_GATEWAY_CLASS: ReadonlyMap<string, string> = new Map([
  ['istio', 'istio.io/gateway-controller'], ['nginx', 'gateway.nginx.org/nginx-gateway-controller'], ['traefik', 'traefik.io/gateway-controller'],
]);

/** What stands in front of the pods to which a way in leads; of a route one for each of its Gateways. */
export function frontsOf({ kind, className, gateways }: Ingress, cluster: Cluster): readonly Front[] {
  if (kind === 'Ingress') return [{ is: 'controller', ...(className !== undefined && { className, pods: OF_CLASS.get(className) }) }];
  if (kind === 'Route') return [{ is: 'router', pods: OPENSHIFT_ROUTER }];
  return gateways.length === 0 ? [{ is: 'gateway' }] : gateways.map((gateway) => frontOfGateway(gateway, cluster));
}

/** The selector of the pods that were made for a Gateway, in its namespace. */
export function ownPodsOf({ name }: NamedGateway): Selector {
  return Selector.ofLabels({ [GATEWAY_NAME_LABEL]: name });
}

/** Such as `the pods of Gateway gateways/entry (namespaceSelector { … } and podSelector { … })`. */
export function podsOfFrontText(front: Front): string {
  const { pods } = front;
  return `the pods of ${frontText(front)}${pods ? ` (${peerTextOf(pods.namespace, podSelectorText(pods.labels))})` : ''}`;
}

/** Such as `the ingress controller of class "nginx"`. */
export function frontText(front: Front): string {
  switch (front.is) {
    case 'controller': return `the ingress controller${front.className === undefined ? '' : ` of class ${JSON.stringify(front.className)}`}`;
    case 'router': return 'the router of OpenShift';
    case 'gateway': return front.gateway ? `Gateway ${front.gateway.namespace}/${front.gateway.name}` : 'its Gateway';
  }
}

function frontOfGateway(gateway: NamedGateway, { gateways, gatewayClasses, workloads }: Cluster): Front {
  const given = gateways.find(({ namespace, name }) => namespace === gateway.namespace && name === gateway.name);
  const own = ownPodsOf(gateway);
  const hasPods = workloads.some(({ namespace, labels }) => namespace === gateway.namespace && own.matches(labels));
  const podsOf = hasPods ? ofItsOwn : OF_GATEWAY_CONTROLLER.get(controllerOf(given, gatewayClasses) ?? '');
  return { is: 'gateway', gateway, pods: podsOf?.(gateway) };
}

function controllerOf(gateway: Gateway | undefined, classes: Cluster['gatewayClasses']): string | undefined {
  const { className } = gateway ?? {};
  if (className === undefined) return undefined;
  const given = classes.find(({ name }) => name === className);
  return given ? given.controller : OF_GATEWAY_CLASS.get(className);
}
