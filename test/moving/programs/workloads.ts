import { Chart, Cron, Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { container, containerOf, upToAMinute } from './containers';
import { Chosen, labelMap, Library, maybe, memberOf, metadata, programs, word } from './program';
import { ConcurrencyPolicy, DnsPolicy, FsGroupChangePolicy, PodManagementPolicy, RestartPolicy } from '../../../src';

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
      strategy: strategy && (strategy.recreate
        ? kplus.DeploymentStrategy.recreate()
        : kplus.DeploymentStrategy.rollingUpdate({ maxSurge: many(strategy.maxSurge), maxUnavailable: many(strategy.maxUnavailable) })),
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
    const claimed = template && {
      name: 'data',
      storage: Size.gibibytes(template.storage),
      storageClassName: template.storageClassName,
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
    };
    const db = new kplus.StatefulSet(chart, 'Db', {
      ...props,
      podMetadata,
      spread,
      replicas,
      podManagementPolicy,
      minReady,
      containers: props.containers.map((one) => ({ ...one, portNumber: 5432, ports: [] })),
      strategy: strategy && (strategy.onDelete
        ? StatefulSetUpdateStrategy.onDelete()
        : StatefulSetUpdateStrategy.rollingUpdate({ partition: strategy.partition })),
      volumeClaimTemplates: claimed && [claimed],
      service: own ? new kplus.Service(chart, 'Own', { ports: [{ port: 5432 }], clusterIP: 'None' }) : undefined,
    });
    if (template) db.containers[0].mount('/claimed', kplus.Volume.fromName(chart, 'Data', 'data'));
  },
);

export const daemonSets = programs(
  fc.record({ ...workload, minReadySeconds: maybe(fc.nat(30)) }),
  (chart, kplus, { podMetadata, spread, minReadySeconds, ...said }) => {
    new kplus.DaemonSet(chart, 'Agent', { ...podPropsOf(chart, kplus, said), podMetadata, spread, minReadySeconds });
  },
);

const job = {
  ...workload,
  restartPolicy: maybe(fc.constantFrom(RestartPolicy.NEVER, RestartPolicy.ON_FAILURE)),
  activeDeadline: maybe(upToAMinute),
  backoffLimit: maybe(fc.nat(6)),
  ttlAfterFinished: maybe(upToAMinute),
};

export const jobs = programs(
  fc.record(job),
  (chart, kplus, { podMetadata, spread, restartPolicy, activeDeadline, backoffLimit, ttlAfterFinished, ...said }) => {
    new kplus.Job(chart, 'Job', {
      ...podPropsOf(chart, kplus, said), podMetadata, spread, activeDeadline, backoffLimit, ttlAfterFinished, ...restartPolicy && { restartPolicy },
    });
  },
);

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
    const { podMetadata, spread, restartPolicy, activeDeadline, backoffLimit, ttlAfterFinished, ...started } = chosen;
    const { successfulJobsRetained, failedJobsRetained, timeZone, concurrencyPolicy, startingDeadline, suspend, ...said } = started;
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
