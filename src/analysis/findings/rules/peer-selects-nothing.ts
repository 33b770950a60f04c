import { KnownPods } from '../../engine/known-pods';
import { selectionText } from '../../questions/peer-text';
import { FindingRule, onPolicy } from '../finding';
import { nearestLabel } from '../nearest-label';
import { peersOf } from '../rule-places';

export const peerSelectsNothing: FindingRule = {
  id: 'peer-selects-nothing',
  severity: 'warning',
  title: 'A peer selects no pod',
  find: (analysis) => {
    const known = new KnownPods(analysis);
    return peersOf(analysis.cluster).flatMap((place) => {
      const { policy, peer } = place;
      if ('block' in peer || !known.shows(peer.selection) || analysis.index.select(peer.selection).length > 0) return [];
      const own = peer.selection.namespaces === policy.namespace;
      return [onPolicy(policy, {
        field: place.peerField,
        text: `${place.name} is about ${selectionText(peer.selection)}, and there are none in these manifests, so that it means nobody.${nearestLabel(peer.selection, analysis) ?? ''}`,
        about: selectionText(peer.selection),
        cure: `Compare the selector with the labels of the pods that are meant${own ? '; pods of another namespace need a namespaceSelector in the same list item' : ''}.`,
      })];
    });
  },
};
