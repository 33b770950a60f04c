import { targetOf } from './service-ports';
import { Analysis } from '../engine/analysis';
import { Ingress, Policy, Service, ServicePort } from '../model/cluster';
import { IngressControllers } from '../questions/ways-in/ingress-controllers';
import { Protocol } from '../sets/connection-set';

/** A pod, and the port of it to which a connection goes. */
interface Target {
  readonly pod: number;
  readonly protocol: Protocol;
  readonly port: number;
}

/** What pods let in that comes from outside of the cluster. */
export class Entrances {
  constructor(private readonly analysis: Analysis) {}

  /** The workloads behind a service that are closed on every one of the ports. */
  public closedBehind({ selector, namespace }: Service, ports: readonly ServicePort[], isOpen: (target: Target) => boolean): readonly number[] {
    if (selector === undefined) return [];
    return this.analysis.index.select({ namespaces: namespace, pods: selector, skipsHostNetwork: true }).filter((pod) => {
      const targets = ports.map((port) => ({ pod, protocol: port.protocol, port: targetOf(port, this.analysis.cluster.workloads[pod]) }));
      const listening = targets.filter((target): target is Target => target.port !== undefined);
      return listening.length > 0 && !listening.some(isOpen);
    });
  }

  /** Whether any address outside of the cluster is let in. */
  public takesFromOutside({ pod, protocol, port }: Target): boolean {
    return this.analysis.answersOf('Ingress', this.analysis.classOfWorkload(pod)).some(({ connections }) => connections.has(protocol, port));
  }

  /** Whether an ingress controller may be let in, which is a pod that the manifests may not show, or comes from an address of a node. */
  public takesFromController({ pod, protocol, port }: Target, gateways: Ingress['gateways']): boolean {
    return IngressControllers.of(this.analysis).letInBy(this.analysis.classOfWorkload(pod), gateways).has(protocol, port);
  }

  /** The policies that close a workload. */
  public policiesAt(pod: number): readonly Policy[] {
    return this.analysis.evaluator.tiersOf('Ingress', this.analysis.classOfWorkload(pod)).all;
  }
}
