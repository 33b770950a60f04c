import { ServiceType } from './service-props';
import { ServiceSelection } from './service-selection';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { servicePortKey, ServicePort } from '../../ingress/service-port';
import { portKey } from '../container/container-port';
import { AbstractPod } from '../pod/abstract-pod';

const NO_PORT = 'the service has no port. Give "ports", call bind(80), or declare ports on the containers of the workload that it selects.';

/** The ports of a service: those that were given, and those that the workload behind it declares. */
export class ServicePorts {
  private readonly bound: ServicePort[] = [];
  private exposed?: AbstractPod;
  private checksTargets = false;

  constructor(private readonly input: Input, private readonly selection: ServiceSelection) {}

  /** All of them, as a copy. Where none was given, those of the workload that is selected alone. */
  public get all(): ServicePort[] {
    if (this.exposed) return [...declaredPorts(this.exposed), ...this.bound];
    const { onlySelector } = this.selection;
    if (this.bound.length === 0 && onlySelector instanceof AbstractPod) return declaredPorts(onlySelector);
    return [...this.bound];
  }

  /** The number of the first. */
  public get first(): number {
    const [first] = this.all;
    return first?.port ?? this.input.fail(NO_PORT);
  }

  public add(port: ServicePort): void {
    this.bound.push(port);
  }

  /**
   * Checks that the ports lead to ports that the workload declares.
   *
   * @param follows whether what it declares are ports of the service as well
   */
  public expose(workload: AbstractPod, follows: boolean): void {
    this.checksTargets = true;
    if (follows) this.exposed = workload;
  }

  /** All of them, as an API server takes them for a service of the type. */
  public checked(type: ServiceType): ServicePort[] {
    const ports = this.all;
    if (ports.length === 0) this.input.fail(NO_PORT);
    const unnamed = ports.find(({ name }) => name === undefined);
    if (ports.length > 1 && unnamed) {
      this.input.fail(`the port ${servicePortKey(unnamed)} has no name, but the service has ${ports.length} ports. Give each a "name"; `
        + 'those that come from a workload have the names that its containers give them.');
    }
    for (const [index, port] of ports.entries()) {
      const same = ports.slice(0, index).find((other) => servicePortKey(other) === servicePortKey(port) || (other.name && other.name === port.name));
      if (same) this.input.fail(`the ports ${servicePortKey(same)} and ${servicePortKey(port)} have the same number and protocol or the same name. Change one of them.`);
      if (port.nodePort !== undefined && type === ServiceType.CLUSTER_IP) {
        this.input.fail(`the port ${servicePortKey(port)} has the "nodePort" ${port.nodePort}, but the service is a ClusterIP. Give "type: ServiceType.NODE_PORT".`);
      }
      if (this.checksTargets) this.checkTarget(port);
    }
    return ports;
  }

  private checkTarget(port: ServicePort): void {
    const workload = this.selection.onlySelector;
    if (!(workload instanceof AbstractPod)) return;
    const declared = [...workload.containers, ...workload.initContainers].flatMap((container) => container.ports);
    const target = port.targetPortName ?? port.targetPort ?? port.port;
    if (!declared.some(({ name, number }) => (typeof target === 'string' ? name : number) === target)) {
      this.input.fail(`the port ${servicePortKey(port)} leads to the port ${JSON.stringify(target)}, which no container of ${workload.node.path} declares. `
        + 'Declare it on the container with "portNumber" or "ports", or give another "targetPort".');
    }
  }
}

/** What the containers of a workload declare, as ports of a service in front of it. */
function declaredPorts(workload: AbstractPod): ServicePort[] {
  const ports = workload.containers.flatMap((container) => container.ports);
  return [...new Map(ports.map((port) => [portKey(port), port])).values()]
    .map(({ number, protocol, name }) => present({ port: number, targetPort: number, protocol, name }));
}
