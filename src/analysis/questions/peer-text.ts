import { Selection } from '../model/cluster';
import { Labels } from '../model/selector';

/** A peer of pods of one namespace, as YAML has it in a few words. */
export function peerTextOf(namespace: string, pods: string): string {
  return `namespaceSelector { kubernetes.io/metadata.name: ${namespace} } and ${pods}`;
}

/** Such as `podSelector { app: web }`. */
export function podSelectorText(labels: Labels): string {
  return `podSelector { ${Object.entries(labels).map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

/** Such as `pods app=web of namespace shop`. */
export function selectionText({ namespaces, pods }: Selection): string {
  const which = pods.isEverything ? 'all pods' : `pods ${pods}`;
  if (typeof namespaces === 'string') return `${which} of namespace ${namespaces}`;
  return `${which} of ${namespaces.isEverything ? 'all namespaces' : `namespaces ${namespaces}`}`;
}
