import { Chart, Cron } from 'cdk8s';
import {
  CronJob, Deployment, INetworkPolicyPeer, LabelExpression, LabelSelector, Namespace, Namespaces, NetworkPolicy, NetworkPolicyIpBlock,
  NetworkPolicyPort, NetworkPolicyTrafficDefault, Pods, Service, ServicePort, ServiceType, StatefulSet,
} from '../../src';

/** A value that this library and the API server judge differently, on purpose. */
export type Differing = readonly [value: unknown, why: string];

/** A field: how it is given to this library, how it stands in an object that is written by hand, and which values both take. */
export interface Field {
  readonly field: string;
  readonly taken: readonly unknown[];
  readonly refused: readonly unknown[];
  /** The server takes them, this library does not. */
  readonly refusedHere?: readonly Differing[];
  /** The server refuses them as they are; this library writes what was meant. */
  readonly mendedHere?: readonly Differing[];
  give(chart: Chart, value: any): void;
  byHand(value: any): object;
}

const LONG = 'x'.repeat(63);
const DNS_LABELS = ['shop', 'a-b', '9a', 'a', LONG];
const NO_DNS_LABELS = ['Shop', 'a.b', '-a', 'a-', `${LONG}x`, 'a_b', 'a b', '', 'ä'];
const SUBDOMAINS = ['web', 'a.b', '9.9', `${LONG}.${LONG}`];
const NO_SUBDOMAINS = ['Web', 'a_b', 'a..b', '.a', 'a.', '-a', 'a-.b', '', Array(5).fill(LONG).join('.')];
const PORT_NAMES = ['http', '8a', 'a-b', 'a', 'fifteen-letters'];
const NO_PORT_NAMES = ['HTTP', '', 'a--b', '-a', 'a-', 'a_b', 'a.b', 'sixteen-letter-s', '80'];
const PORTS = [1, 80, 65535];
const NO_PORTS = [0, -1, 65536, 70000, 80.5, '80', true, {}, []];
const LABEL_KEYS = ['app', '9', LONG, 'A.b_c-9', 'example.com/app', `${LONG}.${LONG}/${LONG}`];
const NO_LABEL_KEYS = ['', 'no spaces', 'a/b/c', '-x', 'x-', `${LONG}x`, '/app', 'example.com/', 'Example.com/app', 'a..b/app', `${Array(5).fill(LONG).join('.')}/app`];
const LABEL_VALUES = ['web', '', '9', LONG, 'A.b_c-9'];
const NO_LABEL_VALUES = ['no spaces', `${LONG}x`, '-a', 'a-', 'a/b', 7, true, ['web']];

const NOT_GIVEN = 'A value that is not there comes from a mistake. Kubernetes takes null for a field that was left out.';
const EMPTY = 'A list that came out empty opens or selects everything in Kubernetes. Nobody who gives a list means that.';
const ZERO = 'Kubernetes takes 0 for a port that was left out. Here it can be left out.';
const ALLOCATED = 'Nothing looks at it before the port is allocated, which fails then.';
const OLDER = 'Older versions of Kubernetes refuse it.';
const OLD_FORM = 'What is meant is clear. Written in the one form that every version of Kubernetes takes.';

export const FIELDS: readonly Field[] = [
  {
    field: 'the port of a rule',
    give: (chart, port) => rule(chart, NetworkPolicyPort.tcp(port)),
    byHand: (port) => ingress({ ports: [{ port }] }),
    taken: PORTS,
    refused: NO_PORTS,
    refusedHere: [[null, NOT_GIVEN]],
  },
  {
    field: 'the range of ports of a rule',
    give: (chart, [port, endPort]) => rule(chart, NetworkPolicyPort.of({ port, endPort })),
    byHand: ([port, endPort]) => ingress({ ports: [{ port, endPort }] }),
    taken: [[80, 80], [80, 81], [1, 65535], [80, null]],
    refused: [[100, 50], [80, 0], [80, 65536], [undefined, 80], [0, 80], [80, -1], [80, 80.5], [80, '81']],
  },
  {
    field: 'the name of a port of a rule',
    give: (chart, name) => rule(chart, NetworkPolicyPort.named(name)),
    byHand: (port) => ingress({ ports: [{ port }] }),
    taken: PORT_NAMES,
    refused: NO_PORT_NAMES,
  },
  {
    field: 'the protocol of a rule',
    give: (chart, protocol) => rule(chart, NetworkPolicyPort.of({ port: 80, protocol })),
    byHand: (protocol) => ingress({ ports: [{ port: 80, protocol }] }),
    taken: ['TCP', 'UDP', 'SCTP', undefined, null],
    refused: ['tcp', 'ICMP', '', 6],
  },
  {
    field: 'the list of ports of a rule',
    give: (chart, ports) => rule(chart, ...ports as NetworkPolicyPort[]),
    byHand: (ports) => ingress({ ports }),
    taken: [],
    refused: [],
    refusedHere: [[[], EMPTY]],
  },
  {
    field: 'an IPv4 block',
    give: (chart, cidr) => peer(chart, NetworkPolicyIpBlock.ipv4(cidr)),
    byHand: (cidr) => ingress({ from: [{ ipBlock: { cidr } }] }),
    taken: ['10.0.0.0/8', '0.0.0.0/0', '192.0.2.1/32', '0.0.0.0/4'],
    refused: [
      '999.1.1.1/99', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/', '10.0.0.0/8/8', '010.0.0.0/8', '10.0.0.1', '10.1/16', '0x0a.0.0.0/8', ' 10.0.0.0/8',
      'payments.example.com', '', 10, null, undefined,
    ],
    mendedHere: [['10.1.2.3/8', OLD_FORM], ['10.0.1.1/4', OLD_FORM]],
  },
  {
    field: 'an IPv6 block',
    give: (chart, cidr) => peer(chart, NetworkPolicyIpBlock.ipv6(cidr)),
    byHand: (cidr) => ingress({ from: [{ ipBlock: { cidr } }] }),
    taken: [
      '::/0', '2001:db8::/32', '2001:db8::1/128', '2001:DB8::/32', '2001:0db8:0000:0000:0000:0000:0000:0001/128', '64:ff9b::192.0.2.1/128', '::1.2.3.4/128',
    ],
    refused: [':::/0', '1::2::3/64', '::/129', 'fe80::1%eth0/64', '::ffff:010.0.0.1/128', '2001:db8::', '2001:db8::/32 ', 'g::/16', '1:2:3:4:5:6:7:8:9/64'],
    mendedHere: [['2002::1234:abcd:ffff:c0a8:101/64', OLD_FORM], ['::ffff:192.0.2.1/128', OLD_FORM]],
  },
  {
    field: 'an exception of a block',
    give: (chart, [cidr, except]) => peer(chart, NetworkPolicyIpBlock.ipv4(cidr, except)),
    byHand: ([cidr, except]) => ingress({ from: [{ ipBlock: { cidr, except } }] }),
    taken: [
      ['10.0.0.0/8', ['10.9.0.0/16']], ['10.0.0.0/8', ['10.9.0.0/16', '10.9.0.0/16']], ['10.0.0.0/8', ['10.0.0.0/9', '10.0.0.0/10']], ['0.0.0.0/0', ['0.0.0.0/1']],
      ['10.0.0.0/8', []], ['10.0.0.0/8', null],
    ],
    refused: [
      ['10.0.0.0/8', ['11.0.0.0/16']], ['10.0.0.0/8', ['10.0.0.0/8']], ['10.0.0.0/8', ['10.0.0.0/7']], ['10.0.0.0/8', ['2001:db8::/32']], ['10.0.0.0/8', ['10.9.0.0']],
      ['10.0.0.0/8', [null]], ['10.0.0.0/8', '10.9.0.0/16'], ['0.0.0.0/0', ['0.0.0.0/0']], ['10.0.0.0/8', ['']],
    ],
    mendedHere: [[['10.0.0.0/8', ['10.9.1.1/16']], OLD_FORM]],
  },
  {
    field: 'the key of a label to select by',
    give: (chart, key) => selecting(chart, LabelSelector.of({ labels: { [key]: 'web' } })),
    byHand: (key) => ofPolicy({ podSelector: { matchLabels: { [key]: 'web' } } }),
    taken: LABEL_KEYS,
    refused: NO_LABEL_KEYS,
  },
  {
    field: 'the value of a label to select by',
    give: (chart, app) => selecting(chart, LabelSelector.of({ labels: { app } })),
    byHand: (app) => ofPolicy({ podSelector: { matchLabels: { app } } }),
    taken: LABEL_VALUES,
    refused: NO_LABEL_VALUES,
    refusedHere: [[null, NOT_GIVEN]],
  },
  {
    field: 'labels to select by',
    give: (chart, labels) => selecting(chart, LabelSelector.of({ labels })),
    byHand: (matchLabels) => ofPolicy({ podSelector: { matchLabels } }),
    taken: [{ app: 'web', tier: 'front' }, undefined, null],
    refused: ['app=web', ['app']],
    refusedHere: [[{}, EMPTY]],
  },
  {
    field: 'the key of an expression to select by',
    give: (chart, key) => selecting(chart, LabelSelector.of({ expressions: [LabelExpression.exists(key)] })),
    byHand: (key) => ofPolicy({ podSelector: { matchExpressions: [{ key, operator: 'Exists' }] } }),
    taken: LABEL_KEYS,
    refused: [...NO_LABEL_KEYS, null],
  },
  ...(['In', 'NotIn'] as const).map((operator): Field => ({
    field: `the values of an expression with ${operator}`,
    give: (chart, values) => selecting(chart, LabelSelector.of({ expressions: [operator === 'In' ? LabelExpression.in('app', values) : LabelExpression.notIn('app', values)] })),
    byHand: (values) => ofPolicy({ podSelector: { matchExpressions: [{ key: 'app', operator, values }] } }),
    taken: [LABEL_VALUES, ['web', 'web']],
    refused: [[], undefined, null, 'web', ...NO_LABEL_VALUES.map((value) => [value])],
    refusedHere: [[[null], NOT_GIVEN]],
  })),
  {
    field: 'the names of namespaces to select',
    give: (chart, name) => peer(chart, Namespaces.select(chart, 'Namespaces', { names: [name] })),
    byHand: (name) => ofNamespace(name),
    taken: DNS_LABELS,
    refused: NO_DNS_LABELS,
  },
  {
    field: 'the name of a namespace',
    give: (chart, name) => { new Namespace(chart, 'Namespace', { metadata: { name } }); },
    byHand: (name) => ofNamespace(name),
    taken: DNS_LABELS,
    refused: NO_DNS_LABELS,
  },
  {
    field: 'the name of a policy',
    give: (chart, name) => { new NetworkPolicy(chart, 'Policy', { metadata: { name }, selector: Pods.all(chart, 'Pods'), ingress: CLOSED }); },
    byHand: (name) => ({ ...ofPolicy({ podSelector: {} }), metadata: { name } }),
    taken: SUBDOMAINS,
    refused: NO_SUBDOMAINS,
  },
  {
    field: 'the name of a Deployment',
    give: (chart, name) => { new Deployment(chart, 'Web', { metadata: { name }, ...POD }); },
    byHand: (name) => ({ ...workload('Deployment', {}), metadata: { name } }),
    taken: SUBDOMAINS,
    refused: NO_SUBDOMAINS,
  },
  {
    field: 'the name of a CronJob',
    give: (chart, name) => { new CronJob(chart, 'Report', { metadata: { name }, schedule: Cron.daily(), ...POD }); },
    byHand: (name) => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name },
      spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'x' }] } } } } },
    }),
    taken: ['report', 'a.b', 'x'.repeat(52)],
    refused: ['Report', 'x'.repeat(53), 'a_b', ''],
  },
  {
    field: 'the name of a Service',
    give: (chart, name) => { new Service(chart, 'Service', { metadata: { name }, ports: [{ port: 80 }], selector: Pods.select(chart, 'Pods', { labels: { app: 'web' } }) }); },
    byHand: (name) => ({ ...service({ port: 80 }), metadata: { name } }),
    taken: ['redis', 'a9', LONG],
    refused: NO_DNS_LABELS,
    refusedHere: [['9a', OLDER]],
  },
  {
    field: 'the name of the Service of a StatefulSet',
    give: (chart, name) => { new StatefulSet(chart, 'Redis', { ...POD, service: new Service(chart, 'Service', { metadata: { name }, clusterIP: 'None', ports: [{ port: 80 }] }) }); },
    byHand: (name) => ({ ...service({ port: 80 }, 'ClusterIP', 'None'), metadata: { name } }),
    taken: ['redis'],
    refused: ['Redis', 'a.b'],
  },
  {
    field: 'the port of a Service',
    give: (chart, port) => serving(chart, { port }),
    byHand: (port) => service({ port }),
    taken: PORTS,
    refused: [...NO_PORTS, null],
  },
  {
    field: 'the target port of a Service',
    give: (chart, targetPort) => serving(chart, { port: 80, targetPort }),
    byHand: (targetPort) => service({ port: 80, targetPort }),
    taken: [...PORTS, null],
    refused: NO_PORTS.filter((port) => port !== 0),
    refusedHere: [[0, ZERO]],
  },
  {
    field: 'the port of a Service on nodes',
    give: (chart, nodePort) => serving(chart, { port: 80, nodePort }, ServiceType.NODE_PORT),
    byHand: (nodePort) => service({ port: 80, nodePort }, 'NodePort'),
    taken: [30000, 32767, null],
    refused: [30000.5, '30000', true],
    refusedHere: [[0, ZERO], [-1, ALLOCATED], [65536, ALLOCATED]],
  },
  {
    field: 'the name of the target port of a Service',
    give: (chart, targetPortName) => serving(chart, { port: 80, targetPortName }),
    byHand: (targetPort) => service({ port: 80, targetPort }),
    taken: PORT_NAMES,
    refused: NO_PORT_NAMES.filter((name) => name !== ''),
    refusedHere: [['', NOT_GIVEN]],
  },
  {
    field: 'the name of a port of a Service',
    give: (chart, name) => serving(chart, { port: 80, name }),
    byHand: (name) => service({ port: 80, name }),
    taken: DNS_LABELS,
    refused: NO_DNS_LABELS.filter((name) => name !== ''),
    refusedHere: [['', NOT_GIVEN]],
  },
  {
    field: 'the name of a container',
    give: (chart, name) => { new Deployment(chart, 'Web', { containers: [{ image: 'x', name }] }); },
    byHand: (name) => workload('Deployment', { name }),
    taken: DNS_LABELS,
    refused: NO_DNS_LABELS,
  },
  {
    field: 'the port of a container',
    give: (chart, number) => { new Deployment(chart, 'Web', { containers: [{ image: 'x', ports: [{ number }] }] }); },
    byHand: (containerPort) => workload('Deployment', { ports: [{ containerPort }] }),
    taken: PORTS,
    refused: [...NO_PORTS, null],
  },
  {
    field: 'the name of a port of a container',
    give: (chart, name) => { new Deployment(chart, 'Web', { containers: [{ image: 'x', ports: [{ number: 80, name }] }] }); },
    byHand: (name) => workload('Deployment', { ports: [{ containerPort: 80, name }] }),
    taken: PORT_NAMES,
    refused: NO_PORT_NAMES.filter((name) => name !== ''),
    refusedHere: [['', NOT_GIVEN]],
  },
  {
    field: 'the key of a label of pods',
    give: (chart, key) => { new Deployment(chart, 'Web', { ...POD, podMetadata: { labels: { [key]: 'web' } } }); },
    byHand: (key) => workload('Deployment', {}, { [key]: 'web' }),
    taken: LABEL_KEYS,
    refused: NO_LABEL_KEYS,
  },
  {
    field: 'the value of a label of pods',
    give: (chart, tier) => { new Deployment(chart, 'Web', { ...POD, podMetadata: { labels: { tier } } }); },
    byHand: (tier) => workload('Deployment', {}, { tier }),
    taken: LABEL_VALUES,
    refused: NO_LABEL_VALUES,
    refusedHere: [[null, NOT_GIVEN]],
  },
];

const POD = { containers: [{ image: 'x' }] };
const CLOSED = { default: NetworkPolicyTrafficDefault.DENY };

function rule(chart: Chart, ...ports: NetworkPolicyPort[]): void {
  const pods = Pods.all(chart, 'Pods');
  new NetworkPolicy(chart, 'Policy', { selector: pods, ingress: { rules: [{ peer: pods, ports }] } });
}

function peer(chart: Chart, one: INetworkPolicyPeer): void {
  new NetworkPolicy(chart, 'Policy', { selector: Pods.all(chart, 'Pods'), ingress: { rules: [{ peer: one }] } });
}

function selecting(chart: Chart, labelSelector: LabelSelector): void {
  new NetworkPolicy(chart, 'Policy', { selector: { toPodSelectorConfig: () => ({ labelSelector }) }, ingress: CLOSED });
}

function serving(chart: Chart, port: ServicePort, type?: ServiceType): void {
  new Service(chart, 'Service', { type, ports: [port], selector: Pods.select(chart, 'Pods', { labels: { app: 'web' } }) });
}

function ofPolicy(spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'policy' }, spec };
}

function ingress(first: object): object {
  return ofPolicy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [first] });
}

function ofNamespace(name: unknown): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function workload(kind: string, container: object, labels: object = {}): object {
  const template = { metadata: { labels: { app: 'web', ...labels } }, spec: { containers: [{ name: 'main', image: 'x', ...container }] } };
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'web' }, spec: { selector: { matchLabels: { app: 'web' } }, template } };
}

function service(port: object, type?: string, clusterIP?: string): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [port], type, clusterIP } };
}
