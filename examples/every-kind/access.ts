import {
  ApiResource, ClusterRole, ClusterRoleBinding, Group, IServiceAccount, NonApiResource, Role, RoleBinding, ServiceAccount, ServiceAccountTokenSecret, User,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';
import { Config } from './config';

/** Who may ask the API server for what. */
export class Access extends Bakery {
  public readonly account: IServiceAccount;

  public constructor(scope: Construct, name: string, config: Config) {
    super(scope, name);

    const account = new ServiceAccount(this, 'Account', { automountToken: false, secrets: [config.registry] });
    account.addSecret(config.license);
    new ServiceAccountTokenSecret(this, 'Token', { serviceAccount: account });
    this.account = account;

    const baker = User.fromName(this, 'Baker', 'baker@example.com');
    const bakers = Group.fromName(this, 'Bakers', 'bakers');
    const pipeline = ServiceAccount.fromServiceAccountName(this, 'Pipeline', 'pipeline', { namespaceName: 'ci' });

    const reader = new Role(this, 'Reader', { rules: [{ verbs: ['get', 'list'], resources: [ApiResource.CONFIG_MAPS] }] });
    reader.allowRead(ApiResource.PODS, config.settings);
    reader.allow(['watch'], ApiResource.custom({ apiGroup: 'bakery.example.com', resourceType: 'ovens' }));
    reader.bind(account, bakers);

    const deployer = new Role(this, 'Deployer');
    deployer.allowReadWrite(ApiResource.DEPLOYMENTS);
    deployer.allowCreate(ApiResource.JOBS);
    deployer.allowDelete(ApiResource.JOBS);
    deployer.allowDeleteCollection(ApiResource.JOBS);
    deployer.allowGet(ApiResource.SERVICES);
    deployer.allowList(ApiResource.SERVICES);
    deployer.allowPatch(ApiResource.SERVICES);
    deployer.allowUpdate(ApiResource.SERVICES);
    deployer.allowWatch(ApiResource.SERVICES);
    const deployers = new RoleBinding(this, 'Deployers', { role: deployer });
    deployers.addSubjects(pipeline, baker);
    new RoleBinding(this, 'Viewers', { role: Role.fromRoleName(this, 'Existing', 'viewer') }).addSubjects(bakers);

    const inspector = new ClusterRole(this, 'Inspector', { rules: [{ verbs: ['get'], endpoints: [NonApiResource.of('/healthz')] }] });
    inspector.allowRead(ApiResource.NODES, NonApiResource.of('/metrics'));
    inspector.bind(bakers);
    inspector.bindInNamespace('ovens', baker);

    const everything = new ClusterRole(this, 'Everything', { aggregationLabels: { 'bakery.example.com/aggregate': 'true' } });
    everything.aggregate('bakery.example.com/also', 'true');
    everything.combine(inspector);
    new ClusterRoleBinding(this, 'Everywhere', { role: ClusterRole.fromClusterRoleName(this, 'View', 'view') }).addSubjects(bakers);

    config.pages.permissions.grantRead(account);
    config.settings.permissions.grantReadWrite(baker);
  }
}
