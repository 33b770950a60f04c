import * as fc from 'fast-check';
import { namespaceSelector, podSelector } from './labels';
import { BLOCKS, PORT_NAMES, PORT_RANGES, PORTS } from './probes';
import { onceIn } from './sometimes';

/**
 * AdminNetworkPolicies, no two of one priority, and now and then the BaselineAdminNetworkPolicy. Their priorities are none that generated ClusterNetworkPolicies
 * have. Now and then one that the API server would refuse.
 */
export const adminPolicies: fc.Arbitrary<object[]> = fc.record({
  admin: fc.uniqueArray(fc.record({
    priority: fc.constantFrom(2, 5, 50, 500, 999),
    subject: pods(),
    ingress: fc.array(rule('from', ['Allow', 'Deny', 'Pass']), { maxLength: 3 }),
    egress: fc.array(rule('to', ['Allow', 'Deny', 'Pass']), { maxLength: 3 }),
    harm: onceIn(25, damage()),
  }, { requiredKeys: ['priority', 'subject', 'harm'] }), { maxLength: 3, selector: ({ priority }) => priority }),
  baseline: fc.option(fc.record({
    subject: pods(),
    ingress: fc.array(rule('from', ['Allow', 'Deny']), { maxLength: 3 }),
    egress: fc.array(rule('to', ['Allow', 'Deny']), { maxLength: 3 }),
    name: fc.oneof({ weight: 24, arbitrary: fc.constant('default') }, { weight: 1, arbitrary: fc.constant('another') }),
  }, { requiredKeys: ['subject', 'name'] }), { nil: undefined }),
}).map(({ admin, baseline }) => [
  ...admin.map(({ harm, ...spec }, index) => policy('AdminNetworkPolicy', `a${index}`, { ...spec, ...harm })),
  ...[baseline].flatMap((one) => {
    if (!one) return [];
    const { name, ...spec } = one;
    return [policy('BaselineAdminNetworkPolicy', name, spec)];
  }),
]);

function policy(kind: string, name: string, spec: object): object {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec };
}

/** A subject, or a peer of pods. */
function pods(): fc.Arbitrary<object> {
  return fc.oneof(
    fc.record({ namespaces: namespaceSelector }),
    fc.record({ pods: fc.record({ namespaceSelector, podSelector }) }),
  );
}

/** One of them is no block, which the API server does not see. */
function addresses(): fc.Arbitrary<object> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ networks: fc.uniqueArray(fc.constantFrom(...BLOCKS.map(({ cidr }) => cidr), '10.0.0.0'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.constant({ nodes: {} }) },
  );
}

/** Named ports stand only where every peer is one of pods. */
function rule(peers: 'from' | 'to', actions: readonly string[]): fc.Arbitrary<object> {
  const ofPods = ruleOf(peers, actions, pods(), fc.oneof(numberedPort(), fc.record({ namedPort: fc.constantFrom(...PORT_NAMES, 'nowhere') })));
  return peers === 'from' ? ofPods : fc.oneof(ofPods, ruleOf(peers, actions, fc.oneof(pods(), addresses()), numberedPort()));
}

function ruleOf(peers: 'from' | 'to', actions: readonly string[], peer: fc.Arbitrary<object>, port: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.record({
    action: fc.constantFrom(...actions),
    [peers]: fc.array(peer, { minLength: 1, maxLength: 3 }),
    ports: fc.array(port, { maxLength: 3 }),
    name: fc.constant('some-rule'),
  }, { requiredKeys: ['action', peers] });
}

function numberedPort(): fc.Arbitrary<object> {
  const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP', 'ICMP');
  return fc.oneof(
    fc.record({ portNumber: fc.record({ protocol, port: fc.constantFrom(...PORTS) }, { requiredKeys: ['port'] }) }),
    fc.tuple(protocol, fc.constantFrom(...PORT_RANGES, [443, 80])).map(([name, [start, end]]) => ({ portRange: { protocol: name, start, end } })),
  );
}

/** Fields in place of the healthy ones, any of which makes the API server refuse the policy. */
function damage(): fc.Arbitrary<object> {
  const all = { namespaces: {} };
  return fc.constantFrom<object[]>(
    { priority: 1001 },
    { subject: {} },
    { subject: { pods: { podSelector: {} } } },
    { ingress: [{ action: 'Accept', from: [all] }] },
    { ingress: [{ action: 'Deny', from: [] }] },
    { ingress: [{ action: 'Deny', from: [{ networks: ['0.0.0.0/0'] }] }] },
    { egress: [{ action: 'Deny', to: [{ networks: [] }] }] },
    { egress: [{ action: 'Deny', to: [all], ports: [{}] }] },
    { egress: [{ action: 'Deny', to: [all], ports: [{ portNumber: { port: 0 } }] }] },
    { egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }], ports: [{ namedPort: 'http' }] }] },
    { ingress: [null] },
  );
}
