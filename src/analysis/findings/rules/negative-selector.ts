import { Analysis } from '../../engine/analysis';
import { Policy, Selection } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { FindingRule, Found, nameOf, onPolicy } from '../finding';
import { peersOf, some } from '../rule-places';

export const negativeSelector: FindingRule = {
  id: 'negative-selector',
  severity: 'note',
  title: 'A selector matches what does not have the label at all',
  find: (analysis) => [
    ...analysis.cluster.policies.flatMap((policy) => look(analysis, {
      policy,
      selection: policy.subject,
      opens: false,
      place: () => ({ name: `The subject of ${nameOf(policy)}`, field: policy.tier === 'NetworkPolicy' ? 'spec.podSelector' : 'spec.subject' }),
    })),
    ...peersOf(analysis.cluster).flatMap((peer) => ('block' in peer.peer || peer.rule.action !== 'Accept' ? [] : look(analysis, {
      policy: peer.policy,
      selection: peer.peer.selection,
      opens: true,
      place: () => ({ name: peer.name, field: peer.peerField }),
    }))),
  ],
};

interface PlacedSelection {
  readonly policy: Policy;
  readonly selection: Selection;
  /** Whether what is selected is let through. */
  readonly opens: boolean;
  /** Where it stands, which few are ever asked for. */
  readonly place: () => { readonly name: string; readonly field: string };
}

function look({ cluster, index }: Analysis, { policy, selection, opens, place }: PlacedSelection): Found[] {
  const found = (selector: Selector, kind: 'pod' | 'namespace', withoutLabel: (key: string) => string[]) => keysToAsk(selector, opens).flatMap((key) => {
    const without = withoutLabel(key);
    if (without.length === 0) return [];
    const { name, field } = place();
    return [onPolicy(policy, {
      field,
      text: `${name} asks for ${selector}, which a ${kind} without the label "${key}" meets too: ${some(without)}.`,
      cure: isAbsent(selector, key) ? `Name the ${kind}s that are meant by a label that they have.`
        : `Where only ${kind}s that have the label are meant, add "{key: ${key}, operator: Exists}", or name the values that are meant with In.`,
    })];
  });
  const { namespaces, pods } = selection;
  return [
    ...found(pods, 'pod', (key) => index.select(selection).map((number) => cluster.workloads[number]).filter(({ labels }) => !(key in labels)).map(nameOf)),
    ...(typeof namespaces === 'string' ? [] : found(namespaces, 'namespace', (key) => index.namespacesOf(namespaces)
      .filter((namespace) => !(key in cluster.namespaces.get(namespace)!.labels)))),
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

function isAbsent({ requirements }: Selector, key: string): boolean {
  return requirements.some((requirement) => requirement.key === key && requirement.operator === 'DoesNotExist');
}
