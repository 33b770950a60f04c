import { EnvValue, EnvValueFromSecretOptions } from './env-value';
import { IResource } from '../../resource/resource-reference';

/** A Secret. Pods refer to it by its name, in their own namespace. */
export interface ISecret extends IResource {
  /**
   * The value of a key, for a variable of a container.
   *
   * @throws when `key` is empty
   */
  envValue(key: string, options?: EnvValueFromSecretOptions): EnvValue;
}
