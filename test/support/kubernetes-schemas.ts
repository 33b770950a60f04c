import { DaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { ReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { PersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Pod } from 'kubernetes-models/v1/Pod';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { parseAllDocuments } from 'yaml';
import { Manifest } from './kubernetes-rules/manifest';
import { nameProblems } from './kubernetes-rules/names';
import { networkPolicyProblems } from './kubernetes-rules/network-policies';
import { podProblems } from './kubernetes-rules/pods';
import { serviceProblems } from './kubernetes-rules/services';
import { workloadProblems } from './kubernetes-rules/workloads';
import { watchReads } from './watch-reads';

/** A published schema, compiled: it throws the errors that it found. */
interface Schema {
  readonly apiVersion: string;
  readonly kind: string;
  readonly prototype: { validate(): void };
}

const SCHEMAS: readonly Schema[] = [
  ClusterRole, ClusterRoleBinding, ConfigMap, CronJob, DaemonSet, Deployment, HorizontalPodAutoscaler, Ingress, Job, Namespace, NetworkPolicy,
  PersistentVolume, PersistentVolumeClaim, Pod, ReplicaSet, Role, RoleBinding, Secret, Service, ServiceAccount, StatefulSet,
];

/** What the API server checks and no schema says. */
const RULES: readonly ((manifest: Manifest) => string[])[] = [
  nameProblems, workloadProblems, podProblems, serviceProblems, networkPolicyProblems,
];

/**
 * Why a cluster would refuse this object, or take it for something else than was meant. Empty for a good one.
 *
 * @param customKinds kinds that are known to come from somewhere else: these pass unread
 */
export function problemsOfManifest(manifest: object, customKinds: readonly string[] = []): string[] {
  const plain = withoutNulls(manifest);
  if (customKinds.includes(plain.kind)) return [];
  const schema = SCHEMAS.find((known) => known.apiVersion === plain.apiVersion && known.kind === plain.kind);
  if (!schema) return [`there is no kind ${plain.kind} in ${plain.apiVersion}`];
  const problems = schemaProblems(schema, plain);
  return problems.length > 0 ? problems : RULES.flatMap((rule) => rule(plain));
}

/** The problems of each object, and objects that stand there twice. */
export function problemsOfManifests(manifests: readonly object[], customKinds: readonly string[] = []): string[] {
  const identities = (manifests as Manifest[]).map(identityOf);
  const twice = new Set(identities.filter((identity, index) => identities.indexOf(identity) !== index));
  return [
    ...manifests.flatMap((manifest, index) => problemsOfManifest(manifest, customKinds).map((problem) => `${identities[index]}: ${problem}`)),
    ...[...twice].map((identity) => `${identity}: stands there more than once`),
  ];
}

/** The problems of YAML documents as text: also a key that stands twice in one of them. */
export function problemsOfYaml(text: string, customKinds: readonly string[] = []): string[] {
  const documents = [...parseAllDocuments(text, { version: '1.1', uniqueKeys: true, prettyErrors: false })];
  const errors = documents.flatMap((document) => document.errors.map((error) => error.message));
  if (errors.length > 0) return errors;
  return problemsOfManifests(documents.map((document) => document.toJS() as object).filter(Boolean), customKinds);
}

/** Whether Kubernetes has this API version, so that a kind in it that has no schema here is a slip rather than a custom kind. */
export function isKubernetesVersion(apiVersion: string): boolean {
  return SCHEMAS.some((schema) => schema.apiVersion === apiVersion);
}

/** What tells an object from all others in a cluster. */
export function identityOf(manifest: Manifest): string {
  const group = manifest.apiVersion?.includes('/') ? `.${manifest.apiVersion.split('/')[0]}` : '';
  return `${manifest.kind}${group} ${manifest.metadata?.namespace ?? 'default'}/${manifest.metadata?.name}`;
}

/**
 * What the schema finds, and the fields that the schema does not know.
 *
 * The compiled schemas let unknown fields pass, because they never look at them. That gives them away: a field that nobody
 * read while the whole object was validated is a field that does not exist.
 */
function schemaProblems(schema: Schema, manifest: Manifest): string[] {
  const watched = watchReads(manifest);
  const errors = errorsOf(() => schema.prototype.validate.call(watched.value));
  const misshapen = errors.map((error) => error.instancePath);
  return [
    ...errors.map((error) => `${inDots(error.instancePath)}: ${error.message}`),
    ...watched.unread()
      .filter((path) => !misshapen.some((other) => other !== '' && path.startsWith(`${other}/`)))
      .map((path) => `${inDots(path)}: there is no such field`),
  ];
}

interface SchemaError {
  readonly instancePath: string;
  readonly message: string;
}

function errorsOf(validate: () => void): readonly SchemaError[] {
  try {
    validate();
    return [];
  } catch (error) {
    const errors = (error as { errors?: SchemaError[] }).errors;
    if (!errors) throw error;
    return errors;
  }
}

/** `/spec/ports/0/port` as `spec.ports[0].port`. */
function inDots(path: string): string {
  return path === '' ? 'the object' : path.slice(1).replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.').replaceAll('~1', '/');
}

/** Kubernetes takes `null` for absent. */
function withoutNulls(manifest: object): Manifest {
  return JSON.parse(JSON.stringify(manifest), (_, value: unknown) => value ?? undefined) as Manifest;
}
