import { Construct } from 'constructs';
import { NamedSecret } from './named-secret';
import { metadataAlone, SecretData } from './secret-data';
import { filledMap, present } from '../../resource/present';
import { Resource, ResourceProps } from '../../resource/resource';
import { EnvValue, EnvValueFromSecretOptions } from '../references/env-value';
import { ISecret } from '../references/secret';

/** What Secrets of every type are told. */
export interface CommonSecretProps extends ResourceProps {
  /**
   * Whether the data can never be changed.
   *
   * @default false
   */
  readonly immutable?: boolean;
}

/** Initialization properties of `Secret`. */
export interface SecretProps extends CommonSecretProps {
  /**
   * Texts by their keys: at most 253 letters, digits, "-", "_" and ".".
   *
   * @default - none; `addStringData` adds some
   */
  readonly stringData?: { [key: string]: string };

  /**
   * The type, which says what keys others expect, such as `kubernetes.io/tls`.
   *
   * @default - Kubernetes takes it for `Opaque`: the keys are nobody's business
   */
  readonly type?: string;
}

/**
 * Something confidential, such as a password. Pods use it as variables or as files.
 *
 * The values stand in the manifest that is written, where everybody who can read the manifest can read them. They are in no error and no
 * warning. To keep them out of the manifest, refer to a Secret that exists already, with `fromSecretName`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class Secret extends Resource implements ISecret {
  /**
   * A Secret that exists elsewhere, in the namespace of the pods that use it.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromSecretName(scope: Construct, id: string, name: string): ISecret {
    return new NamedSecret(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, name);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  /** Whether the data can never be changed. */
  public readonly immutable: boolean;

  private readonly type?: string;
  private readonly values: SecretData;

  /**
   * @throws when a key or value is not allowed, or the values have more than 1 MiB
   */
  constructor(scope: Construct, id: string, props?: SecretProps) {
    super(scope, id, TYPE, metadataAlone(scope, id, props));
    this.immutable = this._input.flag('immutable', props?.immutable) ?? false;
    this.type = this._input.text('type', props?.type) ?? undefined;
    this.values = new SecretData(this._input);
    this.values.addAll(props?.stringData);
  }

  /**
   * Sets a text. One that is there under the key is replaced.
   *
   * @throws when the key is not allowed, or the values have more than 1 MiB
   */
  public addStringData(key: string, value: string): void {
    this.values.add(key, value);
  }

  /** The text of a key, if it is there. */
  public getStringData(key: string): string | undefined {
    return this.values.get(key);
  }

  /**
   * The value of a key, for a variable of a container.
   *
   * @throws when `key` is empty
   */
  public envValue(key: string, options?: EnvValueFromSecretOptions): EnvValue {
    return EnvValue.fromSecretValue({ secret: this, key }, options);
  }

  /** @internal */
  public _toKube(): object {
    return present({ type: this.type, stringData: filledMap(this.values.all), immutable: this.immutable });
  }

  /** @internal */
  protected get _isConfidential(): boolean {
    return true;
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['type', 'stringData', 'immutable'];
  }
}

const TYPE = { apiVersion: 'v1', kind: 'Secret' };
const RESOURCE_TYPE = 'secrets';
