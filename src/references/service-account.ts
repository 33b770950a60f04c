import { Construct } from 'constructs';
import { checkedName } from './object-reference';
import { Input } from '../input/input';

/** A service account, known by its name in the namespace of the pod that uses it. */
export interface IServiceAccount {
  /** The name of the service account. */
  readonly name: string;
}

/**
 * A service account that exists elsewhere.
 *
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
export class ServiceAccount extends Construct implements IServiceAccount {
  /**
   * The service account of this name, in the namespace of the pod that uses it.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromServiceAccountName(scope: Construct, id: string, name: string): ServiceAccount {
    return new ServiceAccount(scope, id, name);
  }

  /** The name of the service account. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.name = checkedName(new Input(this), name, 'the name of a service account');
  }
}
