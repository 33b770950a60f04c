import { Names } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { emptyDir, EmptyDirVolumeOptions, hostPath, HostPathVolumeOptions, nfs, NfsVolumeOptions } from './directory-volume';
import {
  AwsElasticBlockStoreVolumeOptions, awsDisk, AzureDiskVolumeOptions, azureDisk, GCEPersistentDiskVolumeOptions, gceDisk,
} from './disk-volume';
import { checkedKeys, ConfigMapVolumeOptions, SecretVolumeOptions } from './keyed-volume';
import { projected, ProjectedVolumeOptions, VolumeProjection } from './projected-volume';
import { present } from '../../../resource/present';
import { dnsLabel } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { requiredReference } from '../../references/checked-reference';
import { IConfigMap } from '../../references/config-map';
import { IPersistentVolumeClaim } from '../../references/persistent-volume-claim';
import { ISecret } from '../../references/secret';

/** Something that can be mounted in a container. */
export interface IStorage extends IConstruct {
  /** The volume to mount. */
  asVolume(): Volume;
}

/** How a claim is used as a volume. */
export interface PersistentVolumeClaimVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - `pvc-` and the name of the claim
   */
  readonly name?: string;

  /**
   * Whether the pod can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A volume that a CSI driver makes for the pod. */
export interface CsiVolumeOptions {
  /**
   * The name of the volume in the pod.
   *
   * @default - made from the construct path
   */
  readonly name?: string;

  /**
   * The file system.
   *
   * @default - that of the driver
   */
  readonly fsType?: string;

  /**
   * Whether the pod can only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * What the driver is told.
   *
   * @default - nothing
   */
  readonly attributes?: { [key: string]: string };
}

/**
 * Files that the containers of a pod can mount.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class Volume extends Construct implements IStorage {
  /**
   * An EBS volume of AWS, on nodes of its zone. New clusters use the CSI driver `ebs.csi.aws.com` instead.
   *
   * @throws when `volumeId` is empty, or an option is not allowed
   */
  public static fromAwsElasticBlockStore(scope: Construct, id: string, volumeId: string, options?: AwsElasticBlockStoreVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      const given = input.struct('options', options) ?? {};
      return { name: given.name ?? derivedName('ebs', volumeId), source: { awsElasticBlockStore: awsDisk(input, volumeId, given) } };
    });
  }

  /**
   * A disk of Azure. New clusters use the CSI driver `disk.csi.azure.com` instead.
   *
   * @param diskUri a managed disk starts with `/subscriptions/`, a blob with `https://`
   * @throws when `diskName` is empty, `diskUri` does not fit the kind, or an option is not allowed
   */
  public static fromAzureDisk(scope: Construct, id: string, diskName: string, diskUri: string, options?: AzureDiskVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      const given = input.struct('options', options) ?? {};
      return { name: given.name ?? derivedName('azuredisk', diskName), source: { azureDisk: azureDisk(input, diskName, diskUri, given) } };
    });
  }

  /**
   * A persistent disk of Google Compute Engine, on nodes of its zone. New clusters use the CSI driver `pd.csi.storage.gke.io` instead.
   *
   * @throws when `pdName` is empty, or an option is not allowed
   */
  public static fromGcePersistentDisk(scope: Construct, id: string, pdName: string, options?: GCEPersistentDiskVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      const given = input.struct('options', options) ?? {};
      return { name: given.name ?? derivedName('gcedisk', pdName), source: { gcePersistentDisk: gceDisk(input, pdName, given) } };
    });
  }

  /**
   * The keys of a ConfigMap as files. They change when the ConfigMap does.
   *
   * @throws when `configMap` has no name, or an option is not allowed
   */
  public static fromConfigMap(scope: Construct, id: string, configMap: IConfigMap, options?: ConfigMapVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      requiredReference(input, 'configMap', configMap, 'ConfigMap');
      const keys = checkedKeys(input, options);
      return { name: options?.name ?? derivedName('configmap', configMap.name), source: { configMap: { name: configMap.name, ...keys } } };
    });
  }

  /**
   * A directory that is empty when the pod starts and lost when it ends.
   *
   * @param name the name of the volume in the pod
   * @throws when `name` is not a DNS label, or an option is not allowed
   */
  public static fromEmptyDir(scope: Construct, id: string, name: string, options?: EmptyDirVolumeOptions): Volume {
    return new Volume(scope, id, (input) => ({ name, source: { emptyDir: emptyDir(input, options) } }));
  }

  /**
   * The keys of a Secret as files, in memory. They change when the Secret does.
   *
   * @throws when `secr` has no name, or an option is not allowed
   */
  public static fromSecret(scope: Construct, id: string, secr: ISecret, options?: SecretVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      requiredReference(input, 'secr', secr, 'Secret');
      const keys = checkedKeys(input, options);
      return { name: options?.name ?? derivedName('secret', secr.name), source: { secret: { secretName: secr.name, ...keys } } };
    });
  }

  /**
   * The storage that a claim got.
   *
   * @throws when `claim` has no name, or an option is not allowed
   */
  public static fromPersistentVolumeClaim(
    scope: Construct, id: string, claim: IPersistentVolumeClaim, options?: PersistentVolumeClaimVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      requiredReference(input, 'claim', claim, 'PersistentVolumeClaim');
      const readOnly = input.flag('readOnly', input.struct('options', options)?.readOnly) ?? false;
      return { name: options?.name ?? derivedName('pvc', claim.name), source: { persistentVolumeClaim: { claimName: claim.name, readOnly } } };
    });
  }

  /**
   * A file or directory of the node. Whoever can write there can often take over the node.
   *
   * @param name the name of the volume in the pod
   * @throws when `name` is not a DNS label, or an option is not allowed
   */
  public static fromHostPath(scope: Construct, id: string, name: string, options: HostPathVolumeOptions): Volume {
    return new Volume(scope, id, (input) => ({ name, source: { hostPath: hostPath(input, options) } }));
  }

  /**
   * A directory of an NFS server.
   *
   * @param name the name of the volume in the pod
   * @throws when `name` is not a DNS label, or an option is not allowed
   */
  public static fromNfs(scope: Construct, id: string, name: string, options: NfsVolumeOptions): Volume {
    return new Volume(scope, id, (input) => ({ name, source: { nfs: nfs(input, options) } }));
  }

  /**
   * A volume that a CSI driver makes for the pod.
   *
   * @param driver the name of the driver, such as `secrets-store.csi.k8s.io`
   * @throws when `driver` is empty, or an option is not allowed
   */
  public static fromCsi(scope: Construct, id: string, driver: string, options?: CsiVolumeOptions): Volume {
    return new Volume(scope, id, (input) => {
      const given = input.struct('options', options) ?? {};
      const csi = present({
        driver: input.text('driver', input.required('driver', driver, 'the name of a CSI driver')),
        fsType: input.text('fsType', given.fsType),
        readOnly: input.flag('readOnly', given.readOnly),
        volumeAttributes: textMap(input, 'attributes', given.attributes),
      });
      return { name: given.name ?? Names.toDnsLabel(scope, { extra: [id] }), source: { csi } };
    });
  }

  /**
   * Files of several sources in one directory: ConfigMaps, Secrets, a token, fields of the pod.
   *
   * @param name the name of the volume in the pod
   * @throws when `name` is not a DNS label, or there is no source
   */
  public static fromProjected(scope: Construct, id: string, name: string, sources: VolumeProjection[], options?: ProjectedVolumeOptions): Volume {
    return new Volume(scope, id, (input) => ({ name, source: { projected: projected(input, sources, options) } }));
  }

  /**
   * A volume that is known by its name: that of a claim template of a StatefulSet.
   *
   * @throws when `name` is not a DNS label
   */
  public static fromName(scope: Construct, id: string, name: string): Volume {
    return new Volume(scope, id, () => ({ name, source: {} }));
  }

  /** The name of the volume in the pod. */
  public readonly name: string;

  private readonly source: object;

  private constructor(scope: Construct, id: string, make: (input: Input) => { name: string; source: object }) {
    super(scope, id);
    const input = new Input(this);
    const { name, source } = make(input);
    this.name = dnsLabel(input, 'name', input.required('name', name, 'the name of the volume in the pod, such as "data"'));
    this.source = source;
  }

  /** This volume. */
  public asVolume(): Volume {
    return this;
  }

  /** @internal */
  public _toKube(): object {
    return { name: this.name, ...this.source };
  }
}

/** A volume has a DNS label of 63 characters for a name, while the name of an object or a disk can have other characters and be longer. */
function derivedName(kind: string, name: string): string {
  return `${kind}-${name}`.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-').slice(0, 63).replace(/-+$/, '');
}

function textMap(input: Input, name: string, map: { [key: string]: string } | undefined | null): { [key: string]: string } | undefined {
  const entries = Object.entries(input.struct(name, map) ?? {});
  for (const [key, value] of entries) {
    if (typeof value !== 'string') input.refuse(`${name}["${key}"]`, value, 'text');
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
