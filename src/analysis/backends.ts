import { Backend, Cluster, Service, ServicePort } from './model/cluster';

/** A service, and those of its ports that are meant. */
export interface MeantService {
  readonly service: Service;
  readonly ports: readonly ServicePort[];
}

/** The service that a backend names; `undefined` where there is none. */
export function serviceOf({ namespace, service: name, port }: Backend, { services }: Cluster): MeantService | undefined {
  const service = services.find((one) => one.namespace === namespace && one.name === name);
  return service && { service, ports: service.ports.filter((one) => isMeant(one, port)) };
}

function isMeant(one: ServicePort, port: Backend['port']): boolean {
  if (port === undefined) return true;
  return typeof port === 'object' ? one.targetPort === port.target : one.name === port || one.port === port;
}
