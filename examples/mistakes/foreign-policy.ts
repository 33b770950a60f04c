import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment, PodConnectionsIsolation, StatefulSet, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const data = new Chart(app, 'data', { namespace: 'data' });
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });
const redis = new StatefulSet(data, 'Redis', { metadata: { name: 'redis' }, containers: [{ image: 'registry.example.com/redis:8', portNumber: 6379 }] });

web.connections.allowTo(WellKnownPeer.clusterDns());
web.connections.allowTo(redis, { isolation: PodConnectionsIsolation.POD });

// The line above leaves redis to its owner, who has closed it.
new ApiObject(data, 'DenyAll', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny-all' },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
});

app.synth();
