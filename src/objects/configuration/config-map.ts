import { Construct } from 'constructs';
import { ConfigMapData } from './config-map-data';
import { AddDirectoryOptions, filesOf, readEntry } from './files';
import { filledMap } from '../../resource/present';
import { Resource, ResourceProps } from '../../resource/resource';
import { IConfigMap } from '../references/config-map';
import { NamedObject } from '../references/named-object';

/** Initialization properties of `ConfigMap`. */
export interface ConfigMapProps extends ResourceProps {
  /**
   * Bytes by their keys, in base64. A key is not in `data` as well.
   *
   * @default - none; `addBinaryData` and `addFile` add some
   */
  readonly binaryData?: { [key: string]: string };

  /**
   * Texts by their keys: at most 253 letters, digits, "-", "_" and ".".
   *
   * @default - none; `addData` and `addFile` add some
   */
  readonly data?: { [key: string]: string };

  /**
   * Whether the data can never be changed, which spares the API server from watching it.
   *
   * @default false
   */
  readonly immutable?: boolean;
}

/**
 * Settings for pods, as variables or as files. At most 1 MiB. For what is confidential, see `Secret`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class ConfigMap extends Resource implements IConfigMap {
  /**
   * A ConfigMap that exists elsewhere, in the namespace of the pods that use it.
   *
   * @throws when `name` is not the name of an object
   */
  public static fromConfigMapName(scope: Construct, id: string, name: string): IConfigMap {
    return new NamedObject(scope, id, { ...TYPE, resourceType: RESOURCE_TYPE }, name);
  }

  /** The name of the kind in URLs of the API server. */
  public readonly resourceType: string = RESOURCE_TYPE;

  /** Whether the data can never be changed. */
  public readonly immutable: boolean;

  private readonly entries: ConfigMapData;

  /**
   * @throws when a key or value is not allowed, or the values have more than 1 MiB
   */
  constructor(scope: Construct, id: string, props?: ConfigMapProps) {
    super(scope, id, TYPE, props);
    const input = this._input;
    this.immutable = input.flag('immutable', props?.immutable) ?? false;
    this.entries = new ConfigMapData(input);
    Object.entries(input.struct('data', props?.data) ?? {}).forEach(([key, value]) => this.addData(key, value));
    Object.entries(input.struct('binaryData', props?.binaryData) ?? {}).forEach(([key, value]) => this.addBinaryData(key, value));
  }

  /** The texts by their keys, as a copy. Add to them with `addData`. */
  public get data(): { [key: string]: string } {
    return this.entries.data;
  }

  /** The bytes by their keys, in base64, as a copy. Add to them with `addBinaryData`. */
  public get binaryData(): { [key: string]: string } {
    return this.entries.binaryData;
  }

  /**
   * Adds a text.
   *
   * @throws when the key is not allowed or is there already, or the values have more than 1 MiB
   */
  public addData(key: string, value: string): void {
    this.entries.addText(key, value);
  }

  /**
   * Adds bytes.
   *
   * @param value the bytes in base64
   * @throws when the key is not allowed or is there already, or `value` is not base64
   */
  public addBinaryData(key: string, value: string): void {
    this.entries.addBytes(key, value);
  }

  /**
   * Adds a file of this computer as it is now: as text, or as bytes where it is not UTF-8.
   *
   * @param localFile the path of the file
   * @param key the key; without it, the name of the file
   * @throws when the file cannot be read, or its name is no key
   */
  public addFile(localFile: string, key?: string): void {
    const entry = readEntry(this._input, localFile, key);
    if (entry.text === undefined) this.addBinaryData(entry.key, entry.base64);
    else this.addData(entry.key, entry.text);
  }

  /**
   * Adds the files of a directory of this computer, but not those of directories in it.
   *
   * @throws when a file cannot be read, or its name is no key
   */
  public addDirectory(localDir: string, options?: AddDirectoryOptions): void {
    for (const { path, key } of filesOf(this._input, localDir, options)) this.addFile(path, key);
  }

  /** @internal */
  public _toKube(): object {
    return { data: filledMap(this.data), binaryData: filledMap(this.binaryData), immutable: this.immutable };
  }

  /** @internal */
  protected get _fields(): readonly string[] {
    return ['data', 'binaryData', 'immutable'];
  }
}

const TYPE = { apiVersion: 'v1', kind: 'ConfigMap' };
const RESOURCE_TYPE = 'configmaps';
