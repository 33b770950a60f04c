import { ApiObject } from 'cdk8s';

/** Controllers that have a peer, by the class that their installation makes. */
const CONTROLLERS: ReadonlyMap<unknown, string> = new Map([['nginx', 'ingressNginx'], ['traefik', 'traefik']]);

const OWN_CONTROLLER = 'say connections.allowFrom(WellKnownPeer.ingressController({ namespace: …, labels: … })) of those pods, with the namespace and the pod labels of';

const OWN_CONTROLLER_OF = (whose: string) => (
  `Say connections.allowFrom(WellKnownPeer.ingressController({ namespace: …, labels: … })) of those pods with ${whose}.`
);

/** What a manifest tells of a way in. Anybody may have written it. */
interface WayIn {
  readonly metadata?: { readonly annotations?: { readonly [key: string]: unknown } };
  readonly spec?: { readonly externalTrafficPolicy?: unknown; readonly ingressClassName?: unknown };
}

/** How to let in who comes through a Service or an Ingress, whose pods are closed. */
export function openingOf(object: ApiObject): string {
  const { metadata, spec }: WayIn = object.toJson();
  if (object.kind === 'Service') return spec?.externalTrafficPolicy === 'Local' ? letInClients() : letInNodes();
  if (object.kind === 'Route') return OWN_CONTROLLER_OF('the router of the cluster');
  if (object.kind.endsWith('Route')) return OWN_CONTROLLER_OF('the pods of the Gateway');
  return letInController(spec?.ingressClassName ?? metadata?.annotations?.['kubernetes.io/ingress.class']);
}

function letInClients(): string {
  return 'Its clients keep their addresses, because "externalTrafficPolicy" is Local: say connections.allowFrom(NetworkPolicyIpBlock.ipv4(…)) of those pods with the addresses that '
    + 'may use it, or WellKnownPeer.internet() for all.';
}

function letInNodes(): string {
  return 'It is reached from addresses of nodes, because "externalTrafficPolicy" is Cluster, as it is unless it is given: say connections.allowFrom(WellKnownPeer.nodes({ addresses: […] })) '
    + 'of those pods; or make it Local, and allow its clients.';
}

function letInController(className: unknown): string {
  if (className === undefined || className === null) return `It names no class: ${OWN_CONTROLLER} the controller that serves it.`;
  const peer = CONTROLLERS.get(className);
  const of = `Its class is ${JSON.stringify(className)}: `;
  return of + (peer === undefined ? `${OWN_CONTROLLER} the controller of that class.` : `say connections.allowFrom(WellKnownPeer.${peer}()) of those pods.`);
}
