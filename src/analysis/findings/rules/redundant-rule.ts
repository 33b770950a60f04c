import { Coverage } from '../coverage';
import { FindingRule, onPolicy } from '../finding';
import { rulesOf } from '../places';
import { isNetworkPolicy } from '../written';

export const redundantRule: FindingRule = {
  id: 'redundant-rule',
  severity: 'note',
  title: 'A rule that another makes redundant',
  find: ({ cluster }) => {
    const coverage = Coverage.of(cluster);
    return rulesOf(cluster).filter(({ policy }) => isNetworkPolicy(policy)).flatMap((place) => {
      const { policy } = place;
      const cover = coverage.coverOf(place);
      if (cover === undefined || (cover.policy !== policy && coverage.isSuperfluous(policy))) return [];
      return [onPolicy(policy, {
        field: place.field,
        text: `Everything that ${place.name} opens is open by ${cover.name} already.`,
        cure: 'Delete the rule; or, where it was meant to limit the other one, delete that: rules only ever add.',
      })];
    });
  },
};
