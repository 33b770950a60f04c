import { Deployment, EnvValue, ServiceType } from 'cdk8s-netpol';
import { Construct } from 'constructs';
import { Tier } from './tier';

/** What customers see. */
export class WebTier extends Tier {
  public readonly storefront = new Deployment(this, 'Storefront', {
    metadata: { name: 'storefront' },
    containers: [{
      image: 'registry.example.com/shop/storefront:1.4.0',
      portNumber: 8080,
      envVariables: { API_URL: EnvValue.fromValue('http://api.shop-app:3000') },
    }],
  });

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.storefront.exposeViaService({
      name: 'storefront',
      serviceType: ServiceType.LOAD_BALANCER,
      ports: [{ port: 80, targetPort: 8080 }],
    });
  }
}
