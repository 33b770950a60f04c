import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { checkedReference } from '../../references/checked-reference';
import { IConfigMap } from '../../references/config-map';
import { EnvValue } from '../../references/env-value';
import { ISecret } from '../../references/secret';

/** All keys of a ConfigMap or a Secret as variables. `Env.fromConfigMap` and `Env.fromSecret` make one. */
export class EnvFrom {
  /**
   * @param configMap the ConfigMap; not together with `sec`
   * @param prefix is put before each key
   * @param sec the Secret; not together with `configMap`
   * @throws when both or none are given
   */
  constructor(private readonly configMap?: IConfigMap, private readonly prefix?: string, private readonly sec?: ISecret) {
    const input = new Input('EnvFrom');
    checkedReference(input, 'configMap', configMap, 'ConfigMap');
    checkedReference(input, 'sec', sec, 'Secret');
    input.text('prefix', prefix);
    if (!configMap === !sec) input.fail(`${configMap ? 'both a ConfigMap and a Secret are' : 'neither a ConfigMap nor a Secret is'} given. Give one of them.`);
  }

  /** @internal */
  public _toKube(): object {
    return present({
      configMapRef: this.configMap && { name: this.configMap.name },
      secretRef: this.sec && { name: this.sec.name },
      prefix: this.prefix,
    });
  }
}

/**
 * The variables of a container.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export class Env {
  /**
   * All keys of a ConfigMap as variables.
   *
   * @param prefix is put before each key
   */
  public static fromConfigMap(configMap: IConfigMap, prefix?: string): EnvFrom {
    return new EnvFrom(configMap, prefix);
  }

  /**
   * All keys of a Secret as variables.
   *
   * @param prefix is put before each key
   */
  public static fromSecret(secr: ISecret, prefix?: string): EnvFrom {
    return new EnvFrom(undefined, prefix, secr);
  }

  private readonly from: EnvFrom[] = [];
  private readonly named = new Map<string, EnvValue>();

  /**
   * @param sources ConfigMaps and Secrets of which every key is a variable
   * @param variables single variables; they win over `sources`
   */
  constructor(sources: EnvFrom[], variables: { [name: string]: EnvValue }) {
    const input = new Input('Env');
    input.list('envFrom', sources)?.forEach((source) => this.copyFrom(source));
    for (const [name, value] of Object.entries(input.struct('envVariables', variables) ?? {})) this.addVariable(name, value);
  }

  /**
   * Sets a variable. One of the same name is replaced.
   *
   * @throws when `name` is empty, or contains "=" or anything that is not printable ASCII
   */
  public addVariable(name: string, value: EnvValue): void {
    const input = new Input('Env');
    const allowed = 'printable characters without "=", such as "DB_HOST"';
    if (typeof name !== 'string' || !VARIABLE_NAME.test(name)) input.refuse('name', name, allowed);
    const instead = 'an EnvValue, such as EnvValue.fromValue("…")';
    this.named.set(name, input.instance(`envVariables["${name}"]`, input.required(`envVariables["${name}"]`, value, instead), EnvValue, instead));
  }

  /** The single variables, as a copy. Change them with `addVariable`. */
  public get variables(): { [name: string]: EnvValue } {
    return Object.fromEntries(this.named);
  }

  /** Makes every key of a ConfigMap or a Secret a variable. */
  public copyFrom(from: EnvFrom): void {
    const input = new Input('Env');
    const instead = 'an EnvFrom, such as Env.fromConfigMap(config)';
    this.from.push(input.instance('envFrom', input.required('envFrom', from, instead), EnvFrom, instead));
  }

  /** The ConfigMaps and Secrets of which every key is a variable, as a copy. Change them with `copyFrom`. */
  public get sources(): EnvFrom[] {
    return [...this.from];
  }

  /** @internal */
  public _toKube(): { variables?: object[]; from?: object[] } {
    return {
      ...(this.named.size > 0 && { variables: [...this.named].map(([name, value]) => value._toKube(name)) }),
      ...(this.from.length > 0 && { from: this.from.map((source) => source._toKube()) }),
    };
  }
}

const VARIABLE_NAME = /^[ -<>-~]+$/;
