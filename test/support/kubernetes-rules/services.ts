import { IServiceSpec } from 'kubernetes-models/v1/ServiceSpec';
import { isDnsLabel, portProblems, repeated } from './forms';
import { Manifest } from './manifest';
import { labelProblems } from './names';

/** Ports, their names, and the selector of a Service. */
export function serviceProblems(manifest: Manifest): string[] {
  if (manifest.kind !== 'Service') return [];
  const { type = 'ClusterIP', clusterIP, externalName, selector, ports = [] } = manifest.spec as IServiceSpec;
  const needsPorts = type !== 'ExternalName' && clusterIP !== 'None';
  return [
    ...labelProblems('spec.selector', selector),
    ...needsPorts && ports.length === 0 ? ['spec.ports: is empty'] : [],
    ...type === 'ExternalName' && !externalName ? ['spec.externalName: is missing'] : [],
    ...ports.length > 1 && ports.some((port) => !port.name) ? ['spec.ports: one of several ports has no name'] : [],
    ...repeated(ports.flatMap((port) => port.name ?? [])).map((name) => `spec.ports: two ports are called "${name}"`),
    ...repeated(ports.map((port) => `${port.protocol ?? 'TCP'} ${port.port}`)).map((port) => `spec.ports: ${port} stands there twice`),
    ...ports.flatMap(({ name, port, targetPort, nodePort }, index) => [
      ...name === undefined || isDnsLabel(name) ? [] : [`spec.ports[${index}].name: "${name}" is not the name of a port`],
      ...portProblems(`spec.ports[${index}].port`, port),
      ...portProblems(`spec.ports[${index}].targetPort`, targetPort),
      ...portProblems(`spec.ports[${index}].nodePort`, nodePort),
    ]),
  ];
}
