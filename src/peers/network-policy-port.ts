import { portName } from '../validation/forms';
import { Input } from '../validation/input';

/** The protocol of a connection. */
export enum NetworkProtocol {
  /** TCP. */
  TCP = 'TCP',

  /** UDP. */
  UDP = 'UDP',

  /** SCTP. Not every network plugin supports it. */
  SCTP = 'SCTP',
}

/** Ports of one protocol. */
export interface NetworkPolicyPortProps {
  /**
   * The port, or the first of a range. 1 to 65535.
   *
   * @default - all ports of the protocol, or the one that `name` names
   */
  readonly port?: number;

  /**
   * The last port of the range that begins at `port`. Not below `port`, at most 65535.
   *
   * @default - `port` alone
   */
  readonly endPort?: number;

  /**
   * The name of a port that the containers of the destination give it. Not together with `port`.
   *
   * @default - no name: the ports are given by number
   */
  readonly name?: string;

  /**
   * The protocol.
   *
   * @default NetworkProtocol.TCP
   */
  readonly protocol?: NetworkProtocol;
}

/**
 * Ports of one protocol that a rule opens.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export class NetworkPolicyPort {
  /**
   * One TCP port.
   *
   * @param port 1 to 65535
   * @throws when `port` is not a whole number in that range
   */
  public static tcp(port: number): NetworkPolicyPort {
    return single('NetworkPolicyPort.tcp', NetworkProtocol.TCP, port);
  }

  /**
   * The TCP ports from `startPort` to `endPort`, both included.
   *
   * @throws when one is not a whole number from 1 to 65535, or `endPort` is below `startPort`
   */
  public static tcpRange(startPort: number, endPort: number): NetworkPolicyPort {
    return range('NetworkPolicyPort.tcpRange', NetworkProtocol.TCP, startPort, endPort);
  }

  /** Every TCP port. Written as a protocol without a port, which is how Kubernetes says "all". */
  public static allTcp(): NetworkPolicyPort {
    return NetworkPolicyPort.of({ protocol: NetworkProtocol.TCP });
  }

  /**
   * One UDP port.
   *
   * @param port 1 to 65535
   * @throws when `port` is not a whole number in that range
   */
  public static udp(port: number): NetworkPolicyPort {
    return single('NetworkPolicyPort.udp', NetworkProtocol.UDP, port);
  }

  /**
   * The UDP ports from `startPort` to `endPort`, both included.
   *
   * @throws when one is not a whole number from 1 to 65535, or `endPort` is below `startPort`
   */
  public static udpRange(startPort: number, endPort: number): NetworkPolicyPort {
    return range('NetworkPolicyPort.udpRange', NetworkProtocol.UDP, startPort, endPort);
  }

  /** Every UDP port. */
  public static allUdp(): NetworkPolicyPort {
    return NetworkPolicyPort.of({ protocol: NetworkProtocol.UDP });
  }

  /**
   * One SCTP port.
   *
   * @param port 1 to 65535
   * @throws when `port` is not a whole number in that range
   */
  public static sctp(port: number): NetworkPolicyPort {
    return single('NetworkPolicyPort.sctp', NetworkProtocol.SCTP, port);
  }

  /**
   * The SCTP ports from `startPort` to `endPort`, both included.
   *
   * @throws when one is not a whole number from 1 to 65535, or `endPort` is below `startPort`
   */
  public static sctpRange(startPort: number, endPort: number): NetworkPolicyPort {
    return range('NetworkPolicyPort.sctpRange', NetworkProtocol.SCTP, startPort, endPort);
  }

  /** Every SCTP port. */
  public static allSctp(): NetworkPolicyPort {
    return NetworkPolicyPort.of({ protocol: NetworkProtocol.SCTP });
  }

  /**
   * The port that a container of the destination gives this name. It is looked up pod by pod, so it may have another number in
   * each; a pod whose containers do not have it, or have it with another protocol, is not opened. It never matches an address
   * outside the cluster.
   *
   * @param name at most 15 lower case letters, digits and "-"
   * @param protocol the protocol of the port; TCP when it is left out
   * @throws when `name` is not in Kubernetes' form
   */
  public static named(name: string, protocol?: NetworkProtocol): NetworkPolicyPort {
    const input = new Input('NetworkPolicyPort.named');
    return new NetworkPolicyPort(input, { name: input.required('name', name, 'the name of a container port, such as "http"'), protocol });
  }

  /**
   * Ports as `props` says them. Without a port and a name, all ports of the protocol.
   *
   * @throws when a number is not a whole number from 1 to 65535, `endPort` is below `port` or stands alone, or both `port` and
   * `name` are given
   */
  public static of(props: NetworkPolicyPortProps): NetworkPolicyPort {
    return new NetworkPolicyPort(new Input('NetworkPolicyPort.of'), props);
  }

  private readonly protocol: NetworkProtocol;
  private readonly port?: number;
  private readonly endPort?: number;
  private readonly name?: string;

  private constructor(input: Input, props: NetworkPolicyPortProps) {
    const given = input.struct('props', input.required('props', props, 'an object such as { port: 80 }'), ['port', 'endPort', 'name', 'protocol']);
    this.protocol = input.oneOf('protocol', given.protocol, NetworkProtocol) ?? NetworkProtocol.TCP;
    this.port = input.port('port', given.port) ?? undefined;
    this.endPort = input.port('endPort', given.endPort) ?? undefined;
    this.name = portName(input, 'name', given.name) ?? undefined;
    if (this.endPort !== undefined && this.port === undefined) {
      input.fail(`"endPort" is ${this.endPort}, but "port" is not given. Give the first port of the range as "port".`);
    }
    if (this.endPort !== undefined && this.endPort < this.port!) {
      input.fail(`the range from ${this.port} to ${this.endPort} ends before it begins. Give the lower port first.`);
    }
    if (this.name !== undefined && this.port !== undefined) {
      input.fail(`both "port" (${this.port}) and "name" ("${this.name}") are given. Give one of them.`);
    }
  }

  /**
   * The same for ports that mean the same.
   *
   * @internal
   */
  public get _key(): string {
    return `${this.protocol}/${this.name ?? this.port ?? ''}${this.endPort === undefined || this.endPort === this.port ? '' : `-${this.endPort}`}`;
  }

  /**
   * Whether every connection that `other` opens is opened by this one as well.
   *
   * @internal
   */
  public _covers(other: NetworkPolicyPort): boolean {
    if (this.protocol !== other.protocol) return false;
    if (this.port === undefined) return this.name === undefined || this.name === other.name;
    return other.port !== undefined && this.port <= other.port && (other.endPort ?? other.port) <= (this.endPort ?? this.port);
  }

  /**
   * Orders ports by protocol, number and name.
   *
   * @internal
   */
  public _compare(other: NetworkPolicyPort): number {
    return compare(this.protocol, other.protocol)
      || (this.port ?? 0) - (other.port ?? 0)
      || (this.endPort ?? 0) - (other.endPort ?? 0)
      || compare(this.name ?? '', other.name ?? '');
  }

  /** @internal */
  public _toKube(): NetworkPolicyPortKube {
    const port = this.name ?? this.port;
    return {
      protocol: this.protocol,
      ...(port !== undefined && { port }),
      ...(this.endPort !== undefined && this.endPort !== this.port && { endPort: this.endPort }),
    };
  }
}

/**
 * Kubernetes' `NetworkPolicyPort`.
 *
 * @internal
 */
export interface NetworkPolicyPortKube {
  readonly protocol: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

function single(factory: string, protocol: NetworkProtocol, port: number): NetworkPolicyPort {
  const input = new Input(factory);
  input.port('port', input.required('port', port, 'a whole number from 1 to 65535'));
  return NetworkPolicyPort.of({ protocol, port });
}

function range(factory: string, protocol: NetworkProtocol, port: number, endPort: number): NetworkPolicyPort {
  const input = new Input(factory);
  input.port('startPort', input.required('startPort', port, 'a whole number from 1 to 65535'));
  input.port('endPort', input.required('endPort', endPort, 'a whole number from 1 to 65535'));
  if (endPort < port) input.fail(`the range from ${port} to ${endPort} ends before it begins. Give the lower port first.`);
  return NetworkPolicyPort.of({ protocol, port, endPort });
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
