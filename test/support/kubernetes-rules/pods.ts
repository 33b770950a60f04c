import { IContainer } from 'kubernetes-models/v1/Container';
import { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { isDnsLabel, isPortName, portProblems, repeated } from './forms';
import { Manifest, podTemplateOf } from './manifest';

/** Containers, their ports, probes and mounts, and volumes. */
export function podProblems(manifest: Manifest): string[] {
  const template = podTemplateOf(manifest);
  if (!template) return [];
  const { spec } = template;
  const path = `${template.path}spec`;
  const containers = containersOf(spec);
  const mountable = [...(spec.volumes ?? []).map((volume) => volume.name), ...claimNamesOf(manifest)];
  return [
    ...spec.containers.length === 0 ? [`${path}.containers: is empty`] : [],
    ...repeated(containers.map(({ container }) => container.name)).map((name) => `${path}: two containers are called "${name}"`),
    ...volumeProblems(`${path}.volumes`, spec),
    ...containers.flatMap(({ at, container }) => containerProblems(`${path}.${at}`, container, mountable, spec.hostNetwork ?? false)),
  ];
}

function containersOf(spec: IPodSpec): { readonly at: string; readonly container: IContainer }[] {
  return (['containers', 'initContainers'] as const)
    .flatMap((list) => (spec[list] ?? []).map((container, index) => ({ at: `${list}[${index}]`, container })));
}

/** The volumes that a StatefulSet makes for each of its pods. */
function claimNamesOf(manifest: Manifest): (string | undefined)[] {
  const { volumeClaimTemplates } = (manifest.spec ?? {}) as { volumeClaimTemplates?: { metadata?: { name?: string } }[] };
  return (volumeClaimTemplates ?? []).map((claim) => claim.metadata?.name);
}

function volumeProblems(path: string, { volumes = [] }: IPodSpec): string[] {
  return [
    ...repeated(volumes.map((volume) => volume.name)).map((name) => `${path}: two volumes are called "${name}"`),
    ...volumes.flatMap(({ name, ...sources }, index) => [
      ...isDnsLabel(name) ? [] : [`${path}[${index}].name: "${name}" is not a name of a volume`],
      ...Object.keys(sources).length === 1 ? [] : [`${path}[${index}]: needs one source, has ${Object.keys(sources).length}`],
    ]),
  ];
}

function containerProblems(path: string, container: IContainer, mountable: readonly (string | undefined)[], hostNetwork: boolean): string[] {
  const mounts = container.volumeMounts ?? [];
  return [
    ...isDnsLabel(container.name) ? [] : [`${path}.name: "${container.name}" is not a name of a container`],
    ...container.image ? [] : [`${path}.image: is missing`],
    ...containerPortProblems(path, container, hostNetwork),
    ...handlerProblems(path, container),
    ...repeated(mounts.map((mount) => mount.mountPath)).map((mountPath) => `${path}.volumeMounts: two mounts at "${mountPath}"`),
    ...mounts.filter((mount) => !mountable.includes(mount.name)).map((mount) => `${path}.volumeMounts: there is no volume "${mount.name}"`),
    ...repeated((container.env ?? []).map((variable) => variable.name)).map((name) => `${path}.env: "${name}" is set twice`),
  ];
}

function containerPortProblems(path: string, { ports = [] }: IContainer, hostNetwork: boolean): string[] {
  const names = ports.flatMap((port) => port.name ?? []);
  return [
    ...repeated(names).map((name) => `${path}.ports: two ports are called "${name}"`),
    ...names.filter((name) => !isPortName(name)).map((name) => `${path}.ports: "${name}" is not the name of a port`),
    ...ports.flatMap(({ containerPort, hostPort }, index) => [
      ...portProblems(`${path}.ports[${index}].containerPort`, containerPort),
      ...portProblems(`${path}.ports[${index}].hostPort`, hostPort),
      ...hostNetwork && hostPort !== undefined && hostPort !== containerPort
        ? [`${path}.ports[${index}].hostPort: must be ${containerPort} on the host's network`] : [],
    ]),
  ];
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;
type Handler = { readonly [H in typeof HANDLERS[number]]?: { port?: unknown } };

/** Probes and lifecycle hooks: each does one thing, on a port that exists. */
function handlerProblems(path: string, { livenessProbe, readinessProbe, startupProbe, lifecycle }: IContainer): string[] {
  const handlers = { livenessProbe, readinessProbe, startupProbe, 'lifecycle.postStart': lifecycle?.postStart, 'lifecycle.preStop': lifecycle?.preStop };
  return Object.entries(handlers).flatMap(([name, handler]) => {
    if (!handler) return [];
    const used = HANDLERS.filter((key) => (handler as Handler)[key] !== undefined);
    return [
      ...used.length === 1 ? [] : [`${path}.${name}: needs one of ${HANDLERS.join(', ')}, has ${used.length}`],
      ...used.flatMap((key) => portProblems(`${path}.${name}.${key}.port`, (handler as Handler)[key]?.port)),
    ];
  });
}
