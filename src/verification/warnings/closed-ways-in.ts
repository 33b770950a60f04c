import { ApiObject } from 'cdk8s';
import { Cluster, Ingress } from '../../analysis/model/cluster';
import { Front, frontsOf, frontText } from '../../analysis/questions/fronts';
import { INGRESS_NGINX, TRAEFIK, UsualPods } from '../../kubernetes/usual-pods';

/** Pods that have a peer of their own. */
const PEERS: ReadonlyMap<UsualPods, string> = new Map([[INGRESS_NGINX, 'ingressNginx()'], [TRAEFIK, 'traefik()']]);

/** What a Service tells of a way in. Anybody may have written it. */
interface WayIn {
  readonly spec?: { readonly externalTrafficPolicy?: unknown };
}

/** How to let in who comes by a way in whose pods are closed: an ingress or a route, or else the Service that the object is. */
export function openingOf(object: ApiObject, ingress: Ingress | undefined, cluster: Cluster): string {
  if (ingress) return frontsOf(ingress, cluster).map(letInFront).join(' ');
  const { spec }: WayIn = object.toJson();
  return spec?.externalTrafficPolicy === 'Local' ? letInClients() : letInNodes();
}

function letInClients(): string {
  return 'Its clients keep their addresses, because "externalTrafficPolicy" is Local: say connections.allowFrom(NetworkPolicyIpBlock.ipv4(…)) of those pods with the addresses that '
    + 'may use it, or WellKnownPeer.internet() for all.';
}

function letInNodes(): string {
  return 'It is reached from addresses of nodes, because "externalTrafficPolicy" is Cluster, as it is unless it is given: say connections.allowFrom(WellKnownPeer.nodes({ addresses: […] })) '
    + 'of those pods; or make it Local, and allow its clients.';
}

function letInFront(front: Front): string {
  const call = (peer: string) => `${whereFrom(front)}: say connections.allowFrom(WellKnownPeer.${peer}) of those pods`;
  if (front.pods) return `${call(PEERS.get(front.pods) ?? `ingressController(${podsText(front.pods)})`)}.`;
  return `${call('ingressController({ namespace: …, labels: … })')}, with the namespace and the pod labels of ${whose(front)}.`;
}

/** What the manifest tells of who connects to the pods. */
function whereFrom(front: Front): string {
  if (front.is !== 'controller') return `It leads through ${frontText(front)}`;
  return front.className === undefined ? 'It names no class' : `Its class is ${JSON.stringify(front.className)}`;
}

function whose(front: Front): string {
  if (front.is !== 'controller') return 'that Gateway';
  return front.className === undefined ? 'the controller that serves it' : 'the controller of that class';
}

/** As it stands in code. */
function podsText({ namespace, labels }: UsualPods): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${quoted(key)}: ${quoted(value)}`).join(', ');
  return `{ namespace: ${quoted(namespace)}, labels: { ${pairs} } }`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
