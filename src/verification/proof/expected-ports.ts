import { DeclaredEnd } from './declared-ends';
import { connectionsOf } from '../../analysis/engine/rule-ports';
import { targetOf } from '../../analysis/findings/service-ports';
import { ListeningPort, RulePorts, Service, Workload } from '../../analysis/model/cluster';
import { ConnectionSet, Protocol } from '../../analysis/sets/connection-set';
import { NetworkPolicyPort } from '../../peers/network-policy-port';

/** The ports that a declaration opens: those that it names, those that the one who is connected to declares, or all. */
export type DeclaredPorts = readonly RulePorts[] | 'declared' | 'all';

/** What workloads declare, worked out once. */
const DECLARED = new WeakMap<Workload, ConnectionSet>();

/** Ports as the rules of policies name them. */
export function rulePortsOf(ports: readonly NetworkPolicyPort[]): RulePorts[] {
  return ports.map((port) => {
    const kube = port._toKube();
    const protocol = kube.protocol as Protocol;
    if (typeof kube.port === 'string') return { protocol, name: kube.port };
    return { protocol, first: kube.port ?? 1, last: kube.endPort ?? kube.port ?? 65535 };
  });
}

/** What has to be open at a destination, by what it declares in what is written; all ports where it declares none. */
export function expectedConnections(ports: DeclaredPorts, { service }: DeclaredEnd, destination?: Workload): ConnectionSet {
  if (ports === 'all') return ConnectionSet.ALL;
  if (ports !== 'declared') return connectionsOf({ action: 'Accept', ports }, destination?.ports ?? []);
  if (service) return ofService(service, destination!);
  return ofWorkload(destination!);
}

function ofWorkload(workload: Workload): ConnectionSet {
  let expected = DECLARED.get(workload);
  if (!expected) DECLARED.set(workload, expected = workload.ports.length === 0 ? ConnectionSet.ALL : listening(workload.ports));
  return expected;
}

function ofService({ ports }: Service, destination: Workload): ConnectionSet {
  if (ports.length === 0) return ConnectionSet.ALL;
  return listening(ports.flatMap((port) => {
    const target = targetOf(port, destination);
    return target === undefined ? [] : [{ protocol: port.protocol, port: target }];
  }));
}

function listening(ports: readonly ListeningPort[]): ConnectionSet {
  return connectionsOf({ action: 'Accept', ports: ports.map(({ protocol, port }) => ({ protocol, first: port, last: port })) }, []);
}
