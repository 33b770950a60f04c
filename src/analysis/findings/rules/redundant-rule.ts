import { ruleImplies } from '../../engine/implication';
import { Cluster } from '../../model/cluster';
import { Problem } from '../../model/source';
import { Coverage } from '../coverage';
import { FindingRule, Found, onPolicy } from '../finding';
import { RulePlace, rulesOf, rulesOfPolicy } from '../rule-places';
import { isNetworkPolicy } from '../written-policy';

export const redundantRule: FindingRule = {
  id: 'redundant-rule',
  severity: 'note',
  title: 'A rule that another makes redundant',
  find: ({ cluster }) => {
    const coverage = Coverage.of(cluster);
    return rulesOf(cluster).flatMap((place) => {
      const { policy } = place;
      if (!isNetworkPolicy(policy)) return hidden(place, cluster);
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

/** A rule of a cluster policy that another of it always comes before. What cannot be told from manifests may be different. */
function hidden(place: RulePlace, cluster: Cluster): Found[] {
  const { policy, direction, rule, index, field, name } = place;
  const isHere = ({ source, inRule }: Problem) => source === policy.source && inRule?.direction === direction && inRule.index === index;
  if (cluster.problems.some(isHere)) return [];
  const before = rulesOfPolicy(policy, direction).slice(0, index).find((other) => ruleImplies(rule, other.rule, cluster));
  return before === undefined ? [] : [onPolicy(policy, {
    field,
    text: `${name} never decides: ${before.name} comes before it and matches everything that it matches.`,
    cure: 'Delete the rule, or move it up: the first rule that matches decides.',
  })];
}
