import { Workload } from '../analysis/model/cluster';
import { ConnectionSet } from '../analysis/sets/connection-set';

/** The ports that the containers of a workload declare. */
export function declaredPorts({ ports }: Workload): ConnectionSet {
  return ports.reduce((all, { protocol, port }) => all.union(ConnectionSet.ofPort(protocol, port)), ConnectionSet.NONE);
}
