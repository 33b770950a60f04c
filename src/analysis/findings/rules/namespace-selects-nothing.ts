import { comesWithTheCluster, NAME_LABEL } from '../../engine/known-pods';
import { Cluster, Policy, Selection } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { FindingRule, nameOf, onPolicy } from '../finding';
import { peersOf } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const namespaceSelectsNothing: FindingRule = {
  id: 'namespace-selects-nothing',
  severity: 'warning',
  title: 'A namespace selector matches no namespace',
  find: ({ cluster, index }) => {
    const showsNamespaces = [...cluster.namespaces.values()].some(({ source }) => source !== undefined);
    return selectorsOf(cluster).flatMap(({ policy, namespaces, place }) => {
      if (index.namespacesOf(namespaces).length > 0 || mayBeElsewhere(namespaces, cluster)) return [];
      const meant = namedOtherwise(namespaces, cluster);
      if (!showsNamespaces && meant === undefined) return [];
      const { name, field } = place();
      return [onPolicy(policy, {
        field,
        text: `${name} is about namespaces ${namespaces}, and no Namespace of these manifests has such labels.`,
        about: namespaces.toString(),
        cure: meant === undefined ? 'Compare the selector with the labels of the Namespace that is meant.'
          : `Write "${NAME_LABEL}: ${meant}", a label that every namespace carries.`,
      })];
    });
  },
};

interface PlacedSelector {
  readonly policy: Policy;
  readonly namespaces: Selector;
  /** Where it stands, which few are ever asked for. */
  readonly place: () => { readonly name: string; readonly field: string };
}

/** The selectors of namespaces: those of what policies of the cluster select, and those of the peers of all policies. */
function selectorsOf(cluster: Cluster): PlacedSelector[] {
  return [
    ...cluster.policies.filter((policy) => !isNetworkPolicy(policy)).flatMap((policy) => placed(policy, policy.subject, () => (
      { name: `The subject of ${nameOf(policy)}`, field: 'spec.subject' }
    ))),
    ...peersOf(cluster).flatMap((place) => ('block' in place.peer ? [] : placed(place.policy, place.peer.selection, () => (
      { name: place.name, field: isNetworkPolicy(place.policy) ? `${place.peerField}.namespaceSelector` : place.peerField }
    )))),
  ];
}

function placed(policy: Policy, { namespaces }: Selection, place: PlacedSelector['place']): PlacedSelector[] {
  return typeof namespaces === 'string' ? [] : [{ policy, namespaces, place }];
}

/** Whether a namespace is named that these manifests do not speak of, and that may exist for all that, or one that every cluster has. */
function mayBeElsewhere(selector: Selector, { namespaces }: Cluster): boolean {
  return selector.requirements.filter(({ operator }) => operator === 'In').some(({ key, values }) => values.some((value) =>
    (key === NAME_LABEL && !namespaces.has(value) && selector.matches({ [NAME_LABEL]: value })) || (isName(key) && comesWithTheCluster(value))));
}

/** A namespace that is there, and is named by another label than the one that holds its name. */
function namedOtherwise({ requirements }: Selector, { namespaces }: Cluster): string | undefined {
  const values = requirements.flatMap(({ key, operator, values: named }) => (operator === 'In' && key !== NAME_LABEL && isName(key) ? named : []));
  return values.find((value) => namespaces.has(value));
}

function isName(key: string): boolean {
  return /(^|[/.])name(space)?$/.test(key);
}
