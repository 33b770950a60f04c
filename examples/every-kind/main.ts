import { App } from 'cdk8s';
import { Cluster } from 'cdk8s-netpol';
import { Access } from './access';
import { Autoscaling } from './autoscaling';
import { ClusterPolicies } from './cluster-policies';
import { Config } from './config';
import { Policies } from './policies';
import { Scheduling } from './scheduling';
import { Storage } from './storage';
import { Traffic } from './traffic';
import { Volumes } from './volumes';
import { Workloads } from './workloads';

const app = new App();

const config = new Config(app, 'config');
const storage = new Storage(app, 'storage');
const access = new Access(app, 'access', config);
const workloads = new Workloads(app, 'workloads', config, access);
new Volumes(app, 'volumes', config, storage, access);
new Scheduling(app, 'scheduling', workloads);
new Traffic(app, 'traffic', config, workloads);
new Autoscaling(app, 'autoscaling', workloads);
new Policies(app, 'policies', workloads);
new ClusterPolicies(app, 'cluster-policies');

// All files are applied to one cluster, always together.
Cluster.of('bakery', app);

app.synth();
