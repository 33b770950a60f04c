import { Coverage } from '../coverage';
import { FindingRule, onPolicy } from '../finding';
import { rulesOfPolicy } from '../places';
import { isNetworkPolicy } from '../written';
import { DIRECTIONS } from '../../model/cluster';

export const redundantRule: FindingRule = {
  id: 'redundant-rule',
  severity: 'note',
  title: 'A rule that another makes redundant',
  find: ({ cluster }) => {
    const coverage = new Coverage(cluster);
    return cluster.policies.filter(isNetworkPolicy).flatMap((policy) => DIRECTIONS.flatMap((direction) => rulesOfPolicy(policy, direction).flatMap((place) => {
      const cover = coverage.coverOf(place);
      if (cover === undefined || (cover.policy !== policy && coverage.isSuperfluous(policy))) return [];
      return [onPolicy(policy, {
        field: place.field,
        text: `Everything that ${place.name} opens is open by ${cover.name} already.`,
        cure: `Delete the rule; or, where it was meant to limit the other one, delete that: rules only ever add.`,
      })];
    })));
  },
};
