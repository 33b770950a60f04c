import { App, Chart } from 'cdk8s';
import { DefaultDeny, Deployment, StatefulSet, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const data = new Chart(app, 'data', { namespace: 'data' });
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });
const api = new Deployment(shop, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'registry.example.com/api:1.4.0', portNumber: 3000 }] });
const redis = new StatefulSet(data, 'Redis', { metadata: { name: 'redis' }, containers: [{ image: 'registry.example.com/redis:8', portNumber: 6379 }] });

DefaultDeny.forApp(app, { dns: WellKnownPeer.clusterDns() });

web.connections.allowTo(api);
api.connections.allowTo(redis);

app.synth();
