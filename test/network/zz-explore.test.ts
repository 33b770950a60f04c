import { writeFileSync } from 'fs';
import { App, Chart, Testing, Include, ApiObject } from 'cdk8s';
import * as plus from 'cdk8s-plus-34';
import { AdoptedPods, Deployment, WellKnownPeer, Namespaces, DefaultDeny } from '../../src';
import { allowInvalidManifests } from '../support/check-every-manifest';
test('x', () => {
  allowInvalidManifests();
  writeFileSync('/tmp/w/a.yaml', `apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress-nginx-controller, namespace: ingress-nginx, labels: }
spec:
  selector: { matchLabels: { app: x } }
  template:
    metadata: { labels: { app: x, v: "1" }, annotations: }
    spec:
      initContainers:
      containers: [{ name: c, image: i, ports: }]
---
kind: List
apiVersion: v1
items: []
`);
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new Deployment(chart, 'web', { containers: [{ image: 'x', portNumber: 80 }] });
  const inc = new Include(chart, 'nginx', { url: '/tmp/w/a.yaml' });
  const a = AdoptedPods.of(inc);
  a.connections.allowTo(web);
  const p = new plus.Deployment(chart, 'plus', { containers: [{ image: 'x', portNumber: 80 }] });
  AdoptedPods.of(p).connections.allowFrom(web);
  AdoptedPods.of(p).connections.allowTo(WellKnownPeer.clusterDns());
  const tenants = Namespaces.select(chart, 'tenants', { labels: { team: 'x' } });
  web.connections.allowTo(tenants);
  DefaultDeny.forApp(app);
  const bare = new ApiObject(chart, 'bare', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'x', image: 'x' }] } });
  console.log(JSON.stringify(bare.toJson()));
  console.log(JSON.stringify(Testing.synth(chart), null, 1));
  void App;
});
