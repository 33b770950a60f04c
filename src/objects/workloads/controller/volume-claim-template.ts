import { ApiObjectMetadata, Size } from 'cdk8s';
import { checkGivenMetadata } from '../../../resource/metadata';
import { present } from '../../../resource/present';
import { dnsLabel } from '../../../validation/forms';
import { Input } from '../../../validation/input';
import { PersistentVolumeAccessMode, PersistentVolumeMode } from '../../references/persistent-volume-claim';

/** A claim to storage that a StatefulSet makes for each of its pods. Containers mount it with `Volume.fromName`. */
export interface PersistentVolumeClaimTemplateProps {
  /** The name of the volume in the pods, a DNS label. */
  readonly name: string;

  /** How much storage each pod gets. */
  readonly storage: Size;

  /**
   * From how many nodes and pods it can be mounted.
   *
   * @default - by the pods of one node, `PersistentVolumeAccessMode.READ_WRITE_ONCE`
   */
  readonly accessModes?: PersistentVolumeAccessMode[];

  /**
   * The class of storage.
   *
   * @default - that of the cluster
   */
  readonly storageClassName?: string;

  /**
   * What the volume is to the pod.
   *
   * @default - a directory, `PersistentVolumeMode.FILE_SYSTEM`
   */
  readonly volumeMode?: PersistentVolumeMode;

  /**
   * Labels and annotations of the claims. Their name and namespace come from the StatefulSet.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A copy of the template, after every field of it was checked. */
export function checkedTemplate(input: Input, field: string, value: PersistentVolumeClaimTemplateProps): PersistentVolumeClaimTemplateProps {
  const allowed = 'an object such as { name: "data", storage: Size.gibibytes(10) }';
  const given = input.struct(field, input.required(field, value, allowed));
  const size = 'a Size of cdk8s, such as Size.gibibytes(10)';
  const modes = input.list(`${field}.accessModes`, given.accessModes);
  modes?.forEach((mode, index) => {
    const name = `${field}.accessModes[${index}]`;
    input.oneOf(name, input.required(name, mode, 'a PersistentVolumeAccessMode'), PersistentVolumeAccessMode);
  });
  checkGivenMetadata(input, `${field}.metadata`, given.metadata);
  return present({
    name: dnsLabel(input, `${field}.name`, input.required(`${field}.name`, given.name, 'the name of the volume, such as "data"')),
    storage: input.instance(`${field}.storage`, input.required(`${field}.storage`, given.storage, size), Size, size),
    accessModes: modes?.length ? [...modes] : [PersistentVolumeAccessMode.READ_WRITE_ONCE],
    storageClassName: input.text(`${field}.storageClassName`, given.storageClassName),
    volumeMode: input.oneOf(`${field}.volumeMode`, given.volumeMode, PersistentVolumeMode),
    metadata: given.metadata,
  });
}

export function kubeTemplate(template: PersistentVolumeClaimTemplateProps): object {
  return {
    metadata: present({ name: template.name, labels: template.metadata?.labels, annotations: template.metadata?.annotations }),
    spec: present({
      accessModes: template.accessModes,
      storageClassName: template.storageClassName,
      volumeMode: template.volumeMode,
      resources: { requests: { storage: template.storage.asString() } },
    }),
  };
}
