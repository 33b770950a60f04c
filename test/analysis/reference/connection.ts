import { Bits } from './addresses';
import { Pod } from './pods';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

export type Direction = 'ingress' | 'egress';

/** A pod, or an address outside of the cluster. */
export interface End {
  readonly pod?: Pod;

  /** What is known of its addresses. */
  readonly addresses: readonly Bits[];
}

/** One connection that somebody tries to open. */
export interface Connection {
  readonly source: End;
  readonly destination: End;
  readonly protocol: Protocol;

  /** As the destination sees it, after any Service (rule 21). */
  readonly port: number;
}

/** The end at the other side of the one whose direction is asked about. */
export function otherEnd(direction: Direction, { source, destination }: Connection): End {
  return direction === 'egress' ? destination : source;
}

/** Whether the destination calls the connection's port by this name (rule 9). Addresses outside of the cluster have no names. */
export function goesToNamedPort({ destination, protocol, port }: Connection, name: string): boolean {
  return (destination.pod?.ports ?? []).some((named) => named.name === name && named.protocol === protocol && named.number === port);
}
