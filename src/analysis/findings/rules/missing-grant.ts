import { serviceOf } from '../../questions/ways-in/backends';
import { FindingRule, nameOf } from '../finding';

export const missingGrant: FindingRule = {
  id: 'missing-grant',
  severity: 'warning',
  title: 'A route leads to a Service of another namespace that does not allow it',
  find: ({ cluster }) => cluster.ingresses.flatMap((ingress) => {
    const services = ingress.ungranted.flatMap((backend) => serviceOf(backend, cluster)?.service ?? []);
    const object = `${ingress.kind} ${nameOf(ingress)}`;
    return [...new Set(services)].map((service) => ({
      object,
      on: ingress,
      text: `${object} leads to Service ${nameOf(service)} of another namespace, but no ReferenceGrant of ${service.namespace} allows that, so that it leads nowhere.`,
      cure: `Write a ReferenceGrant in ${service.namespace}: from group gateway.networking.k8s.io, kind ${ingress.kind}, namespace ${ingress.namespace}, to kind Service; `
        + `or move the route to ${service.namespace}.`,
    }));
  }),
};
