import { Construct } from 'constructs';
import { checkedName } from './object-reference';
import { Input } from '../input/input';

/** A ConfigMap, known by its name in the namespace of the pod that uses it. */
export interface IConfigMap {
  /** The name of the ConfigMap. */
  readonly name: string;
}

/**
 * A ConfigMap that exists elsewhere. This library refers to ConfigMaps and creates none.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigMap extends Construct implements IConfigMap {
  /**
   * The ConfigMap of this name, in the namespace of the pod that uses it.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromConfigMapName(scope: Construct, id: string, name: string): ConfigMap {
    return new ConfigMap(scope, id, name);
  }

  /** The name of the ConfigMap. */
  public readonly name: string;

  private constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.name = checkedName(new Input(this), name, 'the name of a ConfigMap');
  }
}
