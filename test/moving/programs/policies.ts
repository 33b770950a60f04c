import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { Chosen, labelMap, Library, maybe, metadata, port, programs, word } from './program';
import { INetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyTrafficDefault } from '../../../src';

const ports = fc.array(fc.record({ in: fc.constantFrom('tcp' as const, 'udp' as const, 'tcpRange' as const, 'udpRange' as const, 'of' as const), port: fc.integer({ min: 1, max: 60000 }) }), { minLength: 1, maxLength: 2 });
const peer = fc.record({ kind: fc.constantFrom('pods', 'expressions', 'namespaces', 'named', 'all', 'workload'), labels: labelMap, name: word });
const traffic = fc.record({ rules: fc.array(fc.record({ peer, ports: maybe(ports) }), { minLength: 1, maxLength: 2 }), denied: fc.boolean() });

function portOf(kplus: Library, { in: kind, port: number }: Chosen<typeof ports>[number]): NetworkPolicyPort {
  const { NetworkPolicyPort: Port } = kplus;
  if (kind === 'of') return Port.of({ port: number, endPort: number + 5, protocol: kplus.NetworkProtocol.TCP });
  return kind === 'tcp' || kind === 'udp' ? Port[kind](number) : Port[kind](number, number + 10);
}

function peerOf(chart: Chart, kplus: Library, { kind, labels, name }: Chosen<typeof peer>, id: string): INetworkPolicyPeer {
  const { LabelExpression, Namespaces, Pods } = kplus;
  switch (kind) {
    case 'pods': return Pods.select(chart, id, { labels });
    case 'expressions': {
      const expressions = [LabelExpression.notIn('a', [name]), LabelExpression.doesNotExist('b')];
      return Pods.select(chart, id, { expressions, namespaces: Namespaces.select(chart, `${id}Of`, { labels }) });
    }
    case 'namespaces': return Namespaces.select(chart, id, { labels, expressions: [LabelExpression.exists('team')] });
    case 'named': return Pods.all(chart, id, { namespaces: Namespaces.select(chart, `${id}Of`, { names: [name] }) });
    case 'all': return Namespaces.all(chart, id);
    default: return new kplus.Deployment(chart, id, { metadata: { name: `${name}-${id.toLowerCase()}` }, containers: [{ image: 'nginx' }] });
  }
}

export const networkPolicies = programs(
  fc.record({
    metadata: maybe(metadata),
    labels: maybe(labelMap),
    egress: maybe(traffic),
    ingress: traffic,
    later: maybe(fc.record({ peer, ports })),
  }),
  (chart, kplus, { labels, egress, ingress, later, ...props }) => {
    const trafficOf = (said: Chosen<typeof traffic>, id: string) => ({
      ...said.denied && { default: NetworkPolicyTrafficDefault.DENY },
      rules: said.rules.map((rule, index) => ({ peer: peerOf(chart, kplus, rule.peer, `${id}${index}`), ...rule.ports && { ports: rule.ports.map((one) => portOf(kplus, one)) } })),
    });
    const policy = new kplus.NetworkPolicy(chart, 'Policy', {
      ...props,
      selector: labels && kplus.Pods.select(chart, 'Selected', { labels }),
      ingress: trafficOf(ingress, 'Ingress'),
      ...egress && { egress: trafficOf(egress, 'Egress') },
    });
    if (!later) return;
    policy.addIngressRule(peerOf(chart, kplus, later.peer, 'LaterIngress'), later.ports.map((one) => portOf(kplus, one)));
    if (egress) policy.addEgressRule(peerOf(chart, kplus, later.peer, 'LaterEgress'), later.ports.map((one) => portOf(kplus, one)));
  },
);

export const namespaces = programs(fc.record({ metadata, closed: fc.boolean(), port }), (chart, kplus, said) => {
  const namespace = new kplus.Namespace(chart, 'Namespace', { metadata: said.metadata });
  new kplus.NetworkPolicy(chart, 'Policy', {
    ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY, rules: [{ peer: namespace, ports: [kplus.NetworkPolicyPort.tcp(said.port)] }] },
    ...said.closed && { egress: { default: kplus.NetworkPolicyTrafficDefault.DENY } },
  });
});
