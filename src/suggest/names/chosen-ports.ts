import { isStrict, portOfScheme, protocolOfScheme } from './scheme-ports';
import { NamedService } from './service-names';
import { ServicePort, Workload } from '../../analysis/model/cluster';
import { ConnectionSet, PROTOCOLS } from '../../analysis/sets/connection-set';
import { Mention } from '../mentions';

/** The ports of a Service that an address means. */
export type ChosenPorts =
  /** The port that is written, that of the value beside it, that of the scheme, or the only one. */
  | { readonly is: 'chosen'; readonly ports: readonly ServicePort[] }
  /** None is named, and there are several. */
  | { readonly is: 'open'; readonly ports: readonly ServicePort[] }
  /** A port is meant that the Service does not have. */
  | { readonly is: 'missing'; readonly port: number };

/** @param behind the workloads behind the Service, whose own ports a headless one leads to */
export function chosenPorts({ address, pairedPort, isLoosePair }: Mention, service: NamedService, behind: readonly Workload[]): ChosenPorts {
  const { port, scheme } = address;
  const ports = service.ports.filter(({ protocol }) => scheme === undefined || (protocolOfScheme(scheme) ?? protocol) === protocol);
  const paired = isLoosePair && pairedPort !== undefined && numbered(pairedPort, ports, service, behind).length === 0 ? undefined : pairedPort;
  const ofScheme = scheme === undefined ? undefined : portOfScheme(scheme);
  for (const number of [port ?? paired, port === undefined ? ofScheme : undefined]) {
    const found = number === undefined ? [] : numbered(number, ports, service, behind);
    if (found.length > 0) return { is: 'chosen', ports: found };
  }
  const meant = port ?? paired ?? (scheme !== undefined && isStrict(scheme) ? ofScheme : undefined);
  if (meant !== undefined) return { is: 'missing', port: meant };
  return ports.length === 1 ? { is: 'chosen', ports } : { is: 'open', ports };
}

/** The connections that a port of a Service leads to on a workload behind it. The ports of a headless one are those of its pods. */
export function connectionsAt({ port, protocol, targetPort }: ServicePort, { isHeadless }: NamedService, { ports }: Workload): ConnectionSet {
  if (isHeadless && ports.some((one) => one.port === port && one.protocol === protocol)) return ConnectionSet.ofPort(protocol, port);
  if (typeof targetPort === 'number') return ConnectionSet.ofPort(protocol, targetPort);
  const named = ports.find(({ name, protocol: own }) => name === targetPort && own === protocol);
  return named === undefined ? ConnectionSet.NONE : ConnectionSet.ofPort(protocol, named.port);
}

/** The ports of a number. One that the pods of a headless Service listen on need not be one of the Service. */
function numbered(number: number, ports: readonly ServicePort[], { isHeadless }: NamedService, behind: readonly Workload[]): readonly ServicePort[] {
  const own = ports.filter(({ port }) => port === number);
  if (own.length > 0 || !isHeadless) return own;
  const listening = behind.flatMap((workload) => workload.ports.filter((one) => one.port === number));
  const protocols = PROTOCOLS.filter((protocol) => listening.some((one) => one.protocol === protocol));
  return protocols.map((protocol) => ({ port: number, protocol, targetPort: number }));
}
