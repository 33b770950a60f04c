import { checkedReference, requiredReference } from './checked-reference';
import { IConfigMap } from './config-map';
import { IContainer } from './container';
import { present } from '../../resource/present';
import { IResource } from '../../resource/resource-reference';
import { Input } from '../../validation/input';

/** Fields of the pod that a variable can take its value from. */
export enum EnvFieldPaths {
  /** The name of the pod. */
  POD_NAME = 'metadata.name',

  /** The namespace of the pod. */
  POD_NAMESPACE = 'metadata.namespace',

  /** The unique id of the pod. */
  POD_UID = 'metadata.uid',

  /** A label of the pod, whose key is given in the options. */
  POD_LABEL = 'metadata.labels',

  /** An annotation of the pod, whose key is given in the options. */
  POD_ANNOTATION = 'metadata.annotations',

  /** The address of the pod. */
  POD_IP = 'status.podIP',

  /** The name of the service account that the pod runs under. */
  SERVICE_ACCOUNT_NAME = 'spec.serviceAccountName',

  /** The name of the node that the pod runs on. */
  NODE_NAME = 'spec.nodeName',

  /** The address of the node that the pod runs on. */
  NODE_IP = 'status.hostIP',

  /** The addresses of the pod, joined by commas. */
  POD_IPS = 'status.podIPs',
}

/** Resources of a container that a variable can take its value from. */
export enum ResourceFieldPaths {
  /** The processor time that the container may use at most. */
  CPU_LIMIT = 'limits.cpu',

  /** The memory that the container may use at most. */
  MEMORY_LIMIT = 'limits.memory',

  /** The processor time that is kept for the container. */
  CPU_REQUEST = 'requests.cpu',

  /** The memory that is kept for the container. */
  MEMORY_REQUEST = 'requests.memory',

  /** The local storage that the container may use at most. */
  STORAGE_LIMIT = 'limits.ephemeral-storage',

  /** The local storage that is kept for the container. */
  STORAGE_REQUEST = 'requests.ephemeral-storage',
}

/** One key of a Secret. */
export interface SecretValue {
  /** The Secret. */
  readonly secret: IResource;

  /** The key in its data. */
  readonly key: string;
}

/** How a variable is taken from a ConfigMap. */
export interface EnvValueFromConfigMapOptions {
  /**
   * Whether the container starts where the ConfigMap or the key is missing.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** How a variable is taken from a Secret. */
export interface EnvValueFromSecretOptions {
  /**
   * Whether the container starts where the Secret or the key is missing.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** How a variable is taken from the process that synthesizes. */
export interface EnvValueFromProcessOptions {
  /**
   * Whether it is an error that the process does not have the variable.
   *
   * @default false
   */
  readonly required?: boolean;
}

/** How a variable is taken from a field of the pod. */
export interface EnvValueFromFieldRefOptions {
  /**
   * The version of the schema that the field path is written in.
   *
   * @default - `v1`
   */
  readonly apiVersion?: string;

  /**
   * The key of the label or annotation. Required for these two.
   *
   * @default - no key
   */
  readonly key?: string;
}

/** How a variable is taken from the resources of a container. */
export interface EnvValueFromResourceOptions {
  /**
   * The container whose resources are meant.
   *
   * @default - the container that has the variable
   */
  readonly container?: IContainer;

  /**
   * The unit that the value is given in: `1` or `1m` for processors; for memory and storage `1`, or one of a unit, such as `1Mi`.
   *
   * @default - whole processors and bytes
   */
  readonly divisor?: string;
}

/**
 * Where a variable of a container takes its value from.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export class EnvValue {
  /**
   * The value of a key of a ConfigMap.
   *
   * @throws when `configMap` has no name or `key` is empty
   */
  public static fromConfigMap(configMap: IConfigMap, key: string, options?: EnvValueFromConfigMapOptions): EnvValue {
    const input = new Input('EnvValue.fromConfigMap');
    requiredReference(input, 'configMap', configMap, 'ConfigMap');
    input.text('key', input.required('key', key, 'a key of the ConfigMap'));
    const optional = input.flag('optional', input.struct('options', options)?.optional);
    return new EnvValue(undefined, { configMapKeyRef: present({ name: configMap.name, key, optional }) });
  }

  /**
   * The value of a key of a Secret.
   *
   * @throws when the Secret has no name or its key is empty
   */
  public static fromSecretValue(secretValue: SecretValue, options?: EnvValueFromSecretOptions): EnvValue {
    const input = new Input('EnvValue.fromSecretValue');
    const { secret, key } = input.struct('secretValue', input.required('secretValue', secretValue, 'an object with "secret" and "key"'));
    requiredReference(input, 'secret', secret, 'Secret');
    input.text('key', input.required('key', key, 'a key of the Secret'));
    const optional = input.flag('optional', input.struct('options', options)?.optional);
    return new EnvValue(undefined, { secretKeyRef: present({ name: secret.name, key, optional }) });
  }

  /**
   * A fixed value, which anybody who can read the manifest can read. It may be empty.
   *
   * @throws when `value` is not text
   */
  public static fromValue(value: string): EnvValue {
    const input = new Input('EnvValue.fromValue');
    if (typeof input.required('value', value, 'text, such as "8080"') !== 'string') {
      input.refuse('value', value, `text: a variable has no numbers and no true or false. Write "${String(value)}" in quotes`);
    }
    return new EnvValue(value);
  }

  /**
   * A field of the pod, known when it runs.
   *
   * @throws when a label or annotation is asked for without its key
   */
  public static fromFieldRef(fieldPath: EnvFieldPaths, options?: EnvValueFromFieldRefOptions): EnvValue {
    const input = new Input('EnvValue.fromFieldRef');
    input.oneOf('fieldPath', input.required('fieldPath', fieldPath, 'a member of EnvFieldPaths'), EnvFieldPaths);
    const { key, apiVersion } = input.struct('options', options) ?? {};
    input.text('key', key);
    input.text('apiVersion', apiVersion);
    const keyed = fieldPath === EnvFieldPaths.POD_LABEL || fieldPath === EnvFieldPaths.POD_ANNOTATION;
    if (keyed && (key === undefined || key === null)) {
      input.fail(`"${fieldPath}" is all of them, but a variable holds one. Give the "key" in the options.`);
    }
    return new EnvValue(undefined, { fieldRef: present({ fieldPath: keyed ? `${fieldPath}['${key}']` : fieldPath, apiVersion }) });
  }

  /**
   * A limit or request of a container, in the unit of `divisor`.
   *
   * @throws when `resource` is not a member of ResourceFieldPaths, or `divisor` is no unit of it
   */
  public static fromResource(resource: ResourceFieldPaths, options?: EnvValueFromResourceOptions): EnvValue {
    const input = new Input('EnvValue.fromResource');
    input.oneOf('resource', input.required('resource', resource, 'a member of ResourceFieldPaths'), ResourceFieldPaths);
    const { container, divisor } = input.struct('options', options) ?? {};
    checkedReference(input, 'container', container, 'Container');
    checkDivisor(input, resource, divisor);
    return new EnvValue(undefined, { resourceFieldRef: present({ resource, divisor, containerName: container?.name }) });
  }

  /**
   * The value that the variable `key` has in the process that synthesizes. Where the process does not have it, the container
   * gets the variable without a value.
   *
   * @throws when it is `required` and missing or empty
   */
  public static fromProcess(key: string, options?: EnvValueFromProcessOptions): EnvValue {
    const input = new Input('EnvValue.fromProcess');
    input.text('key', input.required('key', key, 'the name of a variable, such as "HOME"'));
    const value = process.env[key];
    if (input.flag('required', input.struct('options', options)?.required) && !value) {
      input.fail(`the variable "${key}" is required, but the process that synthesizes does not have it. Set it, or leave "required" out.`);
    }
    return new EnvValue(value);
  }

  private constructor(
    /** The value, where it is fixed. */
    public readonly value?: string,

    /** What the value is taken from, as Kubernetes writes it, where it is not fixed. */
    public readonly valueFrom?: { [source: string]: unknown },
  ) {}

  /** @internal */
  public _toKube(name: string): object {
    return present({ name, value: this.value, valueFrom: this.valueFrom });
  }
}

function checkDivisor(input: Input, resource: ResourceFieldPaths, divisor: string | undefined | null): void {
  const allowed = resource.endsWith('.cpu') ? ['1', '1m'] : ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
  if (divisor === undefined || divisor === null || allowed.includes(divisor)) return;
  input.refuse('divisor', divisor, `for "${resource}" one of ${allowed.join(', ')}`);
}
