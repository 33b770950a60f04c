import { Backend, Cluster, Service, ServicePort } from '../model/cluster';

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

const KNOWN = new WeakMap<Cluster, ReadonlyMap<string, Service>>();

function nameOf({ namespace, name }: Pick<Service, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

function isMeant(one: ServicePort, port: Backend['port']): boolean {
  if (port === undefined) return true;
  return typeof port === 'object' ? one.targetPort === port.target : one.name === port || one.port === port;
}
