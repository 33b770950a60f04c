import { Protocol } from './protocol';
import { present } from '../../resource/present';
import { dnsLabel, portName } from '../../validation/forms';
import { Input } from '../../validation/input';

/** Where a port of a service leads. */
export interface ServiceBindOptions {
  /**
   * The name of the port, a DNS label. Required where a service has several.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The port that every node offers. 1 to 65535; clusters allow 30000 to 32767 unless they are told otherwise. For the types
   * NODE_PORT and LOAD_BALANCER.
   *
   * @default - chosen by the cluster, where the type needs one
   */
  readonly nodePort?: number;

  /**
   * The protocol.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;

  /**
   * The port of the pods. 1 to 65535. Not together with `targetPortName`.
   *
   * @default - the same as the port of the service
   */
  readonly targetPort?: number;

  /**
   * The name that containers of the pods give their port, so that it may have another number in each. Not together with `targetPort`.
   *
   * @default - the port of the pods is given by number
   */
  readonly targetPortName?: string;
}

/** A port of a service. */
export interface ServicePort extends ServiceBindOptions {
  /** The port that clients of the service connect to. 1 to 65535. */
  readonly port: number;
}

/** A copy of the port, after every field of it was checked. */
export function checkedServicePort(input: Input, field: string, port: number, options: ServiceBindOptions | undefined | null): ServicePort {
  const given = input.struct(field, options) ?? {};
  const checked = present({
    port: input.port(`${field}.port`, input.required(`${field}.port`, port, 'a whole number from 1 to 65535')),
    name: dnsLabel(input, `${field}.name`, given.name),
    nodePort: input.port(`${field}.nodePort`, given.nodePort),
    protocol: input.oneOf(`${field}.protocol`, given.protocol, Protocol),
    targetPort: input.port(`${field}.targetPort`, given.targetPort),
    targetPortName: portName(input, `${field}.targetPortName`, given.targetPortName),
  });
  if (checked.targetPort !== undefined && checked.targetPortName !== undefined) {
    input.fail(`both "targetPort" (${checked.targetPort}) and "targetPortName" ("${checked.targetPortName}") are given. Give one of them.`);
  }
  return checked;
}

/** Port and protocol as a person writes them. */
export function servicePortKey(port: ServicePort): string {
  return `${port.port}/${port.protocol ?? Protocol.TCP}`;
}

export function kubeServicePort(port: ServicePort): object {
  return present({
    name: port.name,
    port: port.port,
    targetPort: port.targetPort ?? port.targetPortName,
    nodePort: port.nodePort,
    protocol: port.protocol,
  });
}
