import { Front } from '../../analysis/questions/ways-in/fronts';
import { INGRESS_NGINX, TRAEFIK, UsualPods } from '../../kubernetes/usual-pods';

/** Pods that have a peer of their own. */
const PEERS: ReadonlyMap<UsualPods, string> = new Map([[INGRESS_NGINX, 'ingressNginx()'], [TRAEFIK, 'traefik()']]);

/** The peer to write for what stands in front of pods, to be filled in where its pods are not known. */
export function peerOfFront({ pods }: Front): string {
  if (!pods) return 'WellKnownPeer.ingressController({ namespace: …, labels: … })';
  return `WellKnownPeer.${PEERS.get(pods) ?? `ingressController(${podsText(pods)})`}`;
}

/** As it stands in code. */
function podsText({ namespace, labels }: UsualPods): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${quoted(key)}: ${quoted(value)}`).join(', ');
  return `{ namespace: ${quoted(namespace)}, labels: { ${pairs} } }`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
