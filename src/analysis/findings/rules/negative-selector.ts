import { FindingRule, nameOf, onPolicy } from '../finding';
import { peersOf, some } from '../places';
import { Analysis } from '../../analysis';
import { Policy, Selection } from '../../model/cluster';
import { Selector } from '../../model/selector';

export const negativeSelector: FindingRule = {
  id: 'negative-selector',
  severity: 'note',
  title: 'A selector matches what does not have the label at all',
  find: (analysis) => [
    ...analysis.cluster.policies.flatMap((policy) => look(analysis, policy, policy.subject, 'The subject', policy.tier === 'NetworkPolicy' ? 'spec.podSelector' : 'spec.subject', false)),
    ...peersOf(analysis.cluster).flatMap(({ policy, peer, peerField, name, rule }) => ('block' in peer || rule.action !== 'Accept' ? []
      : look(analysis, policy, peer.selection, name, peerField, true))),
  ],
};

function look(analysis: Analysis, policy: Policy, selection: Selection, name: string, field: string, opens: boolean) {
  const { cluster, index } = analysis;
  const selected = (selector: Selector, namespaces: boolean) => keysToAsk(selector, opens).flatMap((key) => {
    const without = namespaces
      ? index.namespacesOf(selector).filter((namespace) => !(key in (cluster.namespaces.get(namespace)?.labels ?? {})))
      : index.select(selection).filter((workload) => !(key in cluster.workloads[workload].labels)).map((workload) => nameOf(cluster.workloads[workload]));
    return without.length === 0 ? [] : [onPolicy(policy, {
      field,
      text: `${name === 'The subject' ? `The subject of ${nameOf(policy)}` : name} asks for ${selector}, which ${namespaces ? 'a namespace' : 'a pod'} without the label "${key}" meets too: ${some(without)}.`,
      cure: `Where only ${namespaces ? 'namespaces' : 'pods'} that have the label are meant, add "{key: ${key}, operator: Exists}", or name the values that are meant with In.`,
    })];
  });
  return [
    ...selected(selection.pods, false),
    ...(typeof selection.namespaces === 'string' ? [] : selected(selection.namespaces, true)),
  ];
}

/**
 * The keys that a selector is negative about, and does not ask for besides. DoesNotExist says what it does; it is worth a look where
 * it alone decides who is let in.
 */
function keysToAsk({ requirements }: Selector, opens: boolean): string[] {
  const asked = new Set(requirements.filter(({ operator }) => operator === 'In' || operator === 'Exists').map(({ key }) => key));
  const absent = new Set(requirements.filter(({ operator }) => operator === 'DoesNotExist').map(({ key }) => key));
  const lone = opens && asked.size === 0 ? [...absent] : [];
  const excluding = requirements.filter(({ key, operator }) => operator === 'NotIn' && !asked.has(key) && !absent.has(key)).map(({ key }) => key);
  return [...new Set([...excluding, ...lone])];
}
