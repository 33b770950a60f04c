import { Duration } from 'cdk8s';
import { checkedItems, checkedMode, checkedRelativePath, PathMapping } from './path-mapping';
import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';
import { seconds } from '../../../validation/seconds';
import { requiredReference } from '../../references/checked-reference';
import { IConfigMap } from '../../references/config-map';
import { EnvFieldPaths } from '../../references/env-value';
import { ISecret } from '../../references/secret';

/** How the keys of a ConfigMap or a Secret become files beside those of other sources. */
export interface VolumeProjectionOptions {
  /**
   * Whether the pod starts where the object or a key is missing.
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

/** A token of the service account that the pod runs under. */
export interface ServiceAccountTokenProjectionOptions {
  /**
   * Whom the token is for.
   *
   * @default - the API server
   */
  readonly audience?: string;

  /**
   * How long the token is valid before the kubelet puts a new one in its place. At least ten minutes.
   *
   * @default - one hour
   */
  readonly expiration?: Duration;
}

/** One source of the files of a projected volume. */
export class VolumeProjection {
  /**
   * The keys of a ConfigMap.
   *
   * @throws when `configMap` has no name
   */
  public static fromConfigMap(configMap: IConfigMap, options?: VolumeProjectionOptions): VolumeProjection {
    const input = new Input('VolumeProjection.fromConfigMap');
    requiredReference(input, 'configMap', configMap, 'ConfigMap');
    return new VolumeProjection({ configMap: { name: configMap.name, ...keys(input, options) } });
  }

  /**
   * The keys of a Secret.
   *
   * @throws when `secr` has no name
   */
  public static fromSecret(secr: ISecret, options?: VolumeProjectionOptions): VolumeProjection {
    const input = new Input('VolumeProjection.fromSecret');
    requiredReference(input, 'secr', secr, 'Secret');
    return new VolumeProjection({ secret: { name: secr.name, ...keys(input, options) } });
  }

  /**
   * A token of the service account that the pod runs under.
   *
   * @param path the file that holds the token, relative to the volume
   * @throws when the token would be valid for less than ten minutes
   */
  public static fromServiceAccountToken(path: string, options?: ServiceAccountTokenProjectionOptions): VolumeProjection {
    const input = new Input('VolumeProjection.fromServiceAccountToken');
    const given = input.struct('options', options);
    return new VolumeProjection({
      serviceAccountToken: present({
        path: checkedRelativePath(input, 'path', path),
        audience: input.text('audience', given?.audience),
        expirationSeconds: seconds(input, 'expiration', given?.expiration, 600),
      }),
    });
  }

  /**
   * Fields of the pod, one file each.
   *
   * @param fields the fields by the path of their file; all labels or annotations make one file
   * @throws when there is no field, or one that no file can hold
   */
  public static fromDownwardApi(fields: { [path: string]: EnvFieldPaths }): VolumeProjection {
    const input = new Input('VolumeProjection.fromDownwardApi');
    const allowed = 'an object such as { labels: EnvFieldPaths.POD_LABEL }';
    const given = input.struct('fields', input.required('fields', fields, allowed));
    if (Object.keys(given).length === 0) input.refuse('fields', given, allowed);
    const items = Object.keys(given).sort().map((path) => ({
      path: checkedRelativePath(input, 'a key of fields', path),
      fieldRef: { fieldPath: input.oneOf(`fields["${path}"]`, input.required(`fields["${path}"]`, given[path], 'a field'), FILE_FIELDS) },
    }));
    return new VolumeProjection({ downwardAPI: { items } });
  }

  private constructor(private readonly source: object) {}

  /** @internal */
  public _toKube(): object {
    return this.source;
  }
}

/** How a projected volume is made. */
export interface ProjectedVolumeOptions {
  /**
   * The permissions of the files, 0 to 0o777.
   *
   * @default - 0o644
   */
  readonly defaultMode?: number;
}

export function projected(input: Input, sources: VolumeProjection[], options: ProjectedVolumeOptions | undefined | null): object {
  const allowed = 'a VolumeProjection, such as VolumeProjection.fromConfigMap(config)';
  const given = input.filledList('sources', input.required('sources', sources, 'a list of VolumeProjection'), `Give ${allowed}.`)!;
  given.forEach((source, index) => input.instance(`sources[${index}]`, input.required(`sources[${index}]`, source, allowed), VolumeProjection, allowed));
  return present({
    defaultMode: checkedMode(input, 'defaultMode', input.struct('options', options)?.defaultMode),
    sources: given.map((source) => source._toKube()),
  });
}

/** Kubernetes offers the others to variables alone. */
const FILE_FIELDS = {
  name: EnvFieldPaths.POD_NAME,
  namespace: EnvFieldPaths.POD_NAMESPACE,
  uid: EnvFieldPaths.POD_UID,
  labels: EnvFieldPaths.POD_LABEL,
  annotations: EnvFieldPaths.POD_ANNOTATION,
};

function keys(input: Input, options: VolumeProjectionOptions | undefined | null): object {
  const given = input.struct('options', options);
  return present({ optional: input.flag('optional', given?.optional), items: checkedItems(input, 'items', given?.items) });
}
