import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment, NetworkPolicyPort, Pods, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });

new ApiObject(shop, 'Search', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'search', labels: { app: 'search' } },
  spec: { containers: [{ name: 'search', image: 'registry.example.com/search:3.0.0' }] },
});

const search = Pods.select(shop, 'SearchPods', { labels: { app: 'serach' } });
web.connections.allowTo(WellKnownPeer.clusterDns());
web.connections.allowTo(search, { ports: [NetworkPolicyPort.tcp(9200)] });

app.synth();
