import { NetworkPolicyPort, NetworkProtocol } from '../../../peers/network-policy-port';
import { present } from '../../../resource/present';
import { portName } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { isIp } from '../../../validation/ip-address';
import { Protocol } from '../../ingress/protocol';

/** A port that a container listens on. */
export interface ContainerPort {
  /** The port in the pod. 1 to 65535. */
  readonly number: number;

  /**
   * The address of the node that `hostPort` is bound to.
   *
   * @default - every address of the node
   */
  readonly hostIp?: string;

  /**
   * The port of the node that leads to this one. 1 to 65535, and equal to `number` where the pod uses the network of the node.
   *
   * @default - the node does not offer the port
   */
  readonly hostPort?: number;

  /**
   * A name, by which services, probes and network policies can refer to the port. At most 15 lower case letters, digits
   * and "-", once in a container.
   *
   * @default - the port has no name
   */
  readonly name?: string;

  /**
   * The protocol.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/** A copy of the port, after every field of it was checked. */
export function checkedPort(input: Input, name: string, value: ContainerPort): ContainerPort {
  const port = input.struct(name, input.required(name, value, 'a port such as { number: 8080 }'), ['number', 'hostIp', 'hostPort', 'name', 'protocol']);
  input.port(`${name}.number`, input.required(`${name}.number`, port.number, 'a whole number from 1 to 65535'));
  input.port(`${name}.hostPort`, port.hostPort);
  input.oneOf(`${name}.protocol`, port.protocol, Protocol);
  portName(input, `${name}.name`, port.name);
  if (port.hostIp !== undefined && port.hostIp !== null && !isIp(port.hostIp)) {
    input.refuse(`${name}.hostIp`, port.hostIp, 'an IP address, such as "127.0.0.1"');
  }
  return present({ number: port.number, hostIp: port.hostIp, hostPort: port.hostPort, name: port.name, protocol: port.protocol });
}

/** Number and protocol as a person writes them: a TCP 53 and a UDP 53 are two ports. */
export function portKey(port: ContainerPort): string {
  return `${port.number}/${port.protocol ?? Protocol.TCP}`;
}

/** The port as what a network policy opens. */
export function policyPort(port: ContainerPort): NetworkPolicyPort {
  return NetworkPolicyPort.of({ port: port.number, protocol: networkProtocol(port.protocol) });
}

/** The protocol as network policies call it. */
export function networkProtocol(protocol: Protocol | undefined): NetworkProtocol {
  return NETWORK_PROTOCOLS[protocol ?? Protocol.TCP];
}

export function kubePort(port: ContainerPort): object {
  return present({
    containerPort: port.number,
    protocol: port.protocol,
    name: port.name,
    hostPort: port.hostPort,
    hostIP: port.hostIp,
  });
}

const NETWORK_PROTOCOLS = {
  [Protocol.TCP]: NetworkProtocol.TCP,
  [Protocol.UDP]: NetworkProtocol.UDP,
  [Protocol.SCTP]: NetworkProtocol.SCTP,
};
