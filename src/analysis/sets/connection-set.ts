import { PortSet } from './port-set';

/** A protocol that policies tell apart. */
export type Protocol = 'SCTP' | 'TCP' | 'UDP';

/** In the order in which they are written. */
export const PROTOCOLS: readonly Protocol[] = ['SCTP', 'TCP', 'UDP'];

/** Which ports of which protocols: immutable, and one object for equal sets, so that comparing is comparing objects. */
export class ConnectionSet {
  public static of(ports: { readonly [protocol in Protocol]?: PortSet }): ConnectionSet {
    const filled = PROTOCOLS.map((protocol) => ports[protocol] ?? PortSet.NONE);
    const key = filled.join('|');
    let set = ConnectionSet.known.get(key);
    if (!set) ConnectionSet.known.set(key, set = new ConnectionSet(filled));
    return set;
  }

  /** Ports from `first` to `last`, both included, of one protocol. */
  public static ofRange(protocol: Protocol, first: number, last: number): ConnectionSet {
    const key = first * 65536 + last;
    const ranges = ConnectionSet.ranges[protocol];
    let set = ranges.get(key);
    if (!set) ranges.set(key, set = ConnectionSet.of({ [protocol]: PortSet.range(first, last) }));
    return set;
  }

  /** One port. */
  public static ofPort(protocol: Protocol, port: number): ConnectionSet {
    return ConnectionSet.ofRange(protocol, port, port);
  }

  private static readonly known = new Map<string, ConnectionSet>();
  private static readonly ranges: { readonly [protocol in Protocol]: Map<number, ConnectionSet> } = {
    SCTP: new Map(), TCP: new Map(), UDP: new Map(),
  };
  private static readonly none = ConnectionSet.of({});
  private static readonly all = ConnectionSet.of({ SCTP: PortSet.ALL, TCP: PortSet.ALL, UDP: PortSet.ALL });

  /** No connection. */
  public static get NONE(): ConnectionSet {
    return ConnectionSet.none;
  }

  /** Every port of every protocol. */
  public static get ALL(): ConnectionSet {
    return ConnectionSet.all;
  }

  private readonly unions = new Map<ConnectionSet, ConnectionSet>();
  private readonly intersections = new Map<ConnectionSet, ConnectionSet>();
  private readonly differences = new Map<ConnectionSet, ConnectionSet>();

  private constructor(private readonly ports: readonly PortSet[]) {}

  public get isEmpty(): boolean {
    return this === ConnectionSet.none;
  }

  public get isAll(): boolean {
    return this === ConnectionSet.all;
  }

  public portsOf(protocol: Protocol): PortSet {
    return this.ports[PROTOCOLS.indexOf(protocol)];
  }

  public has(protocol: Protocol, port: number): boolean {
    return this.portsOf(protocol).has(port);
  }

  public union(other: ConnectionSet): ConnectionSet {
    if (this === other || other.isEmpty || this.isAll) return this;
    if (this.isEmpty || other.isAll) return other;
    return this.combine(this.unions, other, (one, two) => one.union(two));
  }

  public intersect(other: ConnectionSet): ConnectionSet {
    if (this === other || other.isAll || this.isEmpty) return this;
    if (this.isAll || other.isEmpty) return other;
    return this.combine(this.intersections, other, (one, two) => one.intersect(two));
  }

  public subtract(other: ConnectionSet): ConnectionSet {
    if (this.isEmpty || other.isEmpty) return this;
    if (this === other || other.isAll) return ConnectionSet.NONE;
    return this.combine(this.differences, other, (one, two) => one.subtract(two));
  }

  /** Such as `TCP 80,443-445,UDP 53`, `All Connections` or `No Connections`. */
  public toString(): string {
    if (this.isEmpty) return 'No Connections';
    if (this.isAll) return 'All Connections';
    return PROTOCOLS.map((protocol) => [protocol, this.portsOf(protocol)] as const)
      .filter(([, ports]) => !ports.isEmpty)
      .map(([protocol, ports]) => (ports.isAll ? `${protocol} 1-65535` : `${protocol} ${ports}`))
      .join(',');
  }

  private combine(known: Map<ConnectionSet, ConnectionSet>, other: ConnectionSet, act: (one: PortSet, two: PortSet) => PortSet): ConnectionSet {
    let result = known.get(other);
    if (!result) {
      const [sctp, tcp, udp] = PROTOCOLS.map((_, index) => act(this.ports[index], other.ports[index]));
      known.set(other, result = ConnectionSet.of({ SCTP: sctp, TCP: tcp, UDP: udp }));
    }
    return result;
  }
}
