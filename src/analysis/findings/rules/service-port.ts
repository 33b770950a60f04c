import { KnownPods } from '../../engine/known-pods';
import { Workload } from '../../model/cluster';
import { destinationsOf } from '../destinations';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { rulesOf } from '../rule-places';
import { Mapped, servicePortsOf } from '../service-ports';

export const servicePort: FindingRule = {
  id: 'service-port',
  severity: 'error',
  title: "A Service's port where the port of its pods is meant",
  find: (analysis) => {
    const { cluster, index } = analysis;
    const known = new KnownPods(analysis);
    const mapped = servicePortsOf(cluster, index);
    const translated = new Set([...mapped.values()].flat().filter(({ port, target }) => target !== undefined && port !== target).map(({ protocol, port }) => `${protocol} ${port}`));
    return rulesOf(cluster).flatMap((place) => {
      const { policy, rule } = place;
      return (rule.ports ?? []).flatMap((port, position) => {
        if ('name' in port || port.first !== port.last || !translated.has(`${port.protocol} ${port.first}`)) return [];
        const pods = destinationsOf(place, analysis, known) ?? [];
        const mistaken = (pod: number) => mistakenFor(port.first, port.protocol, cluster.workloads[pod], mapped.get(pod) ?? []);
        if (pods.length === 0 || !pods.every(mistaken)) return [];
        const service = mistaken(pods[0])!;
        return [onPolicy(policy, {
          field: place.portField(position),
          text: `${place.name} names ${port.protocol} ${port.first}, which is the port of the Service ${service.service}; ${nameOf(cluster.workloads[pods[0]])} behind it listens on ${service.target}, and that is what a policy sees.`,
          cure: `Write ${service.target}, the port of the pods.`,
        })];
      });
    });
  },
};

/** The port of a service that translates a port on which the pod does not listen. */
function mistakenFor(port: number, protocol: string, pod: Workload, mapped: readonly Mapped[]): Mapped | undefined {
  if (pod.ports.some((own) => own.port === port && own.protocol === protocol)) return undefined;
  if (mapped.some((one) => one.target === port && one.protocol === protocol)) return undefined;
  return mapped.find((one) => one.port === port && one.protocol === protocol && one.target !== undefined);
}
