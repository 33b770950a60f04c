import { EnvValue, EnvValueFromSecretOptions } from '../references/env-value';
import { NamedObject } from '../references/named-object';
import { ISecret } from '../references/secret';

/** A Secret that exists elsewhere and is known by its name. */
export class NamedSecret extends NamedObject implements ISecret {
  public envValue(key: string, options?: EnvValueFromSecretOptions): EnvValue {
    return EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}
