import { ApiObject, App, Chart, Cron, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AppDescription, EndDescription, Expression, NamespaceChoice, Port, SelectionDescription, ServiceDescription, WorkloadDescription,
} from './description';
import {
  AdoptedPods, ContainerRestartPolicy, CronJob, DaemonSet, DefaultDeny, Deployment, IConnectable, INetworkPolicyPeer, Job, LabelExpression,
  Namespace, Namespaces, NetworkPolicy, NetworkPolicyIpBlock, NetworkPolicyPort, NetworkPolicyTrafficDefault, NetworkProtocol, Pod, PodConnections,
  PodConnectionsIsolation, Pods, Protocol, Service, StatefulSet, WellKnownPeer,
} from '../../../../src';

/** The app that a description tells of. */
export class BuiltApp {
  public readonly charts: readonly Chart[];
  /** By the numbers of the description. */
  public readonly workloads: readonly (IConnectable & { readonly connections: PodConnections })[];
  public readonly selections: readonly (Pods | Namespaces)[];
  public readonly services: readonly Service[];

  /**
   * @param prefix that of the ids of the charts
   * @throws what the library refuses before there is anything to prove
   */
  constructor(private readonly description: AppDescription, public readonly app: App = Testing.app(), prefix = 'c') {
    this.charts = description.charts.map((namespace, index) => new Chart(app, `${prefix}${index}`, { namespace }));
    description.namespaces.forEach(({ name, labels, isApiObject }) => {
      const metadata = { name, labels: plain(labels) };
      if (isApiObject) withoutNamespace(new ApiObject(this.charts[0], `namespace-${name}`, { apiVersion: 'v1', kind: 'Namespace', metadata }));
      else new Namespace(this.charts[0], `namespace-${name}`, { metadata });
    });
    if (description.dns) deploymentObject(this.charts[0], 'coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ports: DNS_PORTS });
    this.workloads = description.workloads.map((workload, index) => this.workload(workload, `w${index}`));
    this.selections = description.selections.map((selection, index) => this.selection(selection, `selection${index}`));
    this.services = description.services.map((service, index) => this.service(service, `service${index}`));
    description.declarations.forEach((declaration) => this.declare(declaration));
    this.addPolicies();
    this.patchWorkloads();
  }

  /** What is written; the policies of `connections` are patched once they are there. */
  public write(): object[] {
    const { policyPatches, workloadPatches } = this.description;
    // As a synth does it, which validates more than once: the first time tells some policies that a namespace was patched.
    if (policyPatches.length > 0 || workloadPatches.length > 0) Testing.synth(this.charts[0]);
    if (policyPatches.length > 0) this.patchPolicies();
    return this.charts.flatMap((chart) => Testing.synth(chart) as object[]);
  }

  /** The policies of the connections of a construct, by the ids of their constructs. */
  public policiesOf(construct: Construct): Map<string, object> {
    const objects = construct.node.children.filter((child) => ApiObject.isApiObject(child) && /^Connections/.test(child.node.id)) as ApiObject[];
    return new Map(objects.map((object) => [object.node.id, object.toJson() as object]));
  }

  /** Of the app itself, whether a caller of the description can be one. */
  public callerOf(caller: AppDescription['declarations'][number]['caller']): IConnectable & { readonly connections: PodConnections } {
    const one = 'workload' in caller ? at(this.workloads, caller.workload) : at(this.selections, caller.selection);
    return one instanceof Namespaces ? this.workloads[0] : one;
  }

  private get objects(): ApiObject[] {
    return this.charts.flatMap((chart) => chart.node.findAll()).filter((one) => ApiObject.isApiObject(one));
  }

  private workload(given: WorkloadDescription, name: string): IConnectable & { readonly connections: PodConnections } {
    const chart = at(this.charts, given.chart);
    const { namespace, label, ports, sidecarPorts, hostNetwork, isolate, adopted, kind } = given;
    if (adopted) {
      const object = deploymentObject(chart, name, { namespace, labels: { app: label }, ports, sidecarPorts });
      return AdoptedPods.of(object, { addressLabel: adopted.addressLabel, ...adopted.ports && { ports: adopted.ports.map(policyPort) } });
    }
    const metadata = { name, ...namespace !== undefined && { namespace } };
    const props = {
      containers: [{ image: 'app', ports: ports.map(containerPort) }],
      initContainers: [{ image: 'proxy', name: 'proxy', ports: sidecarPorts.map(containerPort), restartPolicy: ContainerRestartPolicy.ALWAYS }],
      hostNetwork,
      isolate,
    };
    const podMetadata = { labels: { app: label } };
    switch (kind) {
      case 'Deployment': return new Deployment(chart, name, { metadata, podMetadata, ...props });
      case 'StatefulSet': return new StatefulSet(chart, name, { metadata, podMetadata, ...props, service: new Service(chart, `${name}-headless`, { clusterIP: 'None', ports: [{ port: 1 }] }) });
      case 'DaemonSet': return new DaemonSet(chart, name, { metadata, podMetadata, ...props });
      case 'Job': return new Job(chart, name, { metadata, podMetadata, ...props });
      case 'CronJob': return new CronJob(chart, name, { metadata, podMetadata, ...props, schedule: Cron.daily() });
      default: return new Pod(chart, name, { metadata: { ...metadata, ...podMetadata }, ...props });
    }
  }

  private selection({ chart: number, of, label, expression, namespaces }: SelectionDescription, id: string): Pods | Namespaces {
    const chart = at(this.charts, number);
    if (of === 'namespaces') return namespacesOf(chart, id, namespaces ?? {});
    const chosen = namespaces && { namespaces: namespacesOf(chart, `${id}-namespaces`, namespaces) };
    if (of === 'all') return Pods.all(chart, id, chosen);
    return Pods.select(chart, id, { ...expression ? { expressions: [labelExpression(expression)] } : { labels: { app: label } }, ...chosen });
  }

  private service({ workload: number, byLabel, ports }: ServiceDescription, id: string): Service {
    const { chart, namespace, label } = at(this.description.workloads, number);
    const service = new Service(at(this.charts, chart), id, {
      metadata: { name: id, ...namespace !== undefined && { namespace } },
      ports: ports.map(({ port, target, protocol }) => ({
        port, name: `p${port}`, protocol: protocol as Protocol, ...typeof target === 'string' ? { targetPortName: target } : { targetPort: target },
      })),
    });
    if (byLabel) service.selectLabel('app', label);
    else service.select(at(this.workloads, number));
    return service;
  }

  private declare({ caller, call, peer, ports, isolation }: AppDescription['declarations'][number]): void {
    const { connections } = this.callerOf(caller);
    if (call === 'isolate') return connections.isolate();
    connections[call](this.peer(peer), { isolation: isolation as PodConnectionsIsolation, ports: ports?.map(policyPort) });
  }

  private peer(end: EndDescription): INetworkPolicyPeer {
    if ('workload' in end) return at(this.workloads, end.workload);
    if ('selection' in end) return at(this.selections, end.selection);
    if ('service' in end) return at(this.services, end.service);
    if ('wellKnown' in end) return end.wellKnown === 'dns' ? WellKnownPeer.clusterDns() : WellKnownPeer.internet();
    if ('cidr' in end) return end.cidr.includes(':') ? NetworkPolicyIpBlock.ipv6(end.cidr, [...end.except]) : NetworkPolicyIpBlock.ipv4(end.cidr, [...end.except]);
    const peers = end.peers.map((one) => this.peer(one));
    return { toNetworkPolicyPeerConfig: () => ({ peers, ports: end.ports?.map(policyPort) }), toPodSelector: () => undefined };
  }

  private addPolicies(): void {
    this.description.foreign.forEach(({ chart, namespace, apiVersion, kind, spec }, number) => {
      const object = new ApiObject(at(this.charts, chart), `foreign${number}`, { apiVersion, kind, metadata: { name: `foreign${number}`, ...namespace !== undefined && { namespace } }, spec: plain(spec) });
      if (kind === 'ClusterNetworkPolicy') withoutNamespace(object);
    });
    this.description.policies.forEach(({ workload, selectsAll, direction, says, peer, ports }, number) => {
      const chart = at(this.charts, at(this.description.workloads, workload).chart);
      const traffic = says === 'rule'
        ? { rules: [{ peer: at(this.workloads, peer), ports: ports?.map(policyPort) }] }
        : { default: says === 'DENY' ? NetworkPolicyTrafficDefault.DENY : NetworkPolicyTrafficDefault.ALLOW };
      new NetworkPolicy(chart, `policy${number}`, { ...!selectsAll && { selector: at(this.workloads, workload) }, [direction]: traffic });
    });
    const { closed } = this.description;
    const dns = closed?.dns ? { dns: WellKnownPeer.clusterDns() } : {};
    if (closed?.chart !== undefined) DefaultDeny.forChart(at(this.charts, closed.chart), dns);
    else if (closed) DefaultDeny.forApp(this.app, dns);
  }

  private patchWorkloads(): void {
    for (const { workload, change, namespace } of this.description.workloadPatches) {
      const construct = at(this.workloads, workload);
      const object = construct instanceof AdoptedPods ? construct.apiObject : ApiObject.of(construct);
      const manifest = object.toJson() as Manifest;
      const pod = { Pod: '', CronJob: '/spec/jobTemplate/spec/template' }[manifest.kind] ?? '/spec/template';
      const { metadata, spec } = at2(manifest, pod) as { metadata: { labels: object }; spec: { containers: { ports?: object[] }[] } };
      const [port] = spec.containers[0].ports ?? [];
      if (change === 'address' && ADDRESS in metadata.labels) object.addJsonPatch(JsonPatch.replace(`${pod}/metadata/labels/${ADDRESS.replace('/', '~1')}`, 'other'));
      if (change === 'label') object.addJsonPatch(JsonPatch.replace(`${pod}/metadata/labels/app`, 'other'));
      if (change === 'port' && port) object.addJsonPatch(JsonPatch.replace(`${pod}/spec/containers/0/ports/0/containerPort`, 8081));
      if (change === 'port name' && port) object.addJsonPatch(JsonPatch.add(`${pod}/spec/containers/0/ports/0/name`, 'renamed'));
      if (change === 'namespace') object.addJsonPatch(JsonPatch.add('/metadata/namespace', namespace));
      if (change === 'host network') object.addJsonPatch(JsonPatch.add(`${pod}/spec/hostNetwork`, true));
    }
    for (const { service, target } of this.description.servicePatches) {
      ApiObject.of(at(this.services, service)).addJsonPatch(JsonPatch.add('/spec/ports/0/targetPort', target));
    }
  }

  private patchPolicies(): void {
    const policies = this.objects.filter((object) => object.kind === 'NetworkPolicy' && /^Connections/.test(object.node.id));
    if (policies.length === 0) return;
    for (const { policy, direction, change } of this.description.policyPatches) {
      const object = at(policies, policy);
      const rules = (object.toJson() as Manifest).spec[direction] as { ports?: object[] }[] | undefined;
      const rule = rules?.[0];
      if (change === 'remove rule' && rule) object.addJsonPatch(JsonPatch.remove(`/spec/${direction}/0`));
      if (change === 'remove rules' && rules) object.addJsonPatch(JsonPatch.remove(`/spec/${direction}`));
      if (change === 'ports' && rule) object.addJsonPatch(JsonPatch.add(`/spec/${direction}/0/ports`, [{ protocol: 'TCP', port: 80 }]));
      if (change === 'all ports' && rule?.ports) object.addJsonPatch(JsonPatch.remove(`/spec/${direction}/0/ports`));
      if (change === 'peers' && rule) object.addJsonPatch(JsonPatch.add(`/spec/${direction}/0/${direction === 'egress' ? 'to' : 'from'}`, [{ podSelector: { matchLabels: { app: 'web' } } }]));
      if (change === 'types') object.addJsonPatch(JsonPatch.add('/spec/policyTypes', [direction === 'egress' ? 'Egress' : 'Ingress']));
      if (change === 'selector') object.addJsonPatch(JsonPatch.add('/spec/podSelector', { matchLabels: { app: 'db' } }));
      if (change === 'namespace') object.addJsonPatch(JsonPatch.add('/metadata/namespace', 'data'));
      if (change === 'invalid') object.addJsonPatch(JsonPatch.add(`/spec/${direction}`, [{ ports: [{ port: 0 }] }]));
      if (change === 'kind') object.addJsonPatch(JsonPatch.add('/apiVersion', 'crd.projectcalico.org/v1'));
    }
  }
}

/** The number is an index, modulo how many there are. */
export function at<T>(list: readonly T[], number: number): T {
  return list[number % list.length];
}

interface Manifest {
  readonly kind: 'Pod' | 'CronJob';
  readonly spec: { readonly [field: string]: unknown };
}

const ADDRESS = 'cdk8s.io/metadata.addr';
const DNS_PORTS: readonly Port[] = [{ protocol: 'UDP', port: 53, name: 'dns' }, { protocol: 'TCP', port: 53, name: 'dns-tcp' }];

function at2(manifest: object, path: string): unknown {
  return path.split('/').slice(1).reduce((value, key) => (value as { [key: string]: unknown })[key], manifest as unknown);
}

/** Generated objects have no prototype, which cdk8s does not expect. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** An object of the whole cluster: cdk8s gives each that of its chart. */
function withoutNamespace(object: ApiObject): void {
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}

interface ObjectProps {
  readonly namespace?: string;
  readonly labels: { readonly [key: string]: string };
  readonly ports: readonly Port[];
  readonly sidecarPorts?: readonly Port[];
}

/** A Deployment such as somebody else writes it. */
function deploymentObject(chart: Chart, name: string, { namespace, labels, ports, sidecarPorts = [] }: ObjectProps): ApiObject {
  const kube = (list: readonly Port[]) => list.map(({ protocol, port, name: portName }) => ({ containerPort: port, protocol, name: portName }));
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...namespace !== undefined && { namespace } },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'main', image: 'app', ...ports.length > 0 && { ports: kube(ports) } }],
          initContainers: [{ name: 'proxy', image: 'proxy', restartPolicy: 'Always', ...sidecarPorts.length > 0 && { ports: kube(sidecarPorts) } }],
        },
      },
    },
  });
}

function namespacesOf(chart: Chart, id: string, { names, labels, expression }: NamespaceChoice): Namespaces {
  if (!names && !labels && !expression) return Namespaces.all(chart, id);
  return Namespaces.select(chart, id, {
    ...names && { names: [...names] }, ...labels && { labels }, ...expression && { expressions: [labelExpression(expression)] },
  });
}

function labelExpression({ key, operator, values }: Expression): LabelExpression {
  switch (operator) {
    case 'In': return LabelExpression.in(key, [...values!]);
    case 'NotIn': return LabelExpression.notIn(key, [...values!]);
    case 'Exists': return LabelExpression.exists(key);
    default: return LabelExpression.doesNotExist(key);
  }
}

function containerPort({ protocol, port, name }: Port) {
  return { number: port!, name, protocol: protocol as Protocol };
}

function policyPort(port: Port): NetworkPolicyPort {
  return NetworkPolicyPort.of({ ...port, protocol: port.protocol as NetworkProtocol });
}
