import { checkedItems, checkedMode, PathMapping } from './path-mapping';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** How the keys of a ConfigMap become files. */
export interface ConfigMapVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - `configmap-` and the name of the ConfigMap
   */
  readonly name?: string;

  /**
   * The permissions of the files, 0 to 0o777.
   *
   * @default - 0o644
   */
  readonly defaultMode?: number;

  /**
   * Whether the pod starts where the ConfigMap or a key is missing.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * The keys that become files.
   *
   * @default - every key becomes a file of its name
   */
  readonly items?: { [key: string]: PathMapping };
}

/** How the keys of a Secret become files. */
export interface SecretVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - `secret-` and the name of the Secret
   */
  readonly name?: string;

  /**
   * The permissions of the files, 0 to 0o777.
   *
   * @default - 0o644
   */
  readonly defaultMode?: number;

  /**
   * Whether the pod starts where the Secret or a key is missing.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * The keys that become files.
   *
   * @default - every key becomes a file of its name
   */
  readonly items?: { [key: string]: PathMapping };
}

/** What volumes of ConfigMaps and of Secrets say alike. */
export function checkedKeys(input: Input, options: ConfigMapVolumeOptions | SecretVolumeOptions | undefined | null): object {
  const given = input.struct('options', options) ?? {};
  return present({
    defaultMode: checkedMode(input, 'defaultMode', given.defaultMode),
    optional: input.flag('optional', given.optional),
    items: checkedItems(input, 'items', given.items),
  });
}
