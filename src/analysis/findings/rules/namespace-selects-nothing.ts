import { Cluster } from '../../model/cluster';
import { Selector } from '../../model/selector';
import { FindingRule, onPolicy } from '../finding';
import { comesWithTheCluster, NAME_LABEL } from '../known-pods';
import { peersOf } from '../places';

export const namespaceSelectsNothing: FindingRule = {
  id: 'namespace-selects-nothing',
  severity: 'warning',
  title: 'A namespace selector matches no namespace',
  find: ({ cluster, index }) => {
    const showsNamespaces = [...cluster.namespaces.values()].some(({ source }) => source !== undefined);
    return peersOf(cluster).flatMap(({ policy, peer, peerField, name }) => {
      if ('block' in peer || typeof peer.selection.namespaces === 'string') return [];
      const { namespaces } = peer.selection;
      if (index.namespacesOf(namespaces).length > 0 || namesThoseOfTheCluster(namespaces)) return [];
      const meant = namedOtherwise(namespaces, cluster);
      if (!showsNamespaces && meant === undefined) return [];
      return [onPolicy(policy, {
        field: policy.tier === 'NetworkPolicy' ? `${peerField}.namespaceSelector` : peerField,
        text: `${name} is about namespaces ${namespaces}, and none of these manifests has such labels.`,
        cure: meant === undefined ? 'Compare the selector with the labels of the Namespace that is meant.'
          : `Write "${NAME_LABEL}: ${meant}", a label that every namespace carries.`,
      })];
    });
  },
};

/** A namespace that is there, and is named by another label than the one that holds its name. */
function namedOtherwise({ requirements }: Selector, { namespaces }: Cluster): string | undefined {
  const values = requirements.flatMap(({ key, operator, values: named }) => (operator === 'In' && key !== NAME_LABEL && /(^|\/|\.)name(space)?$/.test(key) ? named : []));
  return values.find((value) => namespaces.has(value));
}

function namesThoseOfTheCluster({ requirements }: Selector): boolean {
  return requirements.some(({ key, operator, values }) => operator === 'In' && /(^|[/.])name(space)?$/.test(key) && values.some(comesWithTheCluster));
}
