import { Analysis } from '../../engine/analysis';
import { Backend, Cluster, Service, ServicePort, Workload } from '../../model/cluster';
import { ConnectionSet } from '../../sets/connection-set';

/** A service, and those of its ports that are meant. */
export interface MeantService {
  readonly service: Service;
  readonly ports: readonly ServicePort[];
}

/** The service that a backend names; `undefined` where there is none. */
export function serviceOf({ namespace, service: name, port }: Backend, cluster: Cluster): MeantService | undefined {
  let services = KNOWN.get(cluster);
  if (!services) KNOWN.set(cluster, services = new Map(cluster.services.map((one) => [nameOf(one), one])));
  const service = services.get(nameOf({ namespace, name }));
  return service && { service, ports: service.ports.filter((one) => isMeant(one, port)) };
}

/** Pods behind a service. */
export interface Target {
  readonly service: Service;
  readonly number: number;
  readonly workload: Workload;
  /** The ports of the pods to which it leads. */
  readonly targets: ConnectionSet;
}

/** The workloads to which backends lead, and the ports of theirs. */
export function* targetsOf(backends: readonly Backend[], { cluster, index }: Analysis): Iterable<Target> {
  for (const backend of backends) {
    const { service, ports } = serviceOf(backend, cluster) ?? {};
    if (!service?.selector || !ports) continue;
    for (const number of index.select({ namespaces: service.namespace, pods: service.selector, skipsHostNetwork: false })) {
      const workload = cluster.workloads[number];
      const targets = ports.map((port) => targetOf(port, workload));
      yield { service, number, workload, targets: targets.reduce((all, one) => all.union(one), ConnectionSet.NONE) };
    }
  }
}

function targetOf({ targetPort, protocol }: ServicePort, { ports }: Workload): ConnectionSet {
  const port = typeof targetPort === 'number' ? targetPort : ports.find((one) => one.name === targetPort && one.protocol === protocol)?.port;
  return port === undefined ? ConnectionSet.NONE : ConnectionSet.ofPort(protocol, port);
}

const KNOWN = new WeakMap<Cluster, ReadonlyMap<string, Service>>();

function nameOf({ namespace, name }: Pick<Service, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

function isMeant(one: ServicePort, port: Backend['port']): boolean {
  if (port === undefined) return true;
  return typeof port === 'object' ? one.targetPort === port.target : one.name === port || one.port === port;
}
