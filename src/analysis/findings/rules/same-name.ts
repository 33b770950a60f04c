import { Policy } from '../../model/cluster';
import { FindingRule, nameOf, onPolicy } from '../finding';

export const sameName: FindingRule = {
  id: 'same-name',
  severity: 'error',
  title: 'Two policies have the same name',
  find: ({ cluster }) => {
    const first = new Map<string, Policy>();
    return cluster.policies.flatMap((policy) => {
      const name = nameOf(policy);
      const other = first.get(name);
      first.set(name, other ?? policy);
      return other === undefined ? [] : [onPolicy(policy, {
        field: 'metadata.name',
        text: `There is another policy ${name}${placeOf(other)}. A cluster keeps the one that is applied last, while both are counted here.`,
        cure: 'Give one of them another name, or write their rules into one policy.',
      })];
    });
  },
};

function placeOf({ source: { file, line } }: Policy): string {
  return file === undefined ? '' : ` in ${file}${line === undefined ? '' : `, line ${line}`}`;
}
