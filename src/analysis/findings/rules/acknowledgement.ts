import { Cluster, Described } from '../../model/cluster';
import { ACKNOWLEDGE, FindingRule, Found, nameOf, onPolicy, onWorkload } from '../finding';

/** Looks at the annotations that acknowledge findings of the given rules. */
export function acknowledgement(ids: readonly string[]): FindingRule {
  const known = new Set(ids);
  return {
    id: 'acknowledgement',
    severity: 'warning',
    title: 'An annotation acknowledges nothing',
    find: ({ cluster }) => annotated(cluster).flatMap(({ object, on }) => Object.entries(on.annotations)
      .filter(([key, reason]) => key.startsWith(ACKNOWLEDGE) && (!known.has(key.slice(ACKNOWLEDGE.length)) || reason.trim() === ''))
      .map(([key]): Found => {
        const id = key.slice(ACKNOWLEDGE.length);
        return {
          object,
          on,
          field: `metadata.annotations["${key}"]`,
          text: known.has(id) ? `The annotation "${key}" gives no reason, so that the findings of ${id} are still shown.` : `The annotation "${key}" names "${id}", and there is no such rule.`,
          cure: known.has(id) ? 'Say as its value why this is as it should be.' : 'Write the id of the rule as the finding shows it, or delete the annotation.',
        };
      })),
  };
}

function annotated({ policies, workloads, services, ingresses }: Cluster): Pick<Found, 'object' | 'on'>[] {
  const about = { text: '', cure: '' };
  const others = (kind: string, list: readonly (Described & { readonly namespace: string })[]) => list.map((on) => ({ object: `${kind} ${nameOf(on)}`, on }));
  return [
    ...policies.map((policy) => onPolicy(policy, about)),
    ...workloads.map((workload) => onWorkload(workload, about)),
    ...others('Service', services),
    ...others('Ingress', ingresses),
  ];
}
