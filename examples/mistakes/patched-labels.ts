import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Deployment, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });
const api = new Deployment(shop, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'registry.example.com/api:1.4.0', portNumber: 3000 }] });

web.connections.allowTo(WellKnownPeer.clusterDns());
web.connections.allowTo(api);

ApiObject.of(api).addJsonPatch(JsonPatch.replace('/spec/template/metadata/labels', { app: 'api' }));

app.synth();
