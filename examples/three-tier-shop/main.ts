import { App } from 'cdk8s';
import { NetworkPolicyIpBlock, NetworkPolicyPort, Verification } from 'cdk8s-netpol';
import { AppTier } from './app-tier';
import { DataTier } from './data-tier';
import { allowDns } from './dns';
import { WebTier } from './web-tier';

const app = new App();

const { storefront } = new WebTier(app, 'shop-web');
const { api, worker, report } = new AppTier(app, 'shop-app');
const { postgres, redis, queue } = new DataTier(app, 'shop-data');

const customers = NetworkPolicyIpBlock.anyIpv4();
const paymentApi = NetworkPolicyIpBlock.ipv4('203.0.113.0/24');

// Who may talk to whom. Each line opens both ends, on the ports that the listening end declares. All else is closed.
storefront.connections.allowFrom(customers);
storefront.connections.allowTo(api);

api.connections.allowTo(postgres);
api.connections.allowTo(redis);
api.connections.allowTo(queue);

worker.connections.allowTo(queue);
worker.connections.allowTo(postgres);
worker.connections.allowTo(paymentApi, { ports: [NetworkPolicyPort.tcp(443)] });

report.connections.allowTo(postgres);

// Whoever calls others must find them by name.
allowDns(storefront, api, worker, report);

// What the synth would warn of, and why it is as it should be.
Verification.of(storefront).acknowledge('block-of-everything', 'customers come from everywhere');

app.synth();
