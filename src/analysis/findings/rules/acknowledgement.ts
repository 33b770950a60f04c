import { Cluster, Described } from '../../model/cluster';
import { ACKNOWLEDGE, Finding, FindingRule, Found, nameOf, onPolicy, onWorkload } from '../finding';

const ID = 'acknowledgement';

/** Looks at the annotations that acknowledge findings of the given rules, after these have looked. */
export function acknowledgement(ids: readonly string[]): FindingRule {
  return {
    id: ID,
    severity: 'warning',
    title: 'An annotation acknowledges nothing',
    find: ({ cluster }, before) => annotated(cluster).flatMap(({ object, on }) => Object.entries(on.annotations).flatMap(([key, reason]): Found[] => {
      if (!key.startsWith(ACKNOWLEDGE)) return [];
      const problem = problemOf(key, reason, object, ids, before);
      return problem === undefined ? [] : [{ object, on, field: `metadata.annotations["${key}"]`, ...problem }];
    })),
  };
}

function problemOf(key: string, reason: string, object: string, ids: readonly string[], before: readonly Finding[]): Pick<Found, 'text' | 'cure'> | undefined {
  const id = key.slice(ACKNOWLEDGE.length);
  if (id !== ID && !ids.includes(id)) {
    return { text: `The annotation "${key}" names "${id}", and there is no such rule.`, cure: 'Write the id of the rule as the finding shows it, or delete the annotation.' };
  }
  if (reason.trim() === '') {
    return { text: `The annotation "${key}" gives no reason, so that the findings of ${id} are still shown.`, cure: 'Say as its value why this is as it should be.' };
  }
  if (id === ID || before.some((finding) => finding.rule === id && finding.object === object)) return undefined;
  return { text: `The annotation "${key}" is on ${object}, where ${id} finds nothing.`, cure: 'Delete the annotation, or put it on the object that the finding names.' };
}

function annotated({ policies, workloads, services, ingresses, apiServerCallers }: Cluster): Pick<Found, 'object' | 'on'>[] {
  const about = { text: '', cure: '' };
  const others = (list: readonly (Described & { readonly kind: string; readonly namespace?: string })[]) => list.map((on) => ({ object: `${on.kind} ${nameOf(on)}`, on }));
  return [
    ...policies.map((policy) => onPolicy(policy, about)),
    ...workloads.map((workload) => onWorkload(workload, about)),
    ...services.map((on) => ({ object: `Service ${nameOf(on)}`, on })),
    ...others(ingresses),
    ...others(apiServerCallers),
  ];
}
