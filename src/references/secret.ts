import { Construct } from 'constructs';
import { EnvValue, EnvValueFromSecretOptions } from './env-value';
import { checkedName } from './object-reference';
import { ISecret } from './secret-reference';
import { Input } from '../input/input';

/**
 * A Secret that exists elsewhere. This library refers to Secrets and creates none, so that none is written into a manifest.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class Secret extends Construct implements ISecret {
  /**
   * The Secret of this name, in the namespace of the pod that uses it.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromSecretName(scope: Construct, id: string, name: string): Secret {
    return new Secret(scope, id, name);
  }

  /** The name of the Secret. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.name = checkedName(new Input(this), name, 'the name of a Secret');
  }

  /**
   * The value of a key, for a variable of a container.
   *
   * @throws when `key` is empty
   */
  public envValue(key: string, options?: EnvValueFromSecretOptions): EnvValue {
    return EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}
