import { Cron, Duration, Size } from 'cdk8s';
import {
  Capability, ConcurrencyPolicy, ConnectionScheme, Container, Cpu, CronJob, DaemonSet, Deployment, DeploymentStrategy, DnsPolicy, Env, EnvFieldPaths, EnvValue,
  FsGroupChangePolicy, Handler, ImagePullPolicy, Job, PercentOrAbsolute, PersistentVolumeAccessMode, PodManagementPolicy, Probe, Protocol, ResourceFieldPaths,
  RestartPolicy, SeccompProfileType, Service, StatefulSet, StatefulSetUpdateStrategy, Volume,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Access } from './access';
import { Bakery } from './bakery';
import { Config } from './config';

/** What makes pods, but for bare pods, which are in `volumes.ts` and `scheduling.ts`. */
export class Workloads extends Bakery {
  public readonly shop: Deployment;
  public readonly orders: StatefulSet;
  public readonly recipes: StatefulSet;
  public readonly agent: DaemonSet;
  public readonly migration: Job;
  public readonly report: CronJob;

  public constructor(scope: Construct, name: string, config: Config, access: Access) {
    super(scope, name);
    this.shop = this.makeShop(config, access);
    this.orders = this.makeOrders(config);
    this.recipes = this.makeRecipes();
    this.agent = this.makeAgent();
    this.migration = this.makeMigration(config);
    this.report = this.makeReport(config);
  }

  /** The variables are in the order of their names, because a map of Go has no other. */
  private makeShop(config: Config, access: Access): Deployment {
    const shop = new Deployment(this, 'Shop', {
      metadata: { name: 'shop', annotations: { 'example.com/owner': 'bakers' } },
      podMetadata: { labels: { tier: 'web' }, annotations: { 'example.com/scrape': 'true' } },
      minReady: Duration.seconds(5),
      progressDeadline: Duration.minutes(5),
      revisionHistoryLimit: 3,
      strategy: DeploymentStrategy.rollingUpdate({ maxSurge: PercentOrAbsolute.percent(50), maxUnavailable: PercentOrAbsolute.absolute(0) }),
      serviceAccount: access.account,
      automountServiceAccountToken: true,
      dockerRegistryAuth: config.registry,
      imagePullSecrets: [config.license],
      terminationGracePeriod: Duration.seconds(20),
      containers: [{
        name: 'web',
        image: 'registry.example.com/shop:1.4.0',
        imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
        ports: [{ number: 8080, name: 'http' }, { number: 9090, name: 'metrics' }],
        envFrom: [Env.fromConfigMap(config.settings), Env.fromSecret(config.payment, 'PAYMENT_')],
        envVariables: {
          CPU_LIMIT: EnvValue.fromResource(ResourceFieldPaths.CPU_LIMIT),
          CURRENCY: EnvValue.fromConfigMap(config.settings, 'CURRENCY', { optional: true }),
          DATABASE_PASSWORD: config.database.envValue('password'),
          MODE: EnvValue.fromValue('production'),
          PAYMENT_TOKEN: EnvValue.fromSecretValue({ secret: config.payment, key: 'token' }, { optional: true }),
          POD_NAME: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME),
          RELEASE: EnvValue.fromProcess('BAKERY_RELEASE'),
          TIER: EnvValue.fromFieldRef(EnvFieldPaths.POD_LABEL, { key: 'tier' }),
        },
        resources: {
          cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
          ephemeralStorage: { limit: Size.gibibytes(1) },
        },
        startup: Probe.fromCommand(['test', '-f', '/tmp/started'], { failureThreshold: 30, periodSeconds: Duration.seconds(2) }),
        readiness: Probe.fromHttpGet('/ready', { port: 8080, scheme: ConnectionScheme.HTTP, httpHeaders: [{ name: 'Accept', value: 'text/plain' }] }),
        liveness: Probe.fromTcpSocket({ port: 8080, initialDelaySeconds: Duration.seconds(10) }),
        lifecycle: { postStart: Handler.fromHttpGet('/warm', { port: 8080 }), preStop: Handler.fromCommand(['sleep', '5']) },
        securityContext: {
          user: 1000,
          group: 1000,
          capabilities: { drop: [Capability.ALL], add: [Capability.NET_BIND_SERVICE] },
          seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
        },
      }],
    });
    shop.addInitContainer({ name: 'wait', image: 'registry.example.com/wait:1.0.2', args: ['orders:5432'] });
    shop.addHostAlias({ ip: '192.0.2.20', hostnames: ['mill.example.com'] });
    return shop;
  }

  private makeOrders(config: Config): StatefulSet {
    const service = new Service(this, 'OrdersService', { metadata: { name: 'orders' }, clusterIP: 'None', ports: [{ port: 5432 }] });
    const orders = new StatefulSet(this, 'Orders', {
      metadata: { name: 'orders' },
      service,
      replicas: 3,
      podManagementPolicy: PodManagementPolicy.PARALLEL,
      strategy: StatefulSetUpdateStrategy.rollingUpdate({ partition: 1 }),
      securityContext: {
        user: 999,
        fsGroup: 999,
        fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH,
        sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '600' }],
      },
      containers: [{
        image: 'registry.example.com/postgres:17',
        portNumber: 5432,
        envVariables: { POSTGRES_PASSWORD: config.database.envValue('password') },
        liveness: Probe.fromCommand(['pg_isready']),
        lifecycle: { preStop: Handler.fromTcpSocket({ port: 5432 }) },
      }],
    });
    orders.addVolumeClaimTemplate({
      name: 'data',
      storage: Size.gibibytes(20),
      storageClassName: 'gp3',
      accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
    });
    orders.containers[0].mount('/var/lib/postgresql', Volume.fromName(this, 'OrdersData', 'data'));
    return orders;
  }

  private makeRecipes(): StatefulSet {
    return new StatefulSet(this, 'Recipes', {
      metadata: { name: 'recipes' },
      strategy: StatefulSetUpdateStrategy.onDelete(),
      containers: [{ image: 'registry.example.com/recipes:2.0.1', portNumber: 7000, liveness: Probe.fromGrpc({ port: 7000, service: 'recipes' }) }],
    });
  }

  private makeAgent(): DaemonSet {
    const agent = new DaemonSet(this, 'Agent', {
      metadata: { name: 'agent' },
      minReadySeconds: 10,
      dns: { policy: DnsPolicy.NONE, nameservers: ['192.0.2.53'], searches: ['example.com'] },
    });
    agent.dns.addOption({ name: 'ndots', value: '2' });
    const container = new Container({ name: 'agent', image: 'registry.example.com/agent:3.1.0' });
    container.addPort({ number: 8125, protocol: Protocol.UDP, hostPort: 8125 });
    container.env.addVariable('INTERVAL', EnvValue.fromValue('10s'));
    agent.attachContainer(container);
    return agent;
  }

  private makeMigration(config: Config): Job {
    return new Job(this, 'Migration', {
      metadata: { name: 'migration' },
      activeDeadline: Duration.minutes(10),
      backoffLimit: 2,
      ttlAfterFinished: Duration.hours(1),
      restartPolicy: RestartPolicy.NEVER,
      containers: [{
        image: 'registry.example.com/migration:1.4.0',
        command: ['migrate'],
        workingDir: '/work',
        envVariables: { DATABASE_PASSWORD: config.database.envValue('password') },
      }],
    });
  }

  private makeReport(config: Config): CronJob {
    return new CronJob(this, 'Report', {
      metadata: { name: 'report' },
      schedule: Cron.daily(),
      timeZone: 'Europe/Vienna',
      concurrencyPolicy: ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.minutes(15),
      successfulJobsRetained: 1,
      failedJobsRetained: 3,
      containers: [{ image: 'registry.example.com/report:1.0.7', envVariables: { DATABASE_PASSWORD: config.database.envValue('password') } }],
    });
  }
}
