import { dump } from 'js-yaml';
import { commentOf, likelyComment } from './comments';
import { portsOfRule } from './ports';
import { Suggesting } from './suggesting';
import { SuggestedPeer, SuggestedPolicy, suggestedPolicies, SuggestedRule } from '../../suggest/policies/suggested-policies';

const ANYBODY = '0.0.0.0/0';
/** Why a block of everything is as it should be. */
export const PUBLIC = 'A public Service leads here: connections come from any address, and from those of nodes.';

/** A NetworkPolicy that closes each namespace, and one for each workload that opens what is certain; what is likely as comments. */
export function* suggestYaml({ suggestions, analysis }: Suggesting): Iterable<string> {
  const { policies, closed, likely } = suggestedPolicies(analysis, suggestions);
  const documents = [
    ...closed.map(({ namespace, name }) => document([], policyOf(name, namespace, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))),
    ...policies.map((policy) => document(policy.suggestions.flatMap(commentOf), manifestOf(policy))),
  ];
  yield documents.join('---\n');
  if (likely.length > 0) yield commented(['', 'Likely, and not opened:', ...likely.flatMap(likelyComment)]);
}

function document(comment: readonly string[], manifest: object): string {
  return `${commented(comment)}${dump(manifest, { noRefs: true, lineWidth: -1 })}`;
}

function commented(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '\n' : `# ${line}\n`)).join('');
}

function manifestOf({ name, workload: { namespace }, labels, rules: { Ingress: ingress, Egress: egress } }: SuggestedPolicy): object {
  const isPublic = ingress?.some(({ peers }) => peers.some((peer) => 'block' in peer && peer.block === ANYBODY));
  return policyOf(name, namespace, {
    podSelector: { matchLabels: labels },
    policyTypes: [...ingress ? ['Ingress'] : [], ...egress ? ['Egress'] : []],
    ...(ingress && { ingress: ingress.map((rule) => ruleOf('from', rule, namespace)) }),
    ...(egress && { egress: egress.map((rule) => ruleOf('to', rule, namespace)) }),
  }, isPublic ? { 'cdk8s-netpol/acknowledge.block-of-everything': PUBLIC } : undefined);
}

function policyOf(name: string, namespace: string, spec: object, annotations?: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace, ...(annotations && { annotations }) }, spec };
}

function ruleOf(towards: 'from' | 'to', { peers, connections }: SuggestedRule, namespace: string): object {
  const ports = portsOfRule(connections);
  return { [towards]: peers.map((peer) => peerOf(peer, namespace)), ...(ports.length > 0 && { ports }) };
}

function peerOf(peer: SuggestedPeer, namespace: string): object {
  if ('block' in peer) return { ipBlock: { cidr: peer.block } };
  return {
    ...(peer.namespace !== namespace && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } } }),
    podSelector: { matchLabels: peer.labels },
  };
}
