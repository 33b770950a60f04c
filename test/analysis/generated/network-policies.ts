import * as fc from 'fast-check';
import { namespaceSelector, NAMESPACES, podSelector } from './labels';
import { BLOCKS, PORT_NAMES, PORT_RANGES, PORTS } from './probes';
import { onceIn, rarelyNull } from './sometimes';

/** NetworkPolicies, in `ghost` too, where no pod is. Now and then one that the API server would refuse. */
export const networkPolicies: fc.Arbitrary<object[]> = fc.array(
  fc.tuple(fc.constantFrom(...NAMESPACES, ...NAMESPACES, 'ghost'), spec(), onceIn(10, damage())), { maxLength: 6 },
).map((policies) => policies.map(([namespace, healthy, harm], index) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: `p${index}`, ...namespace !== undefined && { namespace } },
  spec: harm === undefined ? healthy : harm(healthy),
})));

interface Spec {
  readonly ingress?: readonly (object | null)[];
  readonly egress?: readonly (object | null)[];
}

function spec(): fc.Arbitrary<Spec> {
  return fc.record({
    podSelector: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 3, arbitrary: podSelector }),
    policyTypes: fc.constantFrom([], ['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Egress', 'Ingress'], ['Ingress', 'Ingress']),
    ingress: fc.array(rarelyNull(rule('from')), { maxLength: 3 }),
    egress: fc.array(rarelyNull(rule('to')), { maxLength: 3 }),
  }, { requiredKeys: [] });
}

function rule(peers: 'from' | 'to'): fc.Arbitrary<object> {
  return fc.record({ [peers]: fc.array(peer(), { maxLength: 3 }), ports: fc.array(rarelyNull(port()), { maxLength: 3 }) }, { requiredKeys: [] });
}

function peer(): fc.Arbitrary<object> {
  return fc.oneof(
    fc.record({ podSelector }),
    fc.record({ namespaceSelector }),
    fc.record({ namespaceSelector, podSelector }),
    fc.record({ ipBlock: fc.constantFrom(...BLOCKS) }),
  );
}

function port(): fc.Arbitrary<object> {
  const protocol = fc.constantFrom({}, { protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' });
  const where = fc.oneof(
    fc.constant({}),
    fc.record({ port: fc.constantFrom(...PORTS) }),
    fc.constantFrom(...PORT_RANGES).map(([first, last]) => ({ port: first, endPort: last })),
    fc.record({ port: fc.constantFrom(...PORT_NAMES, 'nowhere') }),
  );
  return fc.tuple(protocol, where).map(([a, b]) => ({ ...a, ...b }));
}

/** Makes a policy such as the API server refuses, in one place and in one way. */
function damage(): fc.Arbitrary<(healthy: Spec) => object> {
  const ports = [{ port: 0 }, { port: 65536 }, { port: 90, endPort: 80 }, { endPort: 80 }, { port: 80, endPort: 65536 }, { port: 'http', endPort: 80 }, { port: '80' }, { protocol: 'ICMP' }];
  const peers = [
    {},
    null,
    { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} },
    { ipBlock: { cidr: '10.0.0.0/8' }, namespaceSelector: {} },
    { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } },
    { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } },
    { ipBlock: { cidr: '0.0.0.0/0', except: ['2001:db8::/32'] } },
    { ipBlock: { cidr: '10.0.0.0/33' } },
    { ipBlock: { cidr: '10.0.0.1' } },
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] } },
    { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists', values: ['shop'] }] } },
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'Equals', values: ['web'] }] } },
  ];
  const whole = [{ policyTypes: ['Everything'] }, { policyTypes: ['Ingress', 'Egress', 'Ingress'] }, { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn' }] } }];
  const badRule = fc.oneof(
    fc.constantFrom(...ports).map((bad) => ({ ports: [bad] })),
    fc.constantFrom(...peers).map((bad) => ({ from: [bad], to: [bad] })),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(badRule, fc.constantFrom('ingress', 'egress')).map(([bad, direction]) => (healthy: Spec) => withRule(healthy, direction as keyof Spec, bad)) },
    { weight: 1, arbitrary: fc.constantFrom(...whole).map((bad) => (healthy: Spec) => ({ ...healthy, ...bad })) },
  );
}

function withRule(healthy: Spec, direction: keyof Spec, { from, to, ports }: { from?: unknown; to?: unknown; ports?: unknown }): object {
  const peers = direction === 'ingress' ? { from } : { to };
  return { ...healthy, [direction]: [...healthy[direction] ?? [], ports ? { ports } : peers] };
}
