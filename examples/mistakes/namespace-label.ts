import { App, Chart } from 'cdk8s';
import { Deployment, Namespace, Namespaces, NetworkPolicyPort, PodConnectionsIsolation, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new Namespace(shop, 'Data', { metadata: { name: 'data' } });
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });

const stores = Namespaces.select(shop, 'Stores', { labels: { tier: 'data' } });
web.connections.allowTo(WellKnownPeer.clusterDns());
web.connections.allowTo(stores, { ports: [NetworkPolicyPort.tcp(5432)], isolation: PodConnectionsIsolation.POD });

app.synth();
