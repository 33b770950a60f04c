import * as fc from 'fast-check';
import { namespaceSelector, podSelector } from './labels';
import { BLOCKS, PORT_NAMES, PORT_RANGES, PORTS } from './probes';
import { onceIn } from './sometimes';

/** ClusterNetworkPolicies, no two of a tier with one priority. Now and then one that the API server would refuse. */
export const clusterPolicies: fc.Arbitrary<object[]> = fc.uniqueArray(fc.record({
  tier: fc.constantFrom('Admin', 'Baseline'),
  priority: fc.constantFrom(0, 1, 9, 10, 100, 1000),
  version: fc.constantFrom('v1alpha2', 'v1beta1'),
  subject: pods(),
  ingress: fc.array(rule('from', pods()), { maxLength: 3 }),
  egress: fc.array(egressRule(), { maxLength: 3 }),
  harm: onceIn(10, damage()),
}, { requiredKeys: ['tier', 'priority', 'version', 'subject', 'harm'] }), { maxLength: 4, selector: ({ tier, priority }) => `${tier} ${priority}` })
  .map((policies) => policies.map(({ harm, version, ...spec }, index) => ({
    apiVersion: `policy.networking.k8s.io/${version}`,
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `c${index}` },
    spec: { ...spec, ...harm },
  })));

/** A subject, or a peer of pods. */
function pods(): fc.Arbitrary<object> {
  return fc.oneof(
    fc.record({ namespaces: namespaceSelector }),
    fc.record({ pods: fc.record({ namespaceSelector, podSelector }, { requiredKeys: ['podSelector'] }) }),
  );
}

function networks(): fc.Arbitrary<object> {
  return fc.record({ networks: fc.uniqueArray(fc.constantFrom(...BLOCKS.map(({ cidr }) => cidr)), { minLength: 1, maxLength: 3 }) });
}

/** Named ports stand only where every peer is one of pods. */
function egressRule(): fc.Arbitrary<object> {
  return fc.oneof(rule('to', pods()), rule('to', fc.oneof(pods(), networks()), numberedPort()));
}

function rule(peers: 'from' | 'to', peer: fc.Arbitrary<object>, protocol = fc.oneof(numberedPort(), namedPort())): fc.Arbitrary<object> {
  return fc.record({
    action: fc.constantFrom('Accept', 'Deny', 'Pass'),
    [peers]: fc.array(peer, { minLength: 1, maxLength: 3 }),
    protocols: fc.array(protocol, { minLength: 1, maxLength: 3 }),
    name: fc.constant('some-rule'),
  }, { requiredKeys: ['action', peers] });
}

function numberedPort(): fc.Arbitrary<object> {
  const destinationPort = fc.oneof(
    fc.record({ number: fc.constantFrom(...PORTS) }),
    fc.constantFrom(...PORT_RANGES).map(([start, end]) => ({ range: { start, end } })),
  );
  return fc.tuple(fc.constantFrom('tcp', 'udp', 'sctp'), destinationPort).map(([protocol, port]) => ({ [protocol]: { destinationPort: port } }));
}

function namedPort(): fc.Arbitrary<object> {
  return fc.record({ destinationNamedPort: fc.constantFrom(...PORT_NAMES, 'nowhere') });
}

/** Fields in place of the healthy ones, any of which makes the API server refuse the policy. */
function damage(): fc.Arbitrary<object> {
  const all = { namespaces: {} };
  return fc.constantFrom<object[]>(
    { tier: 'NetworkPolicy' },
    { priority: 1001 },
    { priority: -1 },
    { subject: {} },
    { subject: { ...all, pods: { namespaceSelector: {}, podSelector: {} } } },
    { ingress: [{ action: 'Allow', from: [all] }] },
    { ingress: [{ action: 'Deny', from: [] }] },
    { ingress: [{ action: 'Deny', from: [{}] }] },
    { ingress: [{ action: 'Deny', from: [all], protocols: [] }] },
    { ingress: [{ action: 'Deny', from: [{ networks: ['0.0.0.0/0'] }] }] },
    { egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/33'] }] }] },
    { egress: [{ action: 'Deny', to: [{ networks: [] }] }] },
    { egress: [{ action: 'Deny', to: [{ ...all, networks: ['0.0.0.0/0'] }] }] },
    { egress: [{ action: 'Deny', to: [all], protocols: [{}] }] },
    { egress: [{ action: 'Deny', to: [all], protocols: [{ tcp: {} }] }] },
    { egress: [{ action: 'Deny', to: [null] }] },
    { ingress: [null] },
    { subject: { pods: { namespaceSelector: {} } } },
    { egress: [{ action: 'Deny', to: [all], protocols: [{ tcp: { destinationPort: { number: 0 } } }] }] },
    { egress: [{ action: 'Deny', to: [all], protocols: [{ tcp: { destinationPort: { range: { start: 90, end: 80 } } } }] }] },
    { egress: [{ action: 'Deny', to: [all], protocols: [{ tcp: { destinationPort: { number: 80, range: { start: 80, end: 90 } } } }] }] },
    { egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }], protocols: [{ destinationNamedPort: 'http' }] }] },
  );
}
