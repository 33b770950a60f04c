import { App, Chart, Cron, Duration, Size, Testing } from 'cdk8s';
import * as plus from 'cdk8s-plus-34';
import * as ours from '../../../src';
import { allowInvalidManifests } from '../../support/check-every-manifest';
import { problemsOfManifest } from '../../support/kubernetes-schemas';

type Library = typeof ours;

/** The objects that an app writes, built by the same lines with this library and with cdk8s-plus. */
function both(build: (chart: Chart, library: Library) => void): { ours: unknown[]; plus: unknown[] } {
  const write = (library: Library): unknown[] => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop', labels: { team: 'a' } });
    build(chart, library);
    return withoutEmptyLists(Testing.synth(chart)) as unknown[];
  };
  return { ours: write(ours), plus: write(plus as unknown as Library) };
}

/** cdk8s-plus writes `externalIPs: []`, which says nothing. */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value)
    .filter(([, field]) => !(Array.isArray(field) && field.length === 0))
    .map(([key, field]) => [key, withoutEmptyLists(field)]));
}

const cases: [string, (chart: Chart, library: Library) => void][] = [
  ['a pod', (chart, { Pod }) => {
    new Pod(chart, 'Pod', { containers: [{ image: 'nginx', portNumber: 8080 }] });
  }],
  ['a deployment with its service', (chart, { Deployment }) => {
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'nginx', portNumber: 8080 }] });
    web.exposeViaService();
    web.exposeViaService({ name: 'named', ports: [{ port: 80, targetPort: 8080 }] });
  }],
  ['a deployment with every property', (chart, { Deployment, DeploymentStrategy, PercentOrAbsolute, RestartPolicy, Secret, ServiceAccount, DnsPolicy, ...rest }) => {
    new Deployment(chart, 'Web', {
      metadata: { name: 'web', labels: { a: 'b' }, annotations: { c: 'd' } },
      podMetadata: { labels: { app: 'web' }, annotations: { e: 'f' } },
      replicas: 3,
      strategy: DeploymentStrategy.rollingUpdate({ maxSurge: PercentOrAbsolute.absolute(1), maxUnavailable: PercentOrAbsolute.absolute(0) }),
      minReady: Duration.seconds(5),
      progressDeadline: Duration.minutes(5),
      revisionHistoryLimit: 2,
      spread: true,
      restartPolicy: RestartPolicy.ALWAYS,
      dockerRegistryAuth: Secret.fromSecretName(chart, 'Auth', 'registry'),
      serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'Account', 'web'),
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      dns: {
        hostname: 'web',
        subdomain: 'shop',
        hostnameAsFQDN: true,
        policy: DnsPolicy.NONE,
        nameservers: ['10.0.0.2'],
        searches: ['svc.local'],
        options: [{ name: 'ndots', value: '2' }, { name: 'debug' }],
      },
      securityContext: {
        ensureNonRoot: false,
        user: 0,
        group: 5,
        fsGroup: 6,
        fsGroupChangePolicy: rest.FsGroupChangePolicy.ON_ROOT_MISMATCH,
        sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
      },
      automountServiceAccountToken: true,
      shareProcessNamespace: true,
      hostNetwork: true,
      enableServiceLinks: false,
      terminationGracePeriod: Duration.seconds(60),
      containers: [{ image: 'nginx' }],
    });
  }],
  ['a container with every property', (chart, library) => {
    const { ConfigMap, Container, ContainerRestartPolicy, Cpu, Deployment, Env, EnvFieldPaths, EnvValue, Handler, ImagePullPolicy } = library;
    const { MountPropagation, Probe, Protocol, ResourceFieldPaths, Secret, Volume, Capability, SeccompProfileType, ConnectionScheme } = library;
    const config = ConfigMap.fromConfigMapName(chart, 'Config', 'config');
    const secret = Secret.fromSecretName(chart, 'Secret', 'secret');
    const data = Volume.fromEmptyDir(chart, 'Data', 'data', { sizeLimit: Size.mebibytes(64), medium: library.EmptyDirMedium.MEMORY });
    const web = new Deployment(chart, 'Web', { select: true });
    const container = web.addContainer({
      name: 'web',
      image: 'nginx',
      portNumber: 8080,
      ports: [{ number: 53, protocol: Protocol.UDP, name: 'dns', hostPort: 53, hostIp: '127.0.0.1' }, { number: 53, name: 'dns-tcp' }],
      command: ['run'],
      args: ['--fast', ''],
      workingDir: '/srv',
      imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
      envVariables: {
        PLAIN: EnvValue.fromValue(''),
        CONFIG: EnvValue.fromConfigMap(config, 'key', { optional: true }),
        SECRET: EnvValue.fromSecretValue({ secret, key: 'key' }),
        SHORT: secret.envValue('other'),
        LABEL: EnvValue.fromFieldRef(EnvFieldPaths.POD_LABEL, { key: 'app' }),
        IP: EnvValue.fromFieldRef(EnvFieldPaths.POD_IP, { apiVersion: 'v1' }),
        MEMORY: EnvValue.fromResource(ResourceFieldPaths.MEMORY_LIMIT, { divisor: '1Mi', container: new Container({ name: 'other', image: 'x' }) }),
        MISSING: EnvValue.fromProcess('A_VARIABLE_THAT_NOBODY_HAS'),
      },
      envFrom: [Env.fromConfigMap(config, 'P_'), Env.fromSecret(secret)],
      readiness: Probe.fromHttpGet('/ready', {
        port: 9090,
        scheme: ConnectionScheme.HTTPS,
        host: 'h',
        httpHeaders: [{ name: 'a', value: 'b' }],
        failureThreshold: 5,
        initialDelaySeconds: Duration.seconds(1),
        periodSeconds: Duration.seconds(2),
        successThreshold: 3,
        timeoutSeconds: Duration.seconds(4),
      }),
      liveness: Probe.fromCommand(['true']),
      startup: Probe.fromGrpc({ service: 'health' }),
      lifecycle: { postStart: Handler.fromHttpGet('/start', { port: 1 }), preStop: Handler.fromTcpSocket({ host: 'h' }) },
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.units(0.5) },
        memory: { request: Size.mebibytes(1), limit: Size.gibibytes(1) },
        ephemeralStorage: { limit: Size.gibibytes(2) },
      },
      securityContext: {
        ensureNonRoot: false,
        user: 0,
        group: 7,
        privileged: true,
        readOnlyRootFilesystem: false,
        allowPrivilegeEscalation: true,
        capabilities: { add: [Capability.NET_ADMIN], drop: [Capability.ALL] },
        seccompProfile: { type: SeccompProfileType.LOCALHOST, localhostProfile: 'a.json' },
      },
      volumeMounts: [{ path: '/config', volume: Volume.fromConfigMap(chart, 'V1', config, { defaultMode: 0o600, items: { b: { path: 'b', mode: 0o400 }, a: { path: 'a' } } }) }],
    });
    container.mount('/data', data, { readOnly: true, subPath: 'sub', propagation: MountPropagation.HOST_TO_CONTAINER });
    container.mount('/secret', Volume.fromSecret(chart, 'V2', secret, { optional: true, name: 'named' }));
    container.mount('/claim', Volume.fromPersistentVolumeClaim(chart, 'V3', library.PersistentVolumeClaim.fromClaimName(chart, 'Claim', 'claim')));
    container.mount('/host', Volume.fromHostPath(chart, 'V4', 'host', { path: '/var' }));
    container.mount('/nfs', Volume.fromNfs(chart, 'V5', 'nfs', { server: 's', path: '/p' }));
    container.mount('/csi', Volume.fromCsi(chart, 'V6', 'driver', { fsType: 'ext4', attributes: { a: 'b' } }));
    container.mount('/empty', Volume.fromEmptyDir(chart, 'V7', 'empty'));
    web.addInitContainer({ image: 'busybox' });
    web.addInitContainer({ image: 'proxy', name: 'proxy', portNumber: 15001, restartPolicy: ContainerRestartPolicy.ALWAYS });
    web.addVolume(Volume.fromEmptyDir(chart, 'V8', 'unused'));
    container.env.addVariable('LATER', EnvValue.fromValue('1'));
  }],
  ['scheduling', (chart, { Deployment, Node, NodeLabelQuery, NodeTaintQuery, Pod, Pods, TaintEffect, Topology, Namespaces, LabelExpression }) => {
    const cache = new Deployment(chart, 'Cache', { containers: [{ image: 'redis' }] });
    const web = new Deployment(chart, 'Web', { containers: [{ image: 'nginx' }] });
    web.scheduling.tolerate(Node.tainted(NodeTaintQuery.is('k', 'v', { effect: TaintEffect.NO_EXECUTE, evictAfter: Duration.hours(1) }), NodeTaintQuery.any()));
    web.scheduling.attract(Node.labeled(NodeLabelQuery.is('disk', 'ssd'), NodeLabelQuery.gt('cores', ['4'])));
    web.scheduling.attract(Node.labeled(NodeLabelQuery.exists('gpu')), { weight: 5 });
    web.scheduling.colocate(cache, { weight: 10, topology: Topology.ZONE });
    web.scheduling.colocate(Pods.select(chart, 'Pods', { labels: { a: 'b' }, expressions: [LabelExpression.exists('c')] }));
    web.scheduling.separate(Pods.select(chart, 'Others', { labels: { a: 'b' }, namespaces: Namespaces.select(chart, 'M', { labels: { c: 'd' } }) }), { topology: Topology.custom('rack') });
    web.scheduling.spread({ weight: 3 });
    const pod = new Pod(chart, 'Pod', { containers: [{ image: 'x' }] });
    pod.scheduling.assign(Node.named('worker'));
  }],
  ['a stateful set with its service and claims', (chart, { PersistentVolumeAccessMode, PodManagementPolicy, StatefulSet, StatefulSetUpdateStrategy, Volume }) => {
    const db = new StatefulSet(chart, 'Db', {
      containers: [{ image: 'postgres', portNumber: 5432 }],
      podManagementPolicy: PodManagementPolicy.PARALLEL,
      strategy: StatefulSetUpdateStrategy.rollingUpdate({ partition: 2 }),
      volumeClaimTemplates: [{ name: 'data', storage: Size.gibibytes(10), storageClassName: 'fast', accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE] }],
    });
    db.containers[0].mount('/data', Volume.fromName(chart, 'Data', 'data'));
  }],
  ['a daemon set', (chart, { DaemonSet }) => {
    new DaemonSet(chart, 'Agent', { minReadySeconds: 3, containers: [{ image: 'agent' }] });
  }],
  ['a job', (chart, { Job, RestartPolicy }) => {
    new Job(chart, 'Default', { containers: [{ image: 'migrate' }] });
    new Job(chart, 'Told', {
      containers: [{ image: 'migrate' }],
      restartPolicy: RestartPolicy.ON_FAILURE,
      activeDeadline: Duration.minutes(5),
      backoffLimit: 0,
      ttlAfterFinished: Duration.hours(1),
    });
  }],
  ['a cron job', (chart, { ConcurrencyPolicy, CronJob }) => {
    new CronJob(chart, 'Default', { schedule: Cron.daily(), containers: [{ image: 'report' }] });
    new CronJob(chart, 'Told', {
      schedule: Cron.schedule({ minute: '5' }),
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: ConcurrencyPolicy.ALLOW,
      suspend: true,
      startingDeadline: Duration.seconds(30),
      successfulJobsRetained: 0,
      failedJobsRetained: 2,
      containers: [{ image: 'report' }],
    });
  }],
  ['services', (chart, { Protocol, Service, ServiceType, Pods }) => {
    const service = new Service(chart, 'S', {
      type: ServiceType.LOAD_BALANCER,
      clusterIP: '10.0.0.9',
      externalIPs: ['1.2.3.4'],
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      publishNotReadyAddresses: true,
      ports: [{ port: 80, targetPort: 8080, nodePort: 30080, name: 'http', protocol: Protocol.TCP }],
      selector: Pods.select(chart, 'Pods', { labels: { a: 'b' } }),
    });
    service.bind(53, { protocol: Protocol.UDP, name: 'dns' });
    service.selectLabel('c', 'd');
    new Service(chart, 'E', { externalName: 'db.example.com' });
  }],
];

describe('moving over from cdk8s-plus', () => {
  test.each(cases)('%s is written as cdk8s-plus writes it, names included', (_, build) => {
    allowInvalidManifests(); // what cdk8s-plus has before it renders; ours are checked here
    const written = both(build);
    expect(written.ours.flatMap((object) => problemsOfManifest(object as object))).toEqual([]);
    expect(written.ours).toEqual(written.plus);
  });
});
