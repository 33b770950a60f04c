import { ListeningPort, Rule, RulePorts } from '../model/cluster';
import { ConnectionSet } from '../sets/connection-set';

/** The connections that the ports of a rule mean, towards pods with these named ports; an address has none. */
export function connectionsOf(rule: Rule, namedPorts: readonly ListeningPort[]): ConnectionSet {
  if (!rule.ports) return ConnectionSet.ALL;
  return rule.ports.reduce((open, port) => open.union(ofPort(port, namedPorts)), ConnectionSet.NONE);
}

/** Whether the rule names a port by its name, so that it means other ports in other pods. */
export function namesPorts({ ports }: Rule): boolean {
  return ports?.some((port) => 'name' in port) ?? false;
}

function ofPort(port: RulePorts, namedPorts: readonly ListeningPort[]): ConnectionSet {
  if (!('name' in port)) return ConnectionSet.ofRange(port.protocol, port.first, port.last);
  return namedPorts
    .filter(({ name, protocol }) => name === port.name && (port.protocol ?? protocol) === protocol)
    .reduce((open, found) => open.union(ConnectionSet.ofPort(found.protocol, found.port)), ConnectionSet.NONE);
}
