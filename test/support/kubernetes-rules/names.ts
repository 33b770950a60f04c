import { isDnsLabel, isDnsLabelFromLetter, isDnsSubdomain, isLabelKey, isLabelValue } from './forms';
import { Labels, Manifest, Metadata, podTemplateOf } from './manifest';

/** A CronJob's name leaves room for the 11 characters that its jobs add. */
const LONGEST_CRON_JOB = 52;

/** Their names need only fit into a URL. */
const RBAC_KINDS = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

/** Names, namespaces, labels and annotations out of form. */
export function nameProblems(manifest: Manifest): string[] {
  const { name, namespace } = manifest.metadata ?? {};
  const template = podTemplateOf(manifest);
  return [
    ...name === undefined ? ['metadata.name: is missing'] : isNameOf(manifest.kind, name) ? [] : [`metadata.name: "${name}" is not a name of a ${manifest.kind}`],
    ...namespace === undefined || isDnsLabel(namespace) ? [] : [`metadata.namespace: "${namespace}" is not a name of a namespace`],
    ...metadataProblems('metadata', manifest.metadata),
    ...template && template.path !== '' ? metadataProblems(`${template.path}metadata`, template.metadata) : [],
  ];
}

/** Labels whose key or value is out of form. */
export function labelProblems(path: string, labels: Labels | undefined): string[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...isLabelKey(key) ? [] : [`${path}: "${key}" is not a key of a label`],
    ...isLabelValue(value) ? [] : [`${path}.${key}: "${value}" is not a value of a label`],
  ]);
}

function metadataProblems(path: string, metadata: Metadata | undefined): string[] {
  const wrongAnnotations = Object.keys(metadata?.annotations ?? {}).filter((key) => !isLabelKey(key.toLowerCase()));
  return [
    ...labelProblems(`${path}.labels`, metadata?.labels),
    ...wrongAnnotations.map((key) => `${path}.annotations: "${key}" is not a key of an annotation`),
  ];
}

function isNameOf(kind: string, name: string): boolean {
  if (RBAC_KINDS.includes(kind)) return name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name);
  if (kind === 'Namespace') return isDnsLabel(name);
  if (kind === 'Service') return isDnsLabelFromLetter(name);
  if (kind === 'CronJob') return name.length <= LONGEST_CRON_JOB && isDnsSubdomain(name);
  return isDnsSubdomain(name);
}
