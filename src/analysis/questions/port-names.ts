import { AskedEnd } from '../model/ends';
import { ConnectionSet, Protocol, PROTOCOLS } from '../sets/connection-set';
import { PortSet } from '../sets/port-set';

const NUMBER = /^(?:([a-z]+)[/ ])?(\d{1,5})$/i;
const NAME = /^(?:([a-z]+)\/)?(?=.{1,15}$|.*\/)(?=.*[a-z])([a-z0-9]+(?:-[a-z0-9]+)*)$/i;

/** Ports that are asked about: known ones, or those of a name. */
export type Ports = { readonly connections: ConnectionSet } | { readonly name: string; readonly protocol?: Protocol };

/**
 * What a text such as `tcp/6379`, `udp` or `http` means: one port, all of a protocol, or ports of a name. A number without a protocol is one of TCP.
 *
 * @throws UnknownPort when it means none
 */
export function portsOf(text: string): Ports {
  const [, protocolName = 'TCP', digits] = NUMBER.exec(text) ?? [];
  const [protocol, port] = [protocolOf(protocolName), Number(digits)];
  if (protocol && port >= 1 && port <= 65535) return { connections: ConnectionSet.ofPort(protocol, port) };
  const all = protocolOf(text);
  if (all) return { connections: ConnectionSet.of({ [all]: PortSet.ALL }) };
  const [, given, name] = NAME.exec(text) ?? [];
  if (name !== undefined && (given === undefined || protocolOf(given))) return { name, ...(given !== undefined && { protocol: protocolOf(given) }) };
  throw new UnknownPort(`"${text}" is not a port. Write one such as tcp/6379, udp/53 or sctp/36412, with a number from 1 to 65535; a protocol such as udp for all its `
    + 'ports; or the name of a port of the destination.');
}

/**
 * The ports as the destination has them.
 *
 * @throws UnknownPort when it has none of the name
 */
export function portsAt(destination: AskedEnd, ports: Ports): ConnectionSet {
  if ('connections' in ports) return ports.connections;
  const { name, protocol } = ports;
  const declared = destination.kind === 'workload' ? destination.workload.ports : [];
  const meant = declared.filter((port) => port.name === name && (protocol === undefined || port.protocol === protocol));
  if (meant.length > 0) return meant.reduce((all, one) => all.union(ConnectionSet.ofPort(one.protocol, one.port)), ConnectionSet.NONE);
  const names = [...new Set(declared.flatMap((port) => port.name ?? []))].join(', ');
  throw new UnknownPort(`The destination has no ${protocol === undefined ? '' : `${protocol} `}port named "${name}". ${names === '' ? 'None of its ports has a name' : `Its named ports: ${names}`}.`);
}

function protocolOf(text: string): Protocol | undefined {
  return PROTOCOLS.find((one) => one === text.toUpperCase());
}

/** A text was given that is no port, or none of the destination. */
export class UnknownPort extends Error {}
