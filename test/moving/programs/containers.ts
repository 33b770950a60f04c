import { Chart, Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { Chosen, Library, maybe, memberOf, port, text, word } from './program';
import {
  Capability, ConnectionScheme, ContainerProps, EmptyDirMedium, EnvFieldPaths, EnvValue, Handler,
  HostPathVolumeType, ImagePullPolicy, MountPropagation, Probe, Protocol, ResourceFieldPaths, Volume,
} from '../../../src';

/** A time, as most options allow it. */
export const upToAMinute = fc.integer({ min: 1, max: 60 }).map((amount) => Duration.seconds(amount));
const probe = fc.record({
  by: fc.constantFrom('command', 'http', 'tcp', 'grpc'),
  port: maybe(port),
  host: maybe(word),
  scheme: maybe(memberOf(ConnectionScheme)),
  header: maybe(text),
  initialDelaySeconds: maybe(upToAMinute),
  periodSeconds: maybe(upToAMinute),
  timeoutSeconds: maybe(upToAMinute),
  failureThreshold: maybe(fc.integer({ min: 1, max: 9 })),
});
const handler = fc.record({ by: fc.constantFrom('command', 'http', 'tcp'), port: maybe(port) });
const permissions = fc.integer({ min: 0, max: 0o777 });

const source = fc.oneof(
  fc.record({ from: fc.constant('value' as const), value: text }),
  fc.record({ from: fc.constant('configMap' as const), optional: maybe(fc.boolean()) }),
  fc.record({ from: fc.constant('secret' as const), optional: maybe(fc.boolean()) }),
  fc.record({ from: fc.constant('field' as const), path: memberOf(EnvFieldPaths) }),
  fc.record({ from: fc.constant('resource' as const), path: memberOf(ResourceFieldPaths), divisor: maybe(fc.constant('1Mi')) }),
  fc.record({ from: fc.constant('process' as const) }),
);

const mount = fc.record({
  of: fc.constantFrom('emptyDir', 'configMap', 'secret', 'claim', 'hostPath', 'nfs', 'csi'),
  propagation: maybe(memberOf(MountPropagation)),
  readOnly: maybe(fc.boolean()),
  subPath: maybe(word),
  expression: fc.boolean(),
  mode: maybe(permissions),
  optional: maybe(fc.boolean()),
  named: fc.boolean(),
  medium: maybe(memberOf(EmptyDirMedium)),
  type: maybe(memberOf(HostPathVolumeType)),
});

/** What a container can be told. */
export const container = fc.record({
  portNumber: maybe(port),
  ports: fc.uniqueArray(
    fc.record({ number: port, protocol: maybe(memberOf(Protocol)), hostPort: maybe(port) }),
    { maxLength: 2, selector: ({ number }) => number },
  ),
  command: maybe(fc.array(text, { minLength: 1, maxLength: 2 })),
  args: maybe(fc.array(text, { minLength: 1, maxLength: 2 })),
  workingDir: maybe(word.map((one) => `/${one}`)),
  imagePullPolicy: maybe(memberOf(ImagePullPolicy)),
  env: fc.array(source, { maxLength: 3 }),
  envFrom: fc.boolean(),
  mounts: fc.uniqueArray(mount, { maxLength: 3, selector: ({ of }) => of }),
  readiness: maybe(probe),
  liveness: maybe(probe),
  startup: maybe(probe),
  successThreshold: maybe(fc.integer({ min: 1, max: 3 })),
  postStart: maybe(handler),
  preStop: maybe(handler),
  resources: maybe(fc.record({
    cpu: fc.integer({ min: 1, max: 900 }),
    limited: fc.boolean(),
    memory: maybe(fc.integer({ min: 1, max: 64 })),
    ephemeral: fc.boolean(),
  })),
  securityContext: maybe(fc.record({
    ensureNonRoot: maybe(fc.boolean()),
    privileged: maybe(fc.boolean()),
    readOnlyRootFilesystem: maybe(fc.boolean()),
    user: maybe(fc.integer({ min: 1, max: 9999 })),
    group: maybe(fc.nat(9999)),
    add: fc.subarray([Capability.NET_ADMIN, Capability.SYS_TIME, Capability.CHOWN]),
    drop: fc.boolean(),
    profile: fc.constantFrom(undefined, 'RUNTIME_DEFAULT' as const, 'LOCALHOST' as const),
  })),
});

function probeOf(kplus: Library, { by, port: at, host, scheme, header, ...options }: Chosen<typeof probe>, successThreshold?: number): Probe {
  const said = { ...options, ...successThreshold !== undefined && { successThreshold } };
  if (by === 'command') return kplus.Probe.fromCommand(['true'], said);
  if (by === 'grpc') return kplus.Probe.fromGrpc({ ...said, port: at, service: host });
  if (by === 'tcp') return kplus.Probe.fromTcpSocket({ ...said, port: at, host });
  return kplus.Probe.fromHttpGet('/ready', { ...said, port: at, host, scheme, httpHeaders: header ? [{ name: 'X', value: header }] : undefined });
}

function handlerOf(kplus: Library, { by, port: at }: Chosen<typeof handler>): Handler {
  if (by === 'command') return kplus.Handler.fromCommand(['sync']);
  return by === 'tcp' ? kplus.Handler.fromTcpSocket({ port: at, host: 'h' }) : kplus.Handler.fromHttpGet('/stop', { port: at });
}

function valueOf(chart: Chart, kplus: Library, said: Chosen<typeof source>, id: string): EnvValue {
  const { ConfigMap, EnvValue: Value, Secret } = kplus;
  const optional = 'optional' in said ? said.optional : undefined;
  const isKeyed = 'path' in said && /^metadata\.(labels|annotations)$/.test(said.path);
  switch (said.from) {
    case 'value': return Value.fromValue(said.value);
    case 'configMap': return Value.fromConfigMap(ConfigMap.fromConfigMapName(chart, id, 'config'), 'key', { optional });
    case 'secret': {
      const secret = Secret.fromSecretName(chart, id, 'secret');
      return optional === undefined ? secret.envValue('key') : Value.fromSecretValue({ secret, key: 'key' }, { optional });
    }
    case 'field': return Value.fromFieldRef(said.path, { key: isKeyed ? 'app' : undefined, apiVersion: 'v1' });
    case 'resource': return Value.fromResource(said.path, { divisor: said.divisor && said.path.endsWith('.cpu') ? '1m' : said.divisor });
    case 'process': return Value.fromProcess('HOME', { required: true });
  }
}

function volumeOf(chart: Chart, kplus: Library, { of, mode, optional, named, medium, type, readOnly }: Chosen<typeof mount>): Volume {
  const name = named ? `${of.toLowerCase()}-named` : undefined;
  const keys = { name, defaultMode: mode, optional, items: named ? { b: { path: 'b', mode }, a: { path: 'a' } } : undefined };
  switch (of) {
    case 'emptyDir': return kplus.Volume.fromEmptyDir(chart, 'Empty', 'empty', { medium, sizeLimit: named ? Size.mebibytes(64) : undefined });
    case 'configMap': return kplus.Volume.fromConfigMap(chart, 'Config', new kplus.ConfigMap(chart, 'Map', { data: { a: 'b' } }), keys);
    case 'secret': return kplus.Volume.fromSecret(chart, 'SecretVolume', kplus.Secret.fromSecretName(chart, 'Mounted', 'mounted'), keys);
    case 'claim': return kplus.Volume.fromPersistentVolumeClaim(chart, 'Claim', kplus.PersistentVolumeClaim.fromClaimName(chart, 'Named', 'claim'), { name, readOnly });
    case 'hostPath': return kplus.Volume.fromHostPath(chart, 'Host', 'host', { path: '/var/log', type });
    case 'nfs': return kplus.Volume.fromNfs(chart, 'Nfs', 'nfs', { server: 'nfs.example.com', path: '/exports', readOnly });
    default: return kplus.Volume.fromCsi(chart, 'Csi', 'csi.example.com', { name, fsType: 'ext4', readOnly, attributes: named ? { a: 'b' } : undefined });
  }
}

/** The properties of a container, as one of the libraries takes them. */
export function containerOf(chart: Chart, kplus: Library, said: Chosen<typeof container>): ContainerProps {
  const { env, envFrom, mounts, readiness, liveness, startup, successThreshold, ...more } = said;
  const { postStart, preStop, resources, securityContext, ports, portNumber, ...plain } = more;
  const others = ports.filter(({ number }) => number !== portNumber);
  const hostPorts = new Set<number>();
  const once = (asked: number | undefined): number | undefined => {
    if (asked === undefined || hostPorts.has(asked)) return undefined;
    hostPorts.add(asked);
    return asked;
  };
  return {
    ...plain,
    image: 'nginx',
    name: 'web',
    portNumber,
    ports: others.map((one, index) => ({ ...one, name: `p${index}`, hostPort: once(one.hostPort) })),
    envVariables: Object.fromEntries(env.map((one, index) => [`V${index}`, valueOf(chart, kplus, one, `Env${index}`)])),
    envFrom: envFrom ? [
      kplus.Env.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, 'All', 'all'), 'P_'),
      kplus.Env.fromSecret(kplus.Secret.fromSecretName(chart, 'AllSecret', 'all')),
    ] : undefined,
    volumeMounts: mounts.map(({ propagation, readOnly, subPath, expression, ...volume }) => ({
      path: `/${volume.of}`,
      volume: volumeOf(chart, kplus, { ...volume, readOnly } as Chosen<typeof mount>),
      propagation: propagation === MountPropagation.BIDIRECTIONAL && !securityContext?.privileged ? undefined : propagation,
      readOnly,
      ...subPath && { [expression ? 'subPathExpr' : 'subPath']: subPath },
    })),
    readiness: readiness && probeOf(kplus, readiness, successThreshold),
    liveness: liveness && probeOf(kplus, liveness),
    startup: startup && probeOf(kplus, startup),
    lifecycle: postStart || preStop ? {
      ...postStart && { postStart: handlerOf(kplus, postStart) },
      ...preStop && { preStop: handlerOf(kplus, preStop) },
    } : undefined,
    resources: resources && {
      cpu: { request: kplus.Cpu.millis(resources.cpu), ...resources.limited && { limit: kplus.Cpu.units(1) } },
      ...resources.memory !== undefined && { memory: { request: Size.mebibytes(resources.memory), limit: Size.gibibytes(1) } },
      ...resources.ephemeral && { ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } },
    },
    securityContext: securityContext && {
      ensureNonRoot: securityContext.ensureNonRoot,
      privileged: securityContext.privileged,
      readOnlyRootFilesystem: securityContext.readOnlyRootFilesystem,
      allowPrivilegeEscalation: securityContext.privileged ? true : undefined,
      user: securityContext.user,
      group: securityContext.group,
      capabilities: securityContext.add.length > 0
        ? { add: securityContext.add, ...securityContext.drop && { drop: [kplus.Capability.ALL] } }
        : undefined,
      seccompProfile: securityContext.profile && {
        type: kplus.SeccompProfileType[securityContext.profile],
        localhostProfile: securityContext.profile === 'LOCALHOST' ? 'a.json' : undefined,
      },
    },
  };
}
