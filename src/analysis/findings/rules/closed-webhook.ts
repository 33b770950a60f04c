import { serviceOf } from '../../questions/ways-in/backends';
import { Entrances } from '../entrances';
import { FindingRule, nameOf } from '../finding';
import { some } from '../rule-places';

export const closedWebhook: FindingRule = {
  id: 'closed-webhook',
  severity: 'warning',
  title: 'The API server is to connect to pods that are closed to it',
  find: (analysis) => {
    const { cluster } = analysis;
    const entrances = new Entrances(analysis);
    return cluster.apiServerCallers.flatMap((caller) => {
      const closed = new Set(caller.backends.flatMap((backend) => {
        const called = serviceOf(backend, cluster);
        return called === undefined ? [] : entrances.closedBehind(called.service, called.ports, (target) => entrances.takesFromOutside(target));
      }));
      if (closed.size === 0) return [];
      const pods = [...closed];
      const object = `${caller.kind} ${caller.name}`;
      return [{
        object,
        on: caller,
        text: `${object} has the API server connect to ${some(pods.map((pod) => nameOf(cluster.workloads[pod])))}, but the policies there (${some(entrances.policiesAt(pods[0]).map(nameOf))}) let no address in, which the API server comes from.`,
        cure: 'Open the port of the pods to the addresses of the API server, by an ipBlock, or by a rule without "from".',
      }];
    });
  },
};
