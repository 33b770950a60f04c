import { labelsOfJob } from './added-labels';
import { ListeningPort, Workload } from './cluster';
import { Fields } from './fields';
import { Address, addressOf } from '../sets/address-set';
import { Protocol, PROTOCOLS } from '../sets/connection-set';
import { Source } from '../source';

/** Where the pod template of each kind is. */
const TEMPLATES: { readonly [kind: string]: readonly string[] } = {
  'v1 Pod': [],
  'apps/v1 Deployment': ['spec', 'template'],
  'apps/v1 ReplicaSet': ['spec', 'template'],
  'v1 ReplicationController': ['spec', 'template'],
  'apps/v1 StatefulSet': ['spec', 'template'],
  'apps/v1 DaemonSet': ['spec', 'template'],
  'batch/v1 Job': ['spec', 'template'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The controller that an object belongs to. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** A workload as one manifest tells of it. */
export interface ReadWorkload {
  readonly workload: Workload;
  readonly owner?: Owner;
  /** Whether its pods have ended, and take no part. */
  readonly ended: boolean;
}

/** The types of objects that make pods, such as `apps/v1 Deployment`. */
export const WORKLOAD_TYPES: readonly string[] = Object.keys(TEMPLATES);

export function makesPods(type: string): boolean {
  return type in TEMPLATES;
}

export function readWorkload(manifest: Fields, type: string, source: Source): ReadWorkload {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const template = TEMPLATES[type].reduce((fields, key) => fields.object(key) ?? fields.fail(key, 'an object'), manifest);
  const spec = template.object('spec') ?? template.fail('spec', 'an object');
  const status = manifest.object('status');
  const [, kind] = type.split(' ');
  return {
    workload: {
      kind,
      namespace: metadata.text('namespace') ?? 'default',
      name: metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name'),
      labels: { ...kind === 'Job' && labelsOfJob(manifest), ...template.object('metadata')?.map('labels') },
      annotations: metadata.map('annotations'),
      ports: [...spec.objects('containers'), ...spec.objects('initContainers').filter(isSidecar)].flatMap(readPorts),
      addresses: kind === 'Pod' && status ? readAddresses(status, 'podIP', 'podIPs') : [],
      nodeAddresses: kind === 'Pod' && status ? readAddresses(status, 'hostIP', 'hostIPs') : [],
      hostNetwork: spec.flag('hostNetwork'),
      source,
    },
    owner: metadata.objects('ownerReferences').filter((reference) => reference.flag('controller'))
      .map((reference) => ({ kind: reference.text('kind') ?? '', name: reference.text('name') ?? '' }))[0],
    ended: kind === 'Pod' && ['Succeeded', 'Failed'].includes(status?.text('phase') ?? ''),
  };
}

/** A sidecar listens for as long as the pod lives; other init containers end before it starts. */
function isSidecar(container: Fields): boolean {
  return container.text('restartPolicy') === 'Always';
}

function readPorts(container: Fields): ListeningPort[] {
  return container.objects('ports').map((port) => ({
    name: port.text('name'),
    port: port.number('containerPort', 1, 65535) ?? port.fail('containerPort', 'a whole number from 1 to 65535'),
    protocol: readProtocol(port),
  }));
}

export function readProtocol(fields: Fields): Protocol {
  return fields.oneOf('protocol', PROTOCOLS) ?? 'TCP';
}

function readAddresses(status: Fields, one: string, several: string): Address[] {
  const texts = [status.text(one), ...status.objects(several).map((entry) => entry.text('ip'))].filter((text) => text !== undefined && text !== '');
  const addresses = [...new Set(texts)].map((text) => addressOf(text!));
  return addresses.filter((address) => address !== undefined);
}
