import { ApiObject, App, Chart } from 'cdk8s';
import { Cluster, Deployment, StatefulSet, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const data = new Chart(app, 'data', { namespace: 'data' });
const platform = new Chart(app, 'platform');
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });
const redis = new StatefulSet(data, 'Redis', { metadata: { name: 'redis' }, containers: [{ image: 'registry.example.com/redis:8', portNumber: 6379 }] });

web.connections.allowTo(WellKnownPeer.clusterDns());
web.connections.allowTo(redis);

// A policy for the whole cluster decides before those of namespaces do.
new ApiObject(platform, 'Quarantine', {
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'quarantine' },
  spec: {
    tier: 'Admin',
    priority: 10,
    subject: { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } },
    ingress: [{ name: 'nobody', action: 'Deny', from: [{ namespaces: {} }] }],
  },
});

Cluster.of('prod', shop, data, platform);
app.synth();
