import {
  HttpIngressPathType, Ingress, IngressBackend, Pods, Protocol, Service, ServiceExternalTrafficPolicy, ServiceType,
} from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Bakery } from './bakery';
import { Config } from './config';
import { Workloads } from './workloads';

/** How requests come in: a Service of each type, and Ingresses. */
export class Traffic extends Bakery {
  public constructor(scope: Construct, name: string, config: Config, workloads: Workloads) {
    super(scope, name);

    const shop = workloads.shop.exposeViaService({ name: 'shop', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });

    const metrics = new Service(this, 'Metrics', { type: ServiceType.NODE_PORT, externalTrafficPolicy: ServiceExternalTrafficPolicy.LOCAL });
    metrics.select(workloads.shop);
    metrics.bind(9090, { name: 'metrics', nodePort: 30090, targetPortName: 'metrics' });

    new Service(this, 'Statistics', {
      type: ServiceType.LOAD_BALANCER,
      loadBalancerSourceRanges: ['203.0.113.0/24'],
      selector: workloads.agent,
      ports: [{ port: 8125, protocol: Protocol.UDP }],
    });
    new Service(this, 'Mill', { type: ServiceType.EXTERNAL_NAME, externalName: 'mill.example.com' });
    const freezers = new Service(this, 'Freezers', { externalIPs: ['203.0.113.9'], publishNotReadyAddresses: true, ports: [{ port: 7001 }] });
    freezers.selectLabel('app', 'freezer');

    const ingress = new Ingress(this, 'Ingress', {
      className: 'nginx',
      tls: [{ hosts: ['bakery.example.com'], secret: config.certificate }],
      rules: [{ host: 'bakery.example.com', path: '/', pathType: HttpIngressPathType.PREFIX, backend: IngressBackend.fromService(shop) }],
    });
    ingress.addTls([{ hosts: ['orders.example.com'] }]);
    ingress.addDefaultBackend(IngressBackend.fromService(shop, { port: 80 }));
    ingress.addRule('/photos', IngressBackend.fromResource(config.pages), HttpIngressPathType.IMPLEMENTATION_SPECIFIC);
    ingress.addRules({ path: '/metrics', pathType: HttpIngressPathType.EXACT, backend: IngressBackend.fromService(metrics) });
    ingress.addHostRule('orders.example.com', '/orders', IngressBackend.fromService(shop));
    ingress.addHostDefaultBackend('orders.example.com', IngressBackend.fromService(shop));
    shop.exposeViaIngress('/shop', { ingress, pathType: HttpIngressPathType.PREFIX });

    new Service(this, 'Web', { selector: Pods.select(this, 'WebTier', { labels: { tier: 'web' } }), ports: [{ port: 8080 }] }).exposeViaIngress('/web');
  }
}
