import { BasicAuthSecret, ConfigMap, DockerConfigSecret, ISecret, Secret, SshAuthSecret, TlsSecret } from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';

/** What the programs read: a ConfigMap from each source, and a Secret of each type. */
export class Config extends Bakery {
  public readonly settings: ConfigMap;
  public readonly pages: ConfigMap;
  public readonly payment: Secret;
  public readonly database: Secret;
  public readonly registry: Secret;
  public readonly deployKey: Secret;
  public readonly certificate: Secret;
  public readonly license: ISecret;

  public constructor(scope: Construct, name: string) {
    super(scope, name);

    this.settings = new ConfigMap(this, 'Settings', { data: { LOG_LEVEL: 'info' }, binaryData: { 'logo.gif': 'R0lGODlhAQABAAAAACw=' } });
    this.settings.addData('CURRENCY', 'EUR');
    this.settings.addBinaryData('favicon.ico', 'AAABAAEA');
    this.settings.addFile('config/bakery.conf');

    this.pages = new ConfigMap(this, 'Pages', { immutable: true });
    this.pages.addDirectory('config/pages', { keyPrefix: 'page-', exclude: ['*.bak'] });

    this.payment = new Secret(this, 'Payment', { type: 'example.com/payment', stringData: { account: 'bakery' } });
    this.payment.addStringData('token', 'only-for-the-example');
    this.database = new BasicAuthSecret(this, 'Database', { username: 'orders', password: 'only-for-the-example', immutable: true });
    this.registry = new DockerConfigSecret(this, 'Registry', { data: { auths: { 'registry.example.com': { auth: 'YmFrZXI6YnJlYWQ=' } } } });
    this.deployKey = new SshAuthSecret(this, 'DeployKey', { sshPrivateKey: 'only-for-the-example' });
    this.certificate = new TlsSecret(this, 'Certificate', { tlsCert: 'only-for-the-example', tlsKey: 'only-for-the-example' });

    this.license = Secret.fromSecretName(this, 'License', 'license');
  }
}
