import { App, Chart } from 'cdk8s';
import { Deployment, ServiceType, WellKnownPeer } from 'cdk8s-netpol';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const web = new Deployment(shop, 'Web', { metadata: { name: 'web' }, containers: [{ image: 'registry.example.com/web:1.4.0', portNumber: 8080 }] });

web.exposeViaService({ serviceType: ServiceType.LOAD_BALANCER, ports: [{ port: 80, targetPort: 8080 }] });

web.connections.allowFrom(WellKnownPeer.prometheus());

app.synth();
