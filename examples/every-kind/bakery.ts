import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

/** A chart whose objects lie in the namespace of the bakery. */
export class Bakery extends Chart {
  public constructor(scope: Construct, name: string) {
    super(scope, name, { namespace: 'bakery' });
  }
}
