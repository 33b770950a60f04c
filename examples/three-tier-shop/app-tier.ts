import { Cron } from 'cdk8s';
import { CronJob, Deployment, EnvValue, Secret } from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Tier } from './tier';

/** What the shop does. */
export class AppTier extends Tier {
  /** The Secret `postgres`, which is made outside of this app, says where the database is and how to log in. */
  private readonly database = Secret.fromSecretName(this, 'Postgres', 'postgres').envValue('url');
  private readonly queue = EnvValue.fromValue('nats://queue.shop-data:4222');

  /** Answers the storefront. */
  public readonly api = new Deployment(this, 'Api', {
    metadata: { name: 'api' },
    containers: [{
      image: 'registry.example.com/shop/api:1.4.0',
      portNumber: 3000,
      envVariables: {
        CACHE_URL: EnvValue.fromValue('redis://redis.shop-data:6379'),
        DATABASE_URL: this.database,
        QUEUE_URL: this.queue,
      },
    }],
  });

  /** Takes orders from the queue and has them paid. It listens on no port. */
  public readonly worker = new Deployment(this, 'Worker', {
    metadata: { name: 'worker' },
    containers: [{
      image: 'registry.example.com/shop/worker:1.4.0',
      envVariables: {
        DATABASE_URL: this.database,
        PAYMENT_URL: EnvValue.fromValue('https://payments.example.com'),
        QUEUE_URL: this.queue,
      },
    }],
  });

  /** Sums up the day, every night. */
  public readonly report = new CronJob(this, 'Report', {
    metadata: { name: 'report' },
    schedule: Cron.daily(),
    containers: [{
      image: 'registry.example.com/shop/report:1.4.0',
      envVariables: { DATABASE_URL: this.database },
    }],
  });

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.api.exposeViaService({ name: 'api' });
  }
}
