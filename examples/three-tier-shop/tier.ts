import { Chart } from 'cdk8s';
import { Namespace, NetworkPolicy, NetworkPolicyTrafficDefault } from 'cdk8s-netpol';
import { Construct } from 'constructs';

/** A namespace of its own, in which nobody may talk to anybody until it is allowed. */
export class Tier extends Chart {
  constructor(scope: Construct, name: string) {
    super(scope, name, { namespace: name });
    new Namespace(this, 'Namespace', { metadata: { name } });
    new NetworkPolicy(this, 'DenyAll', {
      metadata: { name: 'deny-all' },
      ingress: { default: NetworkPolicyTrafficDefault.DENY },
      egress: { default: NetworkPolicyTrafficDefault.DENY },
    });
  }
}
