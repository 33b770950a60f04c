import { addressOf, Bits } from './addresses';
import { Labels } from './labels';
import { Manifest, nameOf, namespaceOf } from './manifest';
import { storedLabels } from './stored';

/** A pod as policies see it. */
export interface Pod {
  /** `shop/web`, after the object that makes it. */
  readonly ref: string;

  /** A Pod that was written as such is one pod, with one set of addresses; everything else makes replicas. */
  readonly isSingle: boolean;
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly addresses: readonly Bits[];

  /** The addresses of the node that it runs on. */
  readonly nodeAddresses: readonly Bits[];
  readonly hostNetwork: boolean;
}

export interface ContainerPort {
  readonly name?: string;
  readonly protocol: string;
  readonly number: number;
}

/** Where an object of each kind says what its pods are like (rule 5). */
const TEMPLATES: { readonly [kind: string]: (manifest: Manifest) => any } = {
  'v1 Pod': (manifest) => manifest,
  'v1 ReplicationController': ({ spec }) => spec.template,
  'apps/v1 Deployment': ({ spec }) => spec.template,
  'apps/v1 ReplicaSet': ({ spec }) => spec.template,
  'apps/v1 StatefulSet': ({ spec }) => spec.template,
  'apps/v1 DaemonSet': ({ spec }) => spec.template,
  'batch/v1 Job': ({ spec }) => spec.template,
  'batch/v1 CronJob': ({ spec }) => spec.jobTemplate.spec.template,
};

/** One pod for each object that makes pods. Those that have ended take no part (rule 22). */
export function podsIn(objects: readonly Manifest[]): Pod[] {
  return objects.flatMap((manifest) => {
    const template = TEMPLATES[`${manifest.apiVersion} ${manifest.kind}`]?.(manifest);
    if (!template || ['Succeeded', 'Failed'].includes(manifest.status?.phase)) return [];
    const namespace = namespaceOf(manifest);
    return [{
      ref: `${namespace}/${nameOf(manifest)}`,
      isSingle: manifest.kind === 'Pod',
      namespace,
      namespaceLabels: labelsOfNamespace(namespace, objects),
      labels: { ...labelsOfJob(manifest), ...storedLabels(template.metadata?.labels) },
      ports: portsOf(template.spec),
      addresses: addressesIn([manifest.status?.podIP, ...(manifest.status?.podIPs ?? []).map(({ ip }: { ip: string }) => ip)]),
      nodeAddresses: addressesIn([manifest.status?.hostIP, ...(manifest.status?.hostIPs ?? []).map(({ ip }: { ip: string }) => ip)]),
      hostNetwork: template.spec.hostNetwork === true,
    }];
  });
}

/** Rule 4: its name is a label of every namespace, whatever its manifest says and whether it has one. */
function labelsOfNamespace(name: string, objects: readonly Manifest[]): Labels {
  const manifest = objects.find(({ apiVersion, kind, metadata }) => apiVersion === 'v1' && kind === 'Namespace' && metadata?.name === name);
  return { ...storedLabels(manifest?.metadata?.labels), 'kubernetes.io/metadata.name': name };
}

/** The pods of a Job are labelled with its name, unless it selects its pods itself. */
function labelsOfJob({ apiVersion, kind, metadata, spec }: Manifest): Labels {
  if (`${apiVersion} ${kind}` !== 'batch/v1 Job' || spec.manualSelector === true || !metadata?.name) return {};
  return { 'job-name': metadata.name, 'batch.kubernetes.io/job-name': metadata.name };
}

/** Rule 11: sidecars listen as containers do; other init containers end before. */
function portsOf({ containers, initContainers }: any): ContainerPort[] {
  const sidecars = (initContainers ?? []).filter(({ restartPolicy }: any) => restartPolicy === 'Always');
  return [...containers ?? [], ...sidecars].flatMap(({ ports }: any) => ports ?? [])
    .map(({ name, protocol, containerPort }: any) => ({ name, protocol: protocol ?? 'TCP', number: containerPort }));
}

function addressesIn(texts: readonly unknown[]): Bits[] {
  return texts.flatMap((text) => addressOf(text) ?? []);
}
