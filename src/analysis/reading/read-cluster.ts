import { unknowableLabels } from './added-labels';
import { isOfKubernetes } from './api-versions';
import { attempt, Fields, Malformed } from './fields';
import { asGranted } from './kinds/read-gateway';
import { mayMakePods, readMaker } from './kinds/read-maker';
import { NAME_LABEL } from './kinds/read-namespace';
import { KnownPeers } from './kinds/read-network-policy';
import { groupOf, otherTemplate, readWorkload } from './kinds/read-workload';
import { mergeOwned } from './owners';
import { GivenObject, Readers, ReadObject } from './readers';
import { UniqueObjects } from './unique-objects';
import { Cluster, GivenManifest, Namespace } from '../model/cluster';
import { Problem, Source, SourcedManifest } from '../model/source';

/** The group of cluster policies, which had other kinds before. */
const CLUSTER_POLICY_GROUP = 'policy.networking.k8s.io';

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

class Reading {
  private readonly problems: Problem[] = [];
  private readonly passedOver = new Map<string, number>();
  private readonly objects = new UniqueObjects<ReadObject>();
  private readonly given = new Map<string | object, GivenManifest>();
  private readonly peers = new KnownPeers();
  private readonly readers = new Readers();

  constructor(private readonly home: string) {}

  /** @param typed what the items of a typed list are where they do not say it */
  public read(manifest: unknown, source: Source, typed?: { readonly kind: string; readonly version: string }): void {
    attempt(this.problems, source, undefined, () => {
      const fields = Fields.of(manifest);
      if (!typed && this.isNoObject(fields)) return this.passOver(NO_OBJECT);
      const kind = fields.text('kind') ?? typed?.kind ?? fields.fail('kind', 'the kind of an object, such as NetworkPolicy');
      const version = fields.text('apiVersion') ?? typed?.version ?? fields.fail('apiVersion', 'the version of an API, such as networking.k8s.io/v1');
      if (kind.endsWith('List') && fields.has('items')) return this.readItems(fields, kind.slice(0, -'List'.length), version, source);
      const object = nameOf(kind, fields);
      const say: GivenObject['say'] = (field, text, inRule) => this.problems.push({ source, object, field, ...(inRule && { inRule }), text });
      attempt(this.problems, source, object, () => {
        this.readObject({ fields, raw: manifest as object, version, group: groupOf(version), kind, source, home: this.home, peers: this.peers, say });
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

  private readObject(given: GivenObject): void {
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
  private objectIn(given: GivenObject): ReadObject | undefined {
    const { fields, raw, version, group, kind, source } = given;
    const reader = this.readers.of(version, kind);
    if (reader) return reader.read(given);
    const understood = this.readers.versionOf(kind);
    if (understood !== undefined && isOfKubernetes(version)) fields.fail('apiVersion', `${understood} for a ${kind}`);
    if (group === CLUSTER_POLICY_GROUP && kind.endsWith('NetworkPolicy')) throw new Malformed('apiVersion', `is "${version}", in which no ${kind} is understood`);
    const template = otherTemplate(group, kind, raw);
    if (template) return { is: 'workload', value: readWorkload(fields, kind, group, template, this.home, source) };
    return mayMakePods(group, kind, raw) ? { is: 'maker', value: readMaker(fields, kind, this.home, source) } : undefined;
  }

  /** Whether a document claims to be no object: it has neither of the fields that say of which kind it is, or one of another meaning. */
  private isNoObject(fields: Fields): boolean {
    if (!fields.has('kind')) return !fields.has('apiVersion') || !fields.has('metadata');
    return !fields.has('apiVersion') && !fields.has('metadata') && this.readers.versionOf(String(fields.raw('kind'))) === undefined;
  }

  private give({ raw, version, group, kind, source }: GivenObject, namespace: string, name = ''): void {
    this.given.set(name === '' ? raw : `${group} ${kind} ${namespace}/${name}`, { version, group, kind, namespace, name, manifest: raw, source });
  }

  private passOver(kind: string): void {
    this.passedOver.set(kind, (this.passedOver.get(kind) ?? 0) + 1);
  }
}

/** A namespace that is only used exists too, with the label of its name alone. */
function allNamespaces(declared: readonly Namespace[], users: readonly { readonly namespace?: string }[]): Map<string, Namespace> {
  const all = new Map(declared.map((namespace) => [namespace.name, namespace]));
  for (const { namespace: name } of users) {
    if (name !== undefined && !all.has(name)) all.set(name, { name, labels: { [NAME_LABEL]: name } });
  }
  return all;
}

function isOfTheCluster({ is, value }: ReadObject): boolean {
  return is === 'namespace' || is === 'apiServerCaller' || is === 'gatewayClass' || (is === 'policy' && value.namespace === undefined);
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
