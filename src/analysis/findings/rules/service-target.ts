import { Analysis } from '../../engine/analysis';
import { Service, ServicePort, Workload } from '../../model/cluster';
import { FindingRule, Found, nameOf } from '../finding';
import { some } from '../rule-places';

export const serviceTarget: FindingRule = {
  id: 'service-target',
  severity: 'warning',
  title: 'A Service leads to a port that its pods do not declare',
  find: (analysis) => analysis.cluster.services.flatMap((service) => {
    const pods = podsBehind(service, analysis);
    return pods.length === 0 ? [] : service.ports.flatMap((port, index) => (isServed(port, pods) ? [] : [found(service, port, index, pods)]));
  }),
};

function podsBehind({ type, namespace, selector }: Service, { cluster, index }: Analysis): Workload[] {
  if (!selector || type === 'ExternalName') return [];
  return index.select({ namespaces: namespace, pods: selector, skipsHostNetwork: false }).map((pod) => cluster.workloads[pod]);
}

/** A name must be that of a port; a number may be one that containers listen on and do not declare, where they declare none. */
function isServed({ targetPort, protocol }: ServicePort, pods: readonly Workload[]): boolean {
  return pods.some(({ ports }) => (typeof targetPort === 'number' && ports.length === 0)
    || ports.some((port) => port.protocol === protocol && (port.name === targetPort || port.port === targetPort)));
}

function found(service: Service, { port, protocol, targetPort }: ServicePort, index: number, pods: readonly Workload[]): Found {
  const there = [...new Set(pods.flatMap(({ ports }) => ports.map((one) => `${one.protocol} ${one.port}${one.name === undefined ? '' : ` "${one.name}"`}`)))];
  const target = typeof targetPort === 'number' ? `${protocol} ${targetPort}` : `the ${protocol} port named "${targetPort}"`;
  return {
    object: `Service ${nameOf(service)}`,
    on: service,
    // Containers may listen on ports that they do not declare; a name that nobody has leads nowhere.
    ...(typeof targetPort === 'number' && { severity: 'note' as const }),
    field: `spec.ports[${index}]`,
    text: `Port ${port} of Service ${nameOf(service)} leads to ${target}, which no container of ${some(pods.map(nameOf))} declares; `
      + `${there.length === 0 ? 'they declare none' : `there ${there.length === 1 ? 'is' : 'are'} ${some(there)}`}.`,
    cure: 'Give the port of the pods as its targetPort, or declare it in the container that listens on it.',
  };
}
