import { UsageError } from './usage-error';
import { Protocol, PROTOCOLS } from '../analysis/sets/connection-set';

/** A port of a protocol. */
export interface Port {
  readonly protocol: Protocol;
  readonly port: number;
}

/**
 * The port that a text such as `tcp/6379` means; without a protocol it is one of TCP.
 *
 * @throws UsageError when it means none
 */
export function portOf(text: string): Port {
  const [, name = 'TCP', digits] = /^(?:([a-z]+)[/ ])?(\d{1,5})$/i.exec(text) ?? [];
  const protocol = PROTOCOLS.find((one) => one === name.toUpperCase());
  const port = Number(digits);
  if (!protocol || !(port >= 1 && port <= 65535)) {
    throw new UsageError(`"${text}" is not a port. Write one such as tcp/6379, udp/53 or sctp/36412, with a number from 1 to 65535.`);
  }
  return { protocol, port };
}
