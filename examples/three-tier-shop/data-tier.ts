import { Size } from 'cdk8s';
import { Deployment, EnvValue, Secret, Service, StatefulSet, Volume } from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Tier } from './tier';

/** What the shop remembers. Nothing here may open a connection to anybody. */
export class DataTier extends Tier {
  public readonly postgres = new StatefulSet(this, 'Postgres', {
    metadata: { name: 'postgres' },
    service: new Service(this, 'PostgresService', { metadata: { name: 'postgres' }, clusterIP: 'None' }),
    volumeClaimTemplates: [{ name: 'data', storage: Size.gibibytes(20) }],
    securityContext: { user: 999, group: 999, fsGroup: 999 },
    containers: [{
      image: 'postgres:17',
      portNumber: 5432,
      envVariables: {
        PGDATA: EnvValue.fromValue('/var/lib/postgresql/data/pgdata'),
        POSTGRES_PASSWORD: Secret.fromSecretName(this, 'Password', 'postgres').envValue('password'),
      },
      volumeMounts: [
        { path: '/var/lib/postgresql/data', volume: Volume.fromName(this, 'PostgresData', 'data') },
        { path: '/var/run/postgresql', volume: Volume.fromEmptyDir(this, 'PostgresSocket', 'socket') },
        { path: '/tmp', volume: Volume.fromEmptyDir(this, 'PostgresTmp', 'tmp') },
      ],
    }],
  });

  /** A cache: it may forget everything. */
  public readonly redis = new Deployment(this, 'Redis', {
    metadata: { name: 'redis' },
    replicas: 1,
    securityContext: { user: 999, group: 999 },
    containers: [{
      image: 'redis:8',
      args: ['--save', '', '--appendonly', 'no'],
      portNumber: 6379,
      volumeMounts: [{ path: '/data', volume: Volume.fromEmptyDir(this, 'RedisData', 'data') }],
    }],
  });

  /** Orders that wait for the worker. */
  public readonly queue = new StatefulSet(this, 'Queue', {
    metadata: { name: 'queue' },
    service: new Service(this, 'QueueService', { metadata: { name: 'queue' }, clusterIP: 'None' }),
    volumeClaimTemplates: [{ name: 'data', storage: Size.gibibytes(5) }],
    securityContext: { user: 1000, group: 1000, fsGroup: 1000 },
    containers: [{
      image: 'nats:2',
      args: ['--jetstream', '--store_dir', '/data'],
      portNumber: 4222,
      volumeMounts: [{ path: '/data', volume: Volume.fromName(this, 'QueueData', 'data') }],
    }],
  });

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.redis.exposeViaService({ name: 'redis' });
  }
}
