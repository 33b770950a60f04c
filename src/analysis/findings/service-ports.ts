import { PodIndex } from '../engine/pod-index';
import { Cluster, ServicePort } from '../model/cluster';
import { Protocol } from '../sets/connection-set';

/** A port of a service, as one of the workloads behind it sees it. */
export interface Mapped {
  /** `namespace/name` of the service. */
  readonly service: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** The port of the pod; `undefined` where it is named and the pod does not have the name. */
  readonly target?: number;
}

/** What the services say of each workload that is behind one. */
export function servicePortsOf({ services, workloads }: Cluster, index: PodIndex): ReadonlyMap<number, readonly Mapped[]> {
  const byWorkload = new Map<number, Mapped[]>();
  for (const { namespace, name, selector, ports, type } of services) {
    if (!selector || type === 'ExternalName') continue;
    for (const number of index.select({ namespaces: namespace, pods: selector, skipsHostNetwork: false })) {
      const mapped = ports.map((port): Mapped => ({
        service: `${namespace}/${name}`, port: port.port, protocol: port.protocol, target: targetOf(port, workloads[number]),
      }));
      byWorkload.set(number, [...byWorkload.get(number) ?? [], ...mapped]);
    }
  }
  return byWorkload;
}

export function targetOf({ targetPort, protocol }: ServicePort, { ports }: Cluster['workloads'][number]): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return ports.find((port) => port.name === targetPort && port.protocol === protocol)?.port;
}
