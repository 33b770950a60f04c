import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';

/** Ports as rules of policies have them; none for all. */
export interface PortOfRule {
  readonly protocol: 'SCTP' | 'TCP' | 'UDP';
  /** Left out for every port of the protocol. */
  readonly port?: number;
  readonly endPort?: number;
}

export function portsOfRule(connections: ConnectionSet): readonly PortOfRule[] {
  if (connections.isAll) return [];
  return PROTOCOLS.flatMap((protocol): PortOfRule[] => {
    const ports = connections.portsOf(protocol);
    if (ports.isAll) return [{ protocol }];
    return ports.ranges.map(({ first, last }) => ({ protocol, port: first, ...(last > first && { endPort: last }) }));
  });
}
