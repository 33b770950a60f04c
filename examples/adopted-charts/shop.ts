import { join } from 'node:path';
import { ApiObject, App, AppProps, Chart, Include } from 'cdk8s';
import {
  AdoptedPods, DefaultDeny, Deployment, EnvValue, Namespace, NetworkPolicyIpBlock, NetworkPolicyPort, Secret, Verification, WellKnownPeer,
} from 'cdk8s-netpol';

/** A shop between an ingress controller and a database that charts render, and who may talk to whom in it. */
export function shopApp(props?: AppProps): App {
  const app = new App(props);

  // What the charts render. The YAML names its namespaces.
  const entrance = new Chart(app, 'entrance');
  const ingressNginx = new Include(entrance, 'IngressNginx', { url: join(__dirname, 'charts', 'ingress-nginx.yaml') });
  const data = new Chart(app, 'data');
  const postgresql = new Include(data, 'Postgresql', { url: join(__dirname, 'charts', 'postgresql.yaml') });

  // What is written here.
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  for (const name of ['ingress-nginx', 'shop', 'data']) new Namespace(shop, `Namespace-${name}`, { metadata: { name } });
  const api = new Deployment(shop, 'Api', {
    metadata: { name: 'api' },
    containers: [{
      image: 'registry.example.com/shop/api:2.1.0',
      portNumber: 3000,
      envVariables: {
        DATABASE_HOST: EnvValue.fromValue('orders-postgresql.data'),
        DATABASE_PASSWORD: Secret.fromSecretName(shop, 'Database', 'database').envValue('password'),
        PAYMENT_URL: EnvValue.fromValue('https://payments.example.com'),
      },
    }],
  });
  const web = new Deployment(shop, 'Web', {
    metadata: { name: 'web' },
    containers: [{
      image: 'registry.example.com/shop/web:2.1.0',
      ports: [{ number: 8080, name: 'http' }, { number: 9090, name: 'metrics' }],
      envVariables: { API_URL: EnvValue.fromValue('http://api:3000') },
    }],
  });
  api.exposeViaService({ name: 'api' });
  web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });
  new ApiObject(shop, 'Ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: {
      ingressClassName: 'nginx',
      rules: [{
        host: 'shop.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] },
      }],
    },
  });

  // Whoever is here is closed, but for DNS and for what is said below.
  DefaultDeny.forApp(app, { dns: WellKnownPeer.clusterDns() });

  const controller = AdoptedPods.of(ingressNginx, { kind: 'Deployment' });
  const certificate = AdoptedPods.of(ingressNginx, { kind: 'Job' });
  const database = AdoptedPods.of(postgresql);

  const customers = NetworkPolicyIpBlock.anyIpv4();
  const paymentApi = NetworkPolicyIpBlock.ipv4('203.0.113.0/24');
  const apiServer = WellKnownPeer.apiServer({ addresses: ['172.18.0.2'] });
  const prometheus = WellKnownPeer.prometheus();
  const [http, metrics] = [NetworkPolicyPort.tcp(8080), NetworkPolicyPort.tcp(9090)];

  // Who may talk to whom.
  controller.connections.allowFrom(customers, { ports: [NetworkPolicyPort.tcp(80), NetworkPolicyPort.tcp(443)] });
  controller.connections.allowTo(web, { ports: [http] });
  controller.connections.allowTo(apiServer);
  certificate.connections.allowTo(apiServer);
  web.connections.allowTo(api);
  web.connections.allowFrom(prometheus, { ports: [metrics] });
  api.connections.allowTo(database, { ports: [NetworkPolicyPort.tcp(5432)] });
  api.connections.allowTo(paymentApi, { ports: [NetworkPolicyPort.tcp(443)] });

  // What is as it should be.
  Verification.of(controller).acknowledge('block-of-everything', 'A load balancer may hand customers on with the address of a node.');
  Verification.of(postgresql).acknowledge('opened-further', 'The chart lets Prometheus read the exporter.');
  return app;
}
