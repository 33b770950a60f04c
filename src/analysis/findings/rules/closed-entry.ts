import { Ingress, Service } from '../../model/cluster';
import { serviceOf } from '../../questions/ways-in/backends';
import { frontsOf, podsOfFrontText } from '../../questions/ways-in/fronts';
import { Entrances } from '../entrances';
import { FindingRule, Found, nameOf } from '../finding';
import { some } from '../rule-places';

export const closedEntry: FindingRule = {
  id: 'closed-entry',
  severity: 'error',
  title: 'A way in from outside leads to pods that are closed to it',
  find: (analysis) => {
    const { cluster } = analysis;
    const entrances = new Entrances(analysis);
    const told = new Set<string>();
    const found = (kind: string, entry: Service | Ingress, pods: readonly number[], from: string, cure: () => string): Found[] => {
      if (pods.length === 0) return [];
      const object = `${kind} ${nameOf(entry)}`;
      const text = `${object} leads to ${some(pods.map((pod) => nameOf(cluster.workloads[pod])))}, but the policies there (${some(entrances.policiesAt(pods[0]).map(nameOf))}) let ${from} in.`;
      if (told.has(text)) return [];
      told.add(text);
      const policies = [...new Set(pods.flatMap((pod) => entrances.policiesAt(pod)))].map(({ source }) => source);
      return [{ object, on: entry, text, cure: cure(), policies }];
    };
    return [
      ...cluster.services.filter(({ type }) => type === 'LoadBalancer' || type === 'NodePort').flatMap((service) => found('Service', service,
        entrances.closedBehind(service, service.ports, (target) => entrances.takesFromOutside(target)), 'no address outside of the cluster',
        () => 'Open the port of the pods to the addresses that are meant, by an ipBlock or a rule without "from"; or make the Service one of type ClusterIP.')),
      ...cluster.ingresses.flatMap((ingress) => ingress.backends.flatMap((backend) => {
        const led = serviceOf(backend, cluster);
        const who = ingress.gateways.length > 0 ? 'Gateway' : 'ingress controller';
        return led === undefined ? [] : found(ingress.kind, ingress, entrances.closedBehind(led.service, led.ports, (target) => entrances.takesFromController(target, ingress.gateways)), `no ${who}`,
          () => `Open the port of the pods to ${frontsOf(ingress, cluster).map(podsOfFrontText).join(' or ')}, or delete the backend.`);
      })),
    ];
  },
};
