import { ApiObject } from 'cdk8s';
import { Cluster, Ingress } from '../../analysis/model/cluster';
import { Front, frontsOf, frontText } from '../../analysis/questions/ways-in/fronts';
import { peerOfFront } from '../proof/front-peer';

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
  const call = `${whereFrom(front)}: say connections.allowFrom(${peerOfFront(front)}) of those pods`;
  return front.pods ? `${call}.` : `${call}, with the namespace and the pod labels of ${whose(front)}.`;
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
