import { unknowableLabels } from './added-labels';
import { Cluster, Ingress, Namespace, Policy, Service, Workload } from './cluster';
import { attempt, Fields, Malformed } from './fields';
import { readClusterPolicy } from './read-cluster-policy';
import { readIngress, readService } from './read-entrance';
import { readNetworkPolicy } from './read-network-policy';
import { Owner, makesPods, ReadWorkload, readWorkload, WORKLOAD_TYPES } from './read-workload';
import { Problem, Source, SourcedManifest } from '../source';

/** The label that every namespace carries, whether its manifest says so or not. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

const CLUSTER_POLICY_TYPES = ['policy.networking.k8s.io/v1beta1 ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy'];

/** The version in which each kind is understood. */
const VERSIONS: ReadonlyMap<string, string> = new Map(
  [...WORKLOAD_TYPES, ...CLUSTER_POLICY_TYPES, 'networking.k8s.io/v1 NetworkPolicy', 'networking.k8s.io/v1 Ingress', 'v1 Namespace', 'v1 Service']
    .map((type) => type.split(' ')).map(([version, kind]) => [kind, version]),
);

/** Versions of groups that only Kubernetes itself may use. Other groups have kinds of the same names that mean other things. */
const OF_KUBERNETES = /^([^./]+\/|[^/]+\.k8s\.io\/)?[^./]+$/;

/** Types of the group of cluster policies, which had other kinds before. */
const OLD_CLUSTER_POLICY = /^policy\.networking\.k8s\.io\/\S+ \S*NetworkPolicy$/;

/** What is counted where a document is none of Kubernetes, such as the values of a Helm chart. */
const NO_OBJECT = 'no Kubernetes object';

/** Reads manifests of any kinds. What cannot be used becomes a problem and never stops the rest. */
export function readCluster(manifests: readonly SourcedManifest[]): Cluster {
  const reading = new Reading();
  for (const { manifest, source } of manifests) reading.read(manifest, source);
  return reading.cluster();
}

class Reading {
  private readonly problems: Problem[] = [];
  private readonly passedOver = new Map<string, number>();
  private readonly declared = new Map<string, Namespace>();
  private readonly workloads: ReadWorkload[] = [];
  private readonly policies: Policy[] = [];
  private readonly services: Service[] = [];
  private readonly ingresses: Ingress[] = [];

  public read(manifest: unknown, source: Source): void {
    attempt(this.problems, source, undefined, () => {
      const fields = Fields.of(manifest);
      if (isNoObject(fields)) return this.passOver(NO_OBJECT);
      const kind = fields.text('kind') ?? fields.fail('kind', 'the kind of an object, such as NetworkPolicy');
      const version = fields.text('apiVersion') ?? fields.fail('apiVersion', 'the version of an API, such as networking.k8s.io/v1');
      if (kind.endsWith('List') && fields.has('items')) {
        for (const item of fields.list('items')) this.read(item, source);
        return;
      }
      attempt(this.problems, source, nameOf(kind, fields), () => this.readObject(fields, manifest as object, version, kind, source), `the ${kind} is left out`);
    });
  }

  public cluster(): Cluster {
    const workloads = mergeOwned(this.workloads.filter(({ ended }) => !ended));
    const namespaces = this.allNamespaces(workloads);
    return {
      namespaces,
      workloads,
      policies: this.policies,
      services: this.services,
      ingresses: this.ingresses,
      problems: [...this.problems, ...unknowableLabels(this.policies, workloads, namespaces)],
      passedOver: this.passedOver,
    };
  }

  private readObject(fields: Fields, raw: object, version: string, kind: string, source: Source): void {
    checkName(fields);
    const type = `${version} ${kind}`;
    if (makesPods(type)) this.workloads.push(readWorkload(fields, type, source));
    else if (type === 'networking.k8s.io/v1 NetworkPolicy') this.policies.push(readNetworkPolicy(raw, source));
    else if (CLUSTER_POLICY_TYPES.includes(type)) this.readClusterPolicy(fields, raw, source, kind);
    else if (type === 'v1 Namespace') this.readNamespace(fields, source);
    else if (type === 'v1 Service') this.services.push(readService(fields, source));
    else if (type === 'networking.k8s.io/v1 Ingress') this.ingresses.push(readIngress(fields, source));
    else if (VERSIONS.has(kind) && OF_KUBERNETES.test(version)) fields.fail('apiVersion', `${VERSIONS.get(kind)} for a ${kind}`);
    else if (OLD_CLUSTER_POLICY.test(type)) throw new Malformed('apiVersion', `is "${version}", in which no ${kind} is understood`);
    else this.passOver(kind);
  }

  private passOver(kind: string): void {
    this.passedOver.set(kind, (this.passedOver.get(kind) ?? 0) + 1);
  }

  private readClusterPolicy(fields: Fields, raw: object, source: Source, kind: string): void {
    const object = nameOf(kind, fields);
    this.policies.push(readClusterPolicy(raw, source, (field, text) => this.problems.push({ source, object, field, text })));
  }

  private readNamespace(fields: Fields, source: Source): void {
    const metadata = fields.object('metadata') ?? fields.fail('metadata', 'an object');
    const name = metadata.text('name') ?? metadata.fail('name', 'a name');
    this.declared.set(name, { name, labels: { ...metadata.map('labels'), [NAME_LABEL]: name }, source });
  }

  /** A namespace that is only used exists too, with the label of its name alone. */
  private allNamespaces(workloads: readonly Workload[]): Map<string, Namespace> {
    const used = [...workloads, ...this.policies, ...this.services].flatMap(({ namespace }) => namespace ?? []);
    const all = new Map(this.declared);
    for (const name of used) {
      if (!all.has(name)) all.set(name, { name, labels: { [NAME_LABEL]: name } });
    }
    return all;
  }
}

/** Whether a document claims to be no object: it has neither of the fields that say of which kind it is, or is the description of a Helm chart. */
function isNoObject(fields: Fields): boolean {
  if (fields.has('kind')) return false;
  return !fields.has('apiVersion') || (/^v[12]$/.test(String(fields.raw('apiVersion'))) && fields.has('name') && fields.has('version'));
}

/** What a controller makes counts as the controller, where it is in the input; pods of one absent owner are one workload. */
function mergeOwned(read: readonly ReadWorkload[]): Workload[] {
  const byName = new Map(read.map((one) => [identity(one.workload.namespace, one.workload), one]));
  const merged = new Map<string, Workload>();
  for (const one of read) {
    const owner = ownerOf(one, byName);
    const key = identity(one.workload.namespace, owner);
    const top = byName.get(key)?.workload ?? { ...one.workload, ...owner, addresses: [], nodeAddresses: [] };
    const known = merged.get(key) ?? { ...top };
    const below = top === one.workload ? undefined : one.workload;
    merged.set(key, {
      ...known,
      addresses: [...known.addresses, ...below?.addresses ?? []],
      nodeAddresses: [...known.nodeAddresses, ...below?.nodeAddresses ?? []],
    });
  }
  return [...merged.values()];
}

/** The controller at the top, as far as the input tells of it. */
function ownerOf(one: ReadWorkload, byName: ReadonlyMap<string, ReadWorkload>, seen = 0): Owner {
  const { owner, workload } = one;
  if (!owner || seen > 5) return { kind: workload.kind, name: workload.name };
  const above = byName.get(identity(workload.namespace, owner));
  if (above) return ownerOf(above, byName, seen + 1);
  return workload.kind === 'Pod' ? owner : { kind: workload.kind, name: workload.name };
}

function identity(namespace: string, { kind, name }: Owner): string {
  return `${namespace}/${kind}/${name}`;
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
