import { Fields } from './fields';
import { DIRECTIONS, Namespace, Policy, Selection, Workload } from '../model/cluster';
import { Labels } from '../model/selector';
import { Problem, RuleNumber } from '../model/source';

/** Labels that pods get when they are made, with values that no manifest of their controller tells, and the kinds whose pods get them. */
const ADDED: { readonly [label: string]: readonly string[] } = {
  'pod-template-hash': ['Deployment'],
  'controller-revision-hash': ['StatefulSet', 'DaemonSet'],
  'statefulset.kubernetes.io/pod-name': ['StatefulSet'],
  'apps.kubernetes.io/pod-index': ['StatefulSet'],
  'controller-uid': ['Job', 'CronJob'],
  'batch.kubernetes.io/controller-uid': ['Job', 'CronJob'],
  'batch.kubernetes.io/job-completion-index': ['Job', 'CronJob'],
  'job-name': ['Job', 'CronJob'],
  'batch.kubernetes.io/job-name': ['Job', 'CronJob'],
};

/** The labels that the pods of a job carry, whether its template says so or not. */
export function labelsOfJob(job: Fields): Labels {
  const name = job.object('metadata')?.text('name');
  return name === undefined || job.object('spec')?.flag('manualSelector') ? {} : { 'job-name': name, 'batch.kubernetes.io/job-name': name };
}

/** Says where a policy asks for a label that some workload's pods have and its manifest does not tell. */
export function unknowableLabels(policies: readonly Policy[], workloads: readonly Workload[], namespaces: ReadonlyMap<string, Namespace>): Problem[] {
  return policies.flatMap((policy) => selectionsOf(policy).flatMap(({ field, inRule, selection }): Problem[] => {
    const label = addedLabelOf(selection);
    const meant = workloads.filter((workload) => couldBeMeant(selection, workload, namespaces)).map(({ namespace, name }) => `${namespace}/${name}`);
    if (meant.length === 0) return [];
    const some = meant.length > 3 ? `${meant.slice(0, 3).join(', ')} and others` : meant.join(', ');
    const object = `${policy.kind} ${policy.namespace === undefined ? '' : `${policy.namespace}/`}${policy.name}`;
    return [{
      source: policy.source,
      object,
      field,
      ...(inRule && { inRule }),
      text: `asks for the label ${label}, which pods get when they are made, so that manifests do not tell it; the pods of ${some} are read as if they had none`,
    }];
  }));
}

/** Whether a workload fulfills all that a selection asks for but labels that its pods get when they are made. */
function couldBeMeant({ namespaces, pods }: Selection, workload: Workload, known: ReadonlyMap<string, Namespace>): boolean {
  const unknown = pods.requirements.filter(({ key }) => ADDED[key]?.includes(workload.kind) && workload.labels[key] === undefined);
  if (unknown.length === 0) return false;
  const here = typeof namespaces === 'string' ? namespaces === workload.namespace : namespaces.matches(known.get(workload.namespace)!.labels);
  return here && pods.without(unknown).matches(workload.labels);
}

function addedLabelOf({ pods }: Selection): string | undefined {
  return pods.requirements.find(({ key }) => key in ADDED)?.key;
}

/** The selections of a policy that ask for such a label. */
function selectionsOf({ namespace, subject, rules }: Policy): { field: string; inRule?: RuleNumber; selection: Selection }[] {
  const places = DIRECTIONS.flatMap((direction) => (rules[direction] ?? []).flatMap((rule, index) => (rule.peers ?? []).flatMap((peer, number) => {
    if (!('selection' in peer) || addedLabelOf(peer.selection) === undefined) return [];
    const field = `spec.${direction.toLowerCase()}[${index}].${direction === 'Ingress' ? 'from' : 'to'}[${number}]`;
    return [{ field, inRule: { direction, index }, selection: peer.selection }];
  })));
  const own = addedLabelOf(subject) === undefined ? [] : [{ field: namespace === undefined ? 'spec.subject' : 'spec.podSelector', selection: subject }];
  return [...own, ...places];
}
