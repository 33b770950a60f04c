import { POD_KINDS } from '../../../kubernetes/pod-kinds';
import { ListeningPort, Workload } from '../../model/cluster';
import { Labels } from '../../model/selector';
import { Source } from '../../model/source';
import { Address, addressOf } from '../../sets/address-set';
import { Protocol, PROTOCOLS } from '../../sets/connection-set';
import { labelsOfJob } from '../added-labels';
import { Fields } from '../fields';
import { KNOWN_MAKERS, KnownMaker } from '../pod-makers';

/** Where the pod template of each of Kubernetes' own types is. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map(POD_KINDS.map(({ apiVersion, kind, template }) => [`${apiVersion} ${kind}`, template]));

/** Where kinds of others may have one. */
const OTHER_TEMPLATES: readonly (readonly string[])[] = [['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template'], ['spec', 'podTemplate']];

/** The controller that an object belongs to. */
export interface Owner {
  /** Without it, any group is meant. */
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
}

/** A workload as one manifest tells of it. */
export interface ReadWorkload {
  readonly workload: Workload;
  readonly group: string;
  readonly owner?: Owner;
  /** Whether its pods have ended, and take no part. */
  readonly ended: boolean;
  /** Whether the cluster makes up the end of its name, so that several of one name are several. */
  readonly isGenerated: boolean;
  /** Whether the labels of its pods are those that its operator is known to give. */
  readonly isDerived: boolean;
}

/** Where a manifest has the template of its pods, and what is known besides. */
export interface PodTemplatePlace {
  readonly path: readonly string[] | undefined;
  readonly maker?: KnownMaker;
}

/** The place of the pod template of one of Kubernetes' own types. */
export function ownTemplate(type: string): PodTemplatePlace | undefined {
  const path = TEMPLATES.get(type);
  return path && { path };
}

/** The place of the pod template in an object of whatever group, where the manifest tells of its pods. */
export function otherTemplate(group: string, kind: string, manifest: object): PodTemplatePlace | undefined {
  const path = OTHER_TEMPLATES.find((one) => Array.isArray(valueAt(manifest, [...one, 'spec', 'containers'])));
  const maker = KNOWN_MAKERS[`${group} ${kind}`];
  return path || (maker && !maker.hasTemplate) ? { path, maker } : undefined;
}

export function readWorkload(manifest: Fields, kind: string, group: string, place: PodTemplatePlace, home: string, source: Source): ReadWorkload {
  const metadata = manifest.object('metadata') ?? manifest.fail('metadata', 'an object');
  const name = metadata.text('name') ?? metadata.text('generateName') ?? metadata.fail('name', 'a name');
  const { labels, ports, hostNetwork } = place.path ? readTemplate(manifest, kind, place.path) : { labels: {}, ports: [], hostNetwork: false };
  const spec = manifest.object('spec');
  const status = manifest.object('status');
  const isPod = kind === 'Pod' && group === '';
  return {
    workload: {
      kind,
      namespace: metadata.text('namespace') ?? home,
      name,
      labels: { ...labels, ...!place.path && spec?.object('podMetadata')?.map('labels'), ...place.maker?.labels(name) },
      ...selectorIn(spec),
      annotations: metadata.map('annotations'),
      ports: ports.length > 0 ? ports : place.maker?.ports ?? [],
      addresses: isPod && status ? readAddresses(status, 'podIP', 'podIPs') : [],
      nodeAddresses: isPod && status ? readAddresses(status, 'hostIP', 'hostIPs') : [],
      hostNetwork: hostNetwork || (!place.path && (spec?.flag('hostNetwork') ?? false)),
      source,
    },
    group,
    owner: ownerIn(metadata),
    ended: isPod && ['Succeeded', 'Failed'].includes(status?.text('phase') ?? ''),
    isGenerated: !metadata.has('name'),
    isDerived: place.path === undefined,
  };
}

function readTemplate(manifest: Fields, kind: string, path: readonly string[]): Pick<Workload, 'labels' | 'ports' | 'hostNetwork'> {
  const template = path.reduce((fields, key) => fields.object(key) ?? fields.fail(key, 'an object'), manifest);
  const spec = template.object('spec') ?? template.fail('spec', 'an object');
  return {
    labels: { ...kind === 'Job' && labelsOfJob(manifest), ...template.object('metadata')?.map('labels') },
    ports: [...spec.objects('containers'), ...spec.objects('initContainers').filter(isSidecar)].flatMap(readPorts),
    hostNetwork: spec.flag('hostNetwork'),
  };
}

/** The labels by which a controller selects its pods, which stay when others change. A job's own are made up by the cluster. */
function selectorIn(spec: Fields | undefined): { selector?: Labels } {
  const selector = spec?.raw('selector') as { matchLabels?: unknown; matchExpressions?: unknown } | undefined;
  const labels = selector?.matchLabels;
  if (typeof labels !== 'object' || labels === null || selector?.matchExpressions) return {};
  const texts = Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'controller-uid');
  return texts.length > 0 ? { selector: Object.fromEntries(texts) } : {};
}

/** Who controls an object, where it says of which kind and name. */
function ownerIn(metadata: Fields): Owner | undefined {
  const [owner] = metadata.objects('ownerReferences').filter((reference) => reference.flag('controller'));
  const [kind, name, version] = [owner?.text('kind'), owner?.text('name'), owner?.text('apiVersion')];
  return kind && name ? { kind, name, ...(version && { group: groupOf(version) }) } : undefined;
}

/** The group of an `apiVersion`; empty for the core of Kubernetes. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (typeof part === 'object' && part !== null ? (part as { [key: string]: unknown })[key] : undefined), value);
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
