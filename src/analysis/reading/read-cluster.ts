import { unknowableLabels } from './added-labels';
import { attempt, Fields, Malformed } from './fields';
import { Say } from './kinds/cluster-policy-parts';
import { readAdminNetworkPolicy } from './kinds/read-admin-network-policy';
import { API_SERVER_CALLER_TYPES, readApiServerCaller } from './kinds/read-api-server-caller';
import { readClusterPolicy } from './kinds/read-cluster-policy';
import { readIngress, readService } from './kinds/read-entrance';
import {
  asGranted, GATEWAY_API_TYPES, GATEWAY_CLASS_TYPES, GATEWAY_TYPES, readGateway, readGatewayClass, readReferenceGrant, REFERENCE_GRANT_TYPES,
} from './kinds/read-gateway';
import { KnownPeers, readNetworkPolicy } from './kinds/read-network-policy';
import { GATEWAY_ROUTE_TYPES, readGatewayRoute, readRoute } from './kinds/read-route';
import { groupOf, otherTemplate, ownTemplate, ReadWorkload, readWorkload, WORKLOAD_TYPES } from './kinds/read-workload';
import { mergeOwned } from './owners';
import { POSSIBLE_MAKERS } from './pod-makers';
import { UniqueObjects } from './unique-objects';
import {
  ApiServerCaller, Cluster, Described, Gateway, GatewayClass, GivenManifest, Ingress, Namespace, Policy, PossibleMaker, ReferenceGrant, Service,
} from '../model/cluster';
import { Problem, Source, SourcedManifest } from '../model/source';

/** The label that every namespace carries, whether its manifest says so or not. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

const CLUSTER_POLICY_TYPES = ['policy.networking.k8s.io/v1beta1 ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy'];

const ADMIN_POLICY_TYPES = ['policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy'];

/** The version in which each kind is understood. */
const VERSIONS: ReadonlyMap<string, string> = new Map(
  [...WORKLOAD_TYPES, ...CLUSTER_POLICY_TYPES, ...ADMIN_POLICY_TYPES, ...GATEWAY_API_TYPES, ...GATEWAY_ROUTE_TYPES, ...API_SERVER_CALLER_TYPES,
    'networking.k8s.io/v1 NetworkPolicy', 'networking.k8s.io/v1 Ingress', 'v1 Namespace', 'v1 Service']
    .map((type) => type.split(' ')).map(([version, kind]) => [kind, version]),
);

/** Versions of groups that only Kubernetes itself may use. Other groups have kinds of the same names that mean other things. */
const OF_KUBERNETES = /^([^./]+\/|[^/]+\.k8s\.io\/)?[^./]+$/;

/** Types of the group of cluster policies, which had other kinds before. */
const OLD_CLUSTER_POLICY = /^policy\.networking\.k8s\.io\/\S+ \S*NetworkPolicy$/;

/** What is counted where a document is none of Kubernetes, such as the values of a Helm chart. */
const NO_OBJECT = 'no Kubernetes object';

/** How manifests are read. */
export interface ReadingSettings {
  /** The namespace of what names none; `default` where it is left out. */
  readonly namespace?: string;
}

/** Reads manifests of any kinds. What cannot be used becomes a problem and never stops the rest. */
export function readCluster(manifests: readonly SourcedManifest[], { namespace = 'default' }: ReadingSettings = {}): Cluster {
  const reading = new Reading(namespace);
  for (const { manifest, source } of manifests) reading.read(manifest, source);
  return reading.cluster();
}

/** An object of the model, as one manifest tells of it. */
type ReadObject =
  | { readonly is: 'workload'; readonly value: ReadWorkload }
  | { readonly is: 'policy'; readonly value: Policy }
  | { readonly is: 'service'; readonly value: Service }
  | { readonly is: 'ingress'; readonly value: Ingress }
  | { readonly is: 'gateway'; readonly value: Gateway }
  | { readonly is: 'gatewayClass'; readonly value: GatewayClass }
  | { readonly is: 'referenceGrant'; readonly value: ReferenceGrant }
  | { readonly is: 'apiServerCaller'; readonly value: ApiServerCaller }
  | { readonly is: 'namespace'; readonly value: Namespace & Described }
  | { readonly is: 'maker'; readonly value: PossibleMaker & Described };

/** What a manifest is, and where it is from. */
interface Identified {
  readonly fields: Fields;
  readonly raw: object;
  readonly version: string;
  readonly group: string;
  readonly kind: string;
  /** Such as `apps/v1 Deployment`. */
  readonly type: string;
  readonly source: Source;
}

class Reading {
  private readonly problems: Problem[] = [];
  private readonly passedOver = new Map<string, number>();
  private readonly objects = new UniqueObjects<ReadObject>();
  private readonly given = new Map<string | object, GivenManifest>();
  private readonly peers = new KnownPeers();

  constructor(private readonly home: string) {}

  /** @param typed what the items of a typed list are where they do not say it */
  public read(manifest: unknown, source: Source, typed?: { readonly kind: string; readonly version: string }): void {
    attempt(this.problems, source, undefined, () => {
      const fields = Fields.of(manifest);
      if (!typed && isNoObject(fields)) return this.passOver(NO_OBJECT);
      const kind = fields.text('kind') ?? typed?.kind ?? fields.fail('kind', 'the kind of an object, such as NetworkPolicy');
      const version = fields.text('apiVersion') ?? typed?.version ?? fields.fail('apiVersion', 'the version of an API, such as networking.k8s.io/v1');
      if (kind.endsWith('List') && fields.has('items')) return this.readItems(fields, kind.slice(0, -'List'.length), version, source);
      const group = groupOf(version);
      attempt(this.problems, source, nameOf(kind, fields), () => {
        this.readObject({ fields, raw: manifest as object, version, group, kind, type: `${version} ${kind}`, source });
      }, `the ${kind} is left out`);
    });
  }

  public cluster(): Cluster {
    const read = this.objects.all;
    const of = <Is extends ReadObject['is']>(is: Is) => read.flatMap((one) => (one.is === is ? [one.value as Extract<ReadObject, { is: Is }>['value']] : []));
    const [policies, services, grants] = [of('policy'), of('service'), of('referenceGrant')];
    const workloads = mergeOwned(of('workload').filter(({ ended }) => !ended));
    const namespaces = allNamespaces(of('namespace'), [...workloads, ...policies, ...services]);
    return {
      namespaces,
      workloads,
      policies,
      services,
      ingresses: of('ingress').map((ingress) => asGranted(ingress, grants)),
      gateways: of('gateway'),
      gatewayClasses: of('gatewayClass'),
      apiServerCallers: of('apiServerCaller'),
      makers: of('maker'),
      problems: [...this.problems, ...this.objects.problems(), ...unknowableLabels(policies, workloads, namespaces)],
      givenTwice: this.objects.givenTwice((one) => (one.is === 'workload' ? one.value.workload : one.value)),
      repeated: this.objects.repeated,
      passedOver: this.passedOver,
      given: [...this.given.values()],
    };
  }

  /** Items of a typed list, such as a PodList, have its kind and version where they name none. */
  private readItems(fields: Fields, kind: string, version: string, source: Source): void {
    const path = source.item === undefined ? 'items' : `${source.item}.items`;
    const typed = kind === '' ? undefined : { kind, version };
    fields.list('items').forEach((item, index) => this.read(item, { ...source, item: `${path}[${index}]` }, typed));
  }

  private readObject(given: Identified): void {
    const { fields, raw, group, kind, source } = given;
    checkName(fields);
    const { namespace = this.home, name } = (fields.raw('metadata') ?? {}) as { namespace?: string | null; name?: string };
    this.give(given, namespace ?? this.home, name);
    const read = this.objectIn(given);
    if (!read) return this.passOver(kind);
    const place = isOfTheCluster(read) ? '' : namespace ?? this.home;
    const object = `${kind} ${place === '' ? '' : `${place}/`}${name}`;
    this.objects.add({ ...(name && { identity: `${group} ${kind} ${place}/${name}` }), object, manifest: raw, source, read });
  }

  /** What an object says of connections; `undefined` where it says nothing. */
  private objectIn({ fields, raw, version, group, kind, type, source }: Identified): ReadObject | undefined {
    const own = ownTemplate(type);
    if (own) return { is: 'workload', value: readWorkload(fields, kind, group, own, this.home, source) };
    if (type === 'networking.k8s.io/v1 NetworkPolicy') return { is: 'policy', value: readNetworkPolicy(raw, this.home, source, this.peers) };
    if (CLUSTER_POLICY_TYPES.includes(type)) return { is: 'policy', value: readClusterPolicy(raw, source, this.sayOf(fields, kind, source)) };
    if (ADMIN_POLICY_TYPES.includes(type)) return { is: 'policy', value: readAdminNetworkPolicy(raw, source, this.sayOf(fields, kind, source)) };
    if (type === 'v1 Namespace') return { is: 'namespace', value: readNamespace(fields, source) };
    if (type === 'v1 Service') return { is: 'service', value: readService(fields, this.home, source) };
    if (type === 'networking.k8s.io/v1 Ingress') return { is: 'ingress', value: readIngress(fields, this.home, source) };
    if (GATEWAY_TYPES.includes(type)) return { is: 'gateway', value: readGateway(fields, this.home, source) };
    if (GATEWAY_CLASS_TYPES.includes(type)) return { is: 'gatewayClass', value: readGatewayClass(fields, source) };
    if (REFERENCE_GRANT_TYPES.includes(type)) return { is: 'referenceGrant', value: readReferenceGrant(fields, this.home, source) };
    if (GATEWAY_ROUTE_TYPES.includes(type)) return { is: 'ingress', value: readGatewayRoute(fields, kind, this.home, source) };
    if (type === 'route.openshift.io/v1 Route') return { is: 'ingress', value: readRoute(fields, this.home, source) };
    if (API_SERVER_CALLER_TYPES.includes(type)) return { is: 'apiServerCaller', value: readApiServerCaller(fields, type, kind, source) };
    if (VERSIONS.has(kind) && OF_KUBERNETES.test(version)) fields.fail('apiVersion', `${VERSIONS.get(kind)} for a ${kind}`);
    if (OLD_CLUSTER_POLICY.test(type)) throw new Malformed('apiVersion', `is "${version}", in which no ${kind} is understood`);
    const other = otherTemplate(group, kind, raw);
    if (other) return { is: 'workload', value: readWorkload(fields, kind, group, other, this.home, source) };
    return mayMakePods(group, kind, raw) ? { is: 'maker', value: readMaker(fields, kind, this.home, source) } : undefined;
  }

  private give({ raw, version, group, kind, source }: Identified, namespace: string, name = ''): void {
    this.given.set(name === '' ? raw : `${group} ${kind} ${namespace}/${name}`, { version, group, kind, namespace, name, manifest: raw, source });
  }

  private passOver(kind: string): void {
    this.passedOver.set(kind, (this.passedOver.get(kind) ?? 0) + 1);
  }

  /** What is read of an object, but not understood, becomes a problem. */
  private sayOf(fields: Fields, kind: string, source: Source): Say {
    const object = nameOf(kind, fields);
    return (field, text, inRule) => this.problems.push({ source, object, field, ...(inRule && { inRule }), text });
  }
}

function readNamespace(fields: Fields, source: Source): Namespace & Described {
  const metadata = fields.object('metadata') ?? fields.fail('metadata', 'an object');
  const name = metadata.text('name') ?? metadata.fail('name', 'a name');
  return { name, labels: { ...metadata.map('labels'), [NAME_LABEL]: name }, annotations: metadata.map('annotations'), source };
}

/** A namespace that is only used exists too, with the label of its name alone. */
function allNamespaces(declared: readonly Namespace[], users: readonly { readonly namespace?: string }[]): Map<string, Namespace> {
  const all = new Map(declared.map((namespace) => [namespace.name, namespace]));
  for (const { namespace: name } of users) {
    if (name !== undefined && !all.has(name)) all.set(name, { name, labels: { [NAME_LABEL]: name } });
  }
  return all;
}

function readMaker(fields: Fields, kind: string, home: string, source: Source): PossibleMaker & Described {
  const metadata = fields.object('metadata');
  return { kind, name: metadata?.text('name') ?? '(unnamed)', namespace: metadata?.text('namespace') ?? home, annotations: {}, source };
}

/** Whether somebody may make pods of a custom resource: it is of a kind that is known for it, or lists containers somewhere. */
function mayMakePods(group: string, kind: string, raw: object): boolean {
  const kinds = Object.hasOwn(POSSIBLE_MAKERS, group) ? POSSIBLE_MAKERS[group] : [];
  if (kinds === 'all' || kinds.includes(kind)) return true;
  return !OF_KUBERNETES.test(`${group}/v1`) && listsContainers((raw as { spec?: unknown }).spec, 0);
}

function listsContainers(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > 8) return false;
  const containers: unknown = (value as { containers?: unknown }).containers;
  if (Array.isArray(containers) && containers.length > 0) return true;
  return Object.values(value).some((part) => listsContainers(part, depth + 1));
}

function isOfTheCluster({ is, value }: ReadObject): boolean {
  return is === 'namespace' || is === 'apiServerCaller' || is === 'gatewayClass' || (is === 'policy' && value.namespace === undefined);
}

/** Whether a document claims to be no object: it has neither of the fields that say of which kind it is, or one of another meaning. */
function isNoObject(fields: Fields): boolean {
  if (fields.has('kind')) return !fields.has('apiVersion') && !fields.has('metadata') && !VERSIONS.has(String(fields.raw('kind')));
  return !fields.has('apiVersion') || !fields.has('metadata');
}

/** What no name of Kubernetes has: it could pass for another line of the output. */
const NO_NAME = /[^!-~]/;

function checkName(fields: Fields): void {
  const metadata = fields.object('metadata');
  for (const key of ['namespace', 'name']) {
    if (NO_NAME.test(metadata?.text(key) ?? '')) metadata!.fail(key, 'a name of lower-case letters, digits, "-" and "."');
  }
}

function nameOf(kind: string, fields: Fields): string {
  const { namespace, name } = (fields.raw('metadata') ?? {}) as { namespace?: unknown; name?: unknown };
  const full = `${typeof namespace === 'string' ? `${namespace}/` : ''}${typeof name === 'string' ? name : '(unnamed)'}`;
  return `${kind} ${NO_NAME.test(full) ? JSON.stringify(full) : full}`;
}
