import { App, Chart, Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-netpol';

/** A shop as it was written for cdk8s-plus. Of its lines, the import above is the only one that changed. */
export function shopApp(): App {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop', labels: { 'app.kubernetes.io/part-of': 'shop' } });

  const settings = new kplus.ConfigMap(chart, 'Settings', { metadata: { name: 'settings' } });
  settings.addData('LOG_LEVEL', 'info');
  settings.addDirectory('config', { exclude: ['*.bak'] });

  const database = new kplus.Secret(chart, 'Database', { metadata: { name: 'database' } });
  database.addStringData('password', process.env.DATABASE_PASSWORD ?? 'only-for-the-example');

  const db = new kplus.StatefulSet(chart, 'Db', {
    metadata: { name: 'db' },
    containers: [{
      image: 'registry.example.com/postgres:17',
      portNumber: 5432,
      envVariables: { POSTGRES_PASSWORD: database.envValue('password') },
      liveness: kplus.Probe.fromCommand(['pg_isready'], { periodSeconds: Duration.seconds(10) }),
      securityContext: { user: 999, readOnlyRootFilesystem: false },
    }],
    volumeClaimTemplates: [{
      name: 'data',
      storage: Size.gibibytes(50),
      accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
    }],
  });
  db.containers[0].mount('/var/lib/postgresql', kplus.Volume.fromName(chart, 'DbData', 'data'));

  const uploads = new kplus.PersistentVolumeClaim(chart, 'Uploads', {
    metadata: { name: 'uploads' },
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_MANY],
    storage: Size.gibibytes(20),
    storageClassName: 'shared',
  });

  const account = new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'api' } });
  const role = new kplus.Role(chart, 'Role', { metadata: { name: 'api' } });
  role.allowRead(kplus.ApiResource.PODS, settings);
  role.bind(account);

  const api = new kplus.Deployment(chart, 'Api', {
    metadata: { name: 'api' },
    serviceAccount: account,
    automountServiceAccountToken: true,
    replicas: 2,
    containers: [{
      image: 'registry.example.com/api:3.2.1',
      portNumber: 3000,
      envFrom: [kplus.Env.fromConfigMap(settings)],
      envVariables: {
        DATABASE_PASSWORD: database.envValue('password'),
        POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
      },
      readiness: kplus.Probe.fromHttpGet('/ready', { port: 3000 }),
      liveness: kplus.Probe.fromTcpSocket({ port: 3000 }),
      resources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) } },
    }],
  });
  api.containers[0].mount('/uploads', kplus.Volume.fromPersistentVolumeClaim(chart, 'UploadsVolume', uploads));
  api.exposeViaService({ name: 'api' });

  const web = new kplus.Deployment(chart, 'Web', {
    metadata: { name: 'web' },
    strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
    spread: true,
    containers: [{
      image: 'registry.example.com/web:3.2.1',
      portNumber: 8080,
      volumeMounts: [
        { path: '/etc/web', volume: kplus.Volume.fromConfigMap(chart, 'WebSettings', settings), readOnly: true },
        { path: '/tmp', volume: kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp', { medium: kplus.EmptyDirMedium.MEMORY }) },
      ],
      readiness: kplus.Probe.fromHttpGet('/'),
      lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '5']) },
    }],
  });

  const certificate = kplus.Secret.fromSecretName(chart, 'Certificate', 'shop-tls');
  const ingress = new kplus.Ingress(chart, 'Ingress', {
    metadata: { name: 'shop' },
    className: 'nginx',
    tls: [{ hosts: ['shop.example.com'], secret: certificate }],
  });
  const front = web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });
  ingress.addHostRule('shop.example.com', '/', kplus.IngressBackend.fromService(front));

  new kplus.HorizontalPodAutoscaler(chart, 'Autoscaler', {
    metadata: { name: 'web' },
    target: web,
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
  });

  new kplus.CronJob(chart, 'Report', {
    metadata: { name: 'report' },
    schedule: Cron.daily(),
    containers: [{ image: 'registry.example.com/report:1.0.7', envVariables: { DATABASE_PASSWORD: database.envValue('password') } }],
  }).connections.allowTo(db);

  web.connections.allowTo(api);
  api.connections.allowTo(db);

  return app;
}
