import * as plus from 'cdk8s-plus-34';
import { Library, Program } from './programs/program';
import { write, Written } from './write';
import * as ours from '../../src';
import { ofAnotherLibrary } from '../support/check-every-manifest';

/** The objects that a program writes with each library; those of cdk8s-plus with the rows of the page applied to them. */
export function bothWrite(program: Program): { here: Written[]; there: Written[] } {
  const there = ofAnotherLibrary(() => write(plus as unknown as Library, program));
  return { here: write(ours, program), there: asHere(there) };
}

/** What cdk8s-plus wrote, with the rows of the page applied to it. */
export function asHere(objects: readonly Written[]): Written[] {
  return ROWS.reduce((some, { apply }) => some.map((object) => apply(object, some)), [...objects]);
}

/** What this library writes in another way, as the page lists it. */
export const ROWS: readonly { readonly row: string; readonly apply: (object: Written, all: readonly Written[]) => Written }[] = [
  { row: 'lists and maps that are empty', apply: (object) => withoutEmpty(object) as Written },
  {
    row: 'the namespace of an object that lies in none',
    apply: (object) => CLUSTER_WIDE.includes(object.kind) ? { ...object, metadata: withoutNamespace(object.metadata) } : object,
  },
  {
    row: 'the claim that a PersistentVolume is kept for',
    apply: (object) => object.kind === 'PersistentVolume' ? withSpec(object, ({ claimRef, ...spec }) => ({ ...spec, ...claimRef ? { claimRef: { ...claimRef, namespace: 'shop' } } : {} })) : object,
  },
  {
    row: 'the claim that a volume is reserved with',
    apply: (object, all) => {
      const volume = all.find(({ kind, metadata }) => kind === 'PersistentVolume' && object.kind === 'PersistentVolumeClaim' && object.metadata.name === `pvc-${metadata.name}`);
      if (!volume) return object;
      const { accessModes, capacity } = volume.spec as { accessModes: string[]; capacity: object };
      return withSpec(object, (spec) => ({ accessModes, resources: { requests: capacity }, ...spec }));
    },
  },
  {
    row: 'a workload as the subject of a binding',
    apply: (object) => !object.subjects ? object : {
      ...object, subjects: (object.subjects as { kind: string }[]).map((subject) => subject.kind === 'ServiceAccount' ? { namespace: 'shop', ...subject } : subject),
    },
  },
  {
    row: 'a policy: the order of its types, and what says nothing: no ports, every pod of a namespace, the own namespace',
    apply: (object) => object.kind !== 'NetworkPolicy' ? object : withSpec(object, ({ policyTypes, ingress, egress, ...spec }) => ({
      ...spec,
      policyTypes: ['Ingress', 'Egress'].filter((type) => policyTypes.includes(type)),
      ...ingress && { ingress: ingress.map(plainRule) },
      ...egress && { egress: egress.map(plainRule) },
    })),
  },
];

const CLUSTER_WIDE = ['ClusterRole', 'ClusterRoleBinding', 'Namespace', 'PersistentVolume'];

/** Lists and maps that say nothing when they are empty. An empty selector or volume says something. */
const SAY_NOTHING = ['externalIPs', 'resourceNames', 'tls', 'stringData', 'mountOptions', 'subjects'];

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value)
    .filter(([name, field]) => !(SAY_NOTHING.includes(name) && Object.keys(field as object).length === 0))
    .map(([name, field]) => [name, withoutEmpty(field)]));
}

function withoutNamespace({ namespace: _, ...metadata }: Written['metadata']): Written['metadata'] {
  return metadata;
}

function withSpec(object: Written, change: (spec: { [field: string]: any }) => object): Written {
  return { ...object, spec: change(object.spec as object) };
}

function plainRule({ from, to, ports, ...rule }: { from?: Peer[]; to?: Peer[]; ports?: object[] }): object {
  return { ...rule, ...from && { from: from.map(plainPeer) }, ...to && { to: to.map(plainPeer) }, ...ports?.length && { ports } };
}

interface Peer {
  readonly podSelector?: object;
  readonly namespaceSelector?: { readonly matchLabels?: { readonly [key: string]: string } };
}

function plainPeer({ podSelector, namespaceSelector, ...peer }: Peer): object {
  const isOwn = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] === 'shop';
  const isEmpty = namespaceSelector && podSelector && Object.keys(podSelector).length === 0;
  return { ...peer, ...podSelector && !isEmpty && { podSelector }, ...namespaceSelector && !isOwn && { namespaceSelector } };
}
