import { Chart, Cron, Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { labelMap, Library, maybe, memberOf, metadata, port, programs, text, word } from './program';
import {
  Capability, ConcurrencyPolicy, ConnectionScheme, ContainerProps, DnsPolicy, EmptyDirMedium, EnvFieldPaths, EnvValue, FsGroupChangePolicy, Handler,
  HostPathVolumeType, ImagePullPolicy, MountPropagation, NodeLabelQuery, PodManagementPolicy, Probe, Protocol, ResourceFieldPaths, RestartPolicy,
  TaintEffect, Topology, Volume,
} from '../../../src';

type Chosen<T> = T extends fc.Arbitrary<infer V> ? V : never;

const upToAMinute = fc.integer({ min: 1, max: 60 }).map((amount) => Duration.seconds(amount));
const common = { initialDelaySeconds: maybe(upToAMinute), periodSeconds: maybe(upToAMinute), timeoutSeconds: maybe(upToAMinute), failureThreshold: maybe(fc.integer({ min: 1, max: 9 })) };
const probe = fc.record({ by: fc.constantFrom('command', 'http', 'tcp', 'grpc'), port: maybe(port), host: maybe(word), scheme: maybe(memberOf(ConnectionScheme)), header: maybe(text), ...common });
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

const container = fc.record({
  portNumber: maybe(port),
  ports: fc.uniqueArray(fc.record({ number: port, protocol: maybe(memberOf(Protocol)), hostPort: maybe(port) }), { maxLength: 2, selector: ({ number }) => number }),
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
  resources: maybe(fc.record({ cpu: fc.integer({ min: 1, max: 900 }), limited: fc.boolean(), memory: maybe(fc.integer({ min: 1, max: 64 })), ephemeral: fc.boolean() })),
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
  const secret = () => kplus.Secret.fromSecretName(chart, id, 'secret');
  switch (said.from) {
    case 'value': return kplus.EnvValue.fromValue(said.value);
    case 'configMap': return kplus.EnvValue.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, id, 'config'), 'key', { optional: said.optional });
    case 'secret': return said.optional === undefined ? secret().envValue('key') : kplus.EnvValue.fromSecretValue({ secret: secret(), key: 'key' }, { optional: said.optional });
    case 'field': return kplus.EnvValue.fromFieldRef(said.path, { key: said.path.startsWith('metadata.l') || said.path.startsWith('metadata.a') ? 'app' : undefined, apiVersion: 'v1' });
    case 'resource': return kplus.EnvValue.fromResource(said.path, { divisor: said.divisor && said.path.endsWith('.cpu') ? '1m' : said.divisor });
    case 'process': return kplus.EnvValue.fromProcess('HOME', { required: true });
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

function containerOf(chart: Chart, kplus: Library, said: Chosen<typeof container>): ContainerProps {
  const { env, envFrom, mounts, readiness, liveness, startup, successThreshold, postStart, preStop, resources, securityContext, ports, portNumber, ...plain } = said;
  const others = ports.filter(({ number }) => number !== portNumber);
  const hostPorts = new Set<number>();
  const once = (asked: number | undefined): number | undefined => asked === undefined || hostPorts.has(asked) ? undefined : (hostPorts.add(asked), asked);
  return {
    ...plain,
    image: 'nginx',
    name: 'web',
    portNumber,
    ports: others.map((one, index) => ({ ...one, name: `p${index}`, hostPort: once(one.hostPort) })),
    envVariables: Object.fromEntries(env.map((one, index) => [`V${index}`, valueOf(chart, kplus, one, `Env${index}`)])),
    envFrom: envFrom ? [kplus.Env.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, 'All', 'all'), 'P_'), kplus.Env.fromSecret(kplus.Secret.fromSecretName(chart, 'AllSecret', 'all'))] : undefined,
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
    lifecycle: postStart || preStop ? { ...postStart && { postStart: handlerOf(kplus, postStart) }, ...preStop && { preStop: handlerOf(kplus, preStop) } } : undefined,
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
      capabilities: securityContext.add.length > 0 ? { add: securityContext.add, ...securityContext.drop && { drop: [kplus.Capability.ALL] } } : undefined,
      seccompProfile: securityContext.profile && { type: kplus.SeccompProfileType[securityContext.profile], localhostProfile: securityContext.profile === 'LOCALHOST' ? 'a.json' : undefined },
    },
  };
}

const pod = {
  metadata: maybe(metadata),
  container,
  init: maybe(fc.record({ sidecar: fc.boolean(), named: fc.boolean() })),
  account: maybe(word),
  registry: maybe(word),
  alias: maybe(fc.record({ ip: fc.ipV4(), hostnames: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }) })),
  dns: maybe(fc.record({
    hostname: maybe(word),
    subdomain: maybe(word),
    hostnameAsFQDN: maybe(fc.boolean()),
    policy: maybe(memberOf(DnsPolicy)),
    nameservers: fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 2 }),
    searches: maybe(fc.constant<string[]>(['svc.local'])),
    options: maybe(fc.array(fc.record({ name: word, value: maybe(word) }), { maxLength: 2 })),
  })),
  securityContext: maybe(fc.record({
    ensureNonRoot: maybe(fc.boolean()),
    user: maybe(fc.integer({ min: 1, max: 999 })),
    group: maybe(fc.nat(999)),
    fsGroup: maybe(fc.nat(999)),
    fsGroupChangePolicy: maybe(memberOf(FsGroupChangePolicy)),
    sysctls: maybe(fc.array(fc.record({ name: fc.constant('net.core.somaxconn'), value: word }), { minLength: 1, maxLength: 1 })),
  })),
  automountServiceAccountToken: maybe(fc.boolean()),
  shareProcessNamespace: maybe(fc.boolean()),
  enableServiceLinks: maybe(fc.boolean()),
  terminationGracePeriod: maybe(upToAMinute),
};

function podPropsOf(chart: Chart, kplus: Library, said: Chosen<ReturnType<typeof podRecord>>) {
  const { container: one, init, account, registry, alias, ...plain } = said;
  return {
    ...plain,
    containers: [containerOf(chart, kplus, one)],
    initContainers: init && [{
      image: 'init', ...init.named && { name: 'first' }, ...init.sidecar && { restartPolicy: kplus.ContainerRestartPolicy.ALWAYS, startup: kplus.Probe.fromCommand(['true']) },
    }],
    serviceAccount: account ? kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', account) : undefined,
    dockerRegistryAuth: registry ? kplus.Secret.fromSecretName(chart, 'Registry', registry) : undefined,
    hostAliases: alias && [alias],
  };
}

function podRecord() {
  return fc.record(pod);
}

const workload = { ...pod, podMetadata: maybe(fc.record({ labels: labelMap, annotations: maybe(labelMap) })), spread: maybe(fc.boolean()) };
const percentOrAbsolute = fc.record({ in: fc.constantFrom('percent' as const, 'absolute' as const), value: fc.integer({ min: 1, max: 100 }) });

export const pods = programs(podRecord(), (chart, kplus, said) => {
  const one = new kplus.Pod(chart, 'Pod', podPropsOf(chart, kplus, said));
  one.addVolume(kplus.Volume.fromEmptyDir(chart, 'More', 'more'));
  one.addHostAlias({ ip: '192.0.2.7', hostnames: ['db'] });
});

export const deployments = programs(
  fc.record({
    ...workload,
    replicas: maybe(fc.nat(5)),
    strategy: maybe(fc.record({ recreate: fc.boolean(), maxSurge: maybe(percentOrAbsolute), maxUnavailable: maybe(percentOrAbsolute) })),
    minReady: maybe(upToAMinute),
    progressDeadline: maybe(fc.integer({ min: 61, max: 900 }).map((amount) => Duration.seconds(amount))),
    revisionHistoryLimit: maybe(fc.nat(20)),
    service: maybe(fc.record({ name: word })),
  }),
  (chart, kplus, { strategy, service, podMetadata, spread, replicas, minReady, progressDeadline, revisionHistoryLimit, ...said }) => {
    const many = (amount: Chosen<typeof percentOrAbsolute> | undefined) => amount && kplus.PercentOrAbsolute[amount.in](amount.value);
    const web = new kplus.Deployment(chart, 'Web', {
      ...podPropsOf(chart, kplus, said),
      podMetadata,
      spread,
      replicas,
      minReady,
      progressDeadline,
      revisionHistoryLimit,
      strategy: strategy && (strategy.recreate ? kplus.DeploymentStrategy.recreate() : kplus.DeploymentStrategy.rollingUpdate({ maxSurge: many(strategy.maxSurge), maxUnavailable: many(strategy.maxUnavailable) })),
    });
    const { portNumber } = said.container;
    if (service && portNumber) web.exposeViaService({ ...service, ports: [{ name: 'http', port: 80, targetPort: portNumber }] });
  },
);

export const statefulSets = programs(
  fc.record({
    ...workload,
    replicas: maybe(fc.nat(5)),
    podManagementPolicy: maybe(memberOf(PodManagementPolicy)),
    strategy: maybe(fc.record({ onDelete: fc.boolean(), partition: maybe(fc.nat(3)) })),
    minReady: maybe(upToAMinute),
    template: maybe(fc.record({ storage: fc.integer({ min: 1, max: 99 }), storageClassName: maybe(word) })),
    own: fc.boolean(),
  }),
  (chart, kplus, { strategy, template, own, podMetadata, spread, replicas, podManagementPolicy, minReady, ...said }) => {
    const { PersistentVolumeAccessMode, StatefulSetUpdateStrategy } = kplus;
    // Without templates, cdk8s-plus leaves the volumes out.
    const props = podPropsOf(chart, kplus, template ? said : { ...said, container: { ...said.container, mounts: [] } });
    const claimed = template && { name: 'data', storage: Size.gibibytes(template.storage), storageClassName: template.storageClassName, accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE] };
    const db = new kplus.StatefulSet(chart, 'Db', {
      ...props,
      podMetadata,
      spread,
      replicas,
      podManagementPolicy,
      minReady,
      containers: props.containers.map((one) => ({ ...one, portNumber: 5432, ports: [] })),
      strategy: strategy && (strategy.onDelete ? StatefulSetUpdateStrategy.onDelete() : StatefulSetUpdateStrategy.rollingUpdate({ partition: strategy.partition })),
      volumeClaimTemplates: claimed && [claimed],
      service: own ? new kplus.Service(chart, 'Own', { ports: [{ port: 5432 }], clusterIP: 'None' }) : undefined,
    });
    if (template) db.containers[0].mount('/claimed', kplus.Volume.fromName(chart, 'Data', 'data'));
  },
);

export const daemonSets = programs(fc.record({ ...workload, minReadySeconds: maybe(fc.nat(30)) }), (chart, kplus, { podMetadata, spread, minReadySeconds, ...said }) => {
  new kplus.DaemonSet(chart, 'Agent', { ...podPropsOf(chart, kplus, said), podMetadata, spread, minReadySeconds });
});

const job = {
  ...workload,
  restartPolicy: maybe(fc.constantFrom(RestartPolicy.NEVER, RestartPolicy.ON_FAILURE)),
  activeDeadline: maybe(upToAMinute),
  backoffLimit: maybe(fc.nat(6)),
  ttlAfterFinished: maybe(upToAMinute),
};

export const jobs = programs(fc.record(job), (chart, kplus, { podMetadata, spread, restartPolicy, activeDeadline, backoffLimit, ttlAfterFinished, ...said }) => {
  new kplus.Job(chart, 'Job', { ...podPropsOf(chart, kplus, said), podMetadata, spread, activeDeadline, backoffLimit, ttlAfterFinished, ...restartPolicy && { restartPolicy } });
});

export const cronJobs = programs(
  fc.record({
    ...job,
    timeZone: maybe(fc.constant('Europe/Berlin')),
    concurrencyPolicy: maybe(memberOf(ConcurrencyPolicy)),
    startingDeadline: maybe(fc.integer({ min: 10, max: 60 }).map((amount) => Duration.seconds(amount))),
    suspend: maybe(fc.boolean()),
    successfulJobsRetained: maybe(fc.nat(5)),
    failedJobsRetained: maybe(fc.nat(5)),
  }),
  (chart, kplus, chosen) => {
    const { podMetadata, spread, restartPolicy, activeDeadline, backoffLimit, ttlAfterFinished, successfulJobsRetained, failedJobsRetained, timeZone, concurrencyPolicy, startingDeadline, suspend, ...said } = chosen;
    new kplus.CronJob(chart, 'Report', {
      ...podPropsOf(chart, kplus, said),
      podMetadata,
      spread,
      activeDeadline,
      backoffLimit,
      ...restartPolicy && { restartPolicy },
      ...ttlAfterFinished ? { ttlAfterFinished } : { successfulJobsRetained, failedJobsRetained },
      schedule: Cron.daily(),
      timeZone,
      concurrencyPolicy,
      startingDeadline,
      suspend,
    });
  },
);

const query = fc.record({ by: fc.constantFrom('is', 'in', 'notIn', 'exists', 'doesNotExist', 'gt', 'lt'), key: word, values: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }), number: fc.nat(9) });
const weight = maybe(fc.integer({ min: 1, max: 100 }));
const topology = fc.constantFrom(undefined, 'HOSTNAME', 'ZONE', 'REGION', 'custom');

function queryOf(kplus: Library, { by, key, values, number }: Chosen<typeof query>): NodeLabelQuery {
  const { NodeLabelQuery: Query } = kplus;
  if (by === 'is') return Query.is(key, values[0]);
  if (by === 'in' || by === 'notIn') return Query[by](key, values);
  return by === 'gt' || by === 'lt' ? Query[by](key, [String(number)]) : Query[by as 'exists'](key);
}

function topologyOf(kplus: Library, said: string | undefined): Topology | undefined {
  if (said === undefined) return undefined;
  return said === 'custom' ? kplus.Topology.custom('example.com/rack') : kplus.Topology[said as 'ZONE'];
}

export const scheduled = programs(
  fc.record({
    tolerate: fc.array(fc.record({ key: maybe(word), value: maybe(word), effect: maybe(memberOf(TaintEffect)), evictAfter: maybe(upToAMinute) }), { maxLength: 2 }),
    attract: fc.array(fc.record({ queries: fc.array(query, { minLength: 1, maxLength: 2 }), weight }), { maxLength: 2 }),
    colocate: fc.array(fc.record({ topology, weight, labels: maybe(labelMap) }), { maxLength: 2 }),
    separate: fc.array(fc.record({ topology, weight, labels: maybe(labelMap) }), { maxLength: 2 }),
    spread: maybe(fc.record({ topology, weight })),
    assigned: maybe(word),
  }),
  (chart, kplus, { tolerate, attract, colocate, separate, spread, assigned }) => {
    const { Deployment, Node, NodeTaintQuery, Pod, Pods } = kplus;
    const cache = new Deployment(chart, 'Cache', { containers: [{ image: 'redis' }] });
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
    for (const { key, value, effect, evictAfter } of tolerate) {
      const options = { effect, evictAfter: effect === TaintEffect.NO_EXECUTE ? evictAfter : undefined };
      const taint = key === undefined ? NodeTaintQuery.any() : value === undefined ? NodeTaintQuery.exists(key, options) : NodeTaintQuery.is(key, value, options);
      web.scheduling.tolerate(Node.tainted(taint));
    }
    attract.forEach((one) => web.scheduling.attract(Node.labeled(...one.queries.map((said) => queryOf(kplus, said))), { weight: one.weight }));
    for (const [how, list] of [['colocate', colocate], ['separate', separate]] as const) {
      list.forEach((one, index) => {
        const others = one.labels ? Pods.select(chart, `${how}${index}`, { labels: one.labels }) : cache;
        web.scheduling[how](others, { topology: topologyOf(kplus, one.topology), weight: one.weight });
      });
    }
    if (spread) web.scheduling.spread({ topology: topologyOf(kplus, spread.topology), weight: spread.weight });
    if (assigned) new Pod(chart, 'Pod', { containers: [{ image: 'x' }] }).scheduling.assign(Node.named(assigned));
  },
);
