import { Tree } from './tree';
import { Requirement, Selector } from '../../analysis/model/selector';

const OPERATORS: readonly Requirement['operator'][] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** A label selector of a custom resource. */
export function selectorOf(tree: Tree): Selector {
  return new Selector([
    ...Object.entries(tree.at('matchLabels').map).map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] })),
    ...tree.at('matchExpressions').items.flatMap((expression): Requirement[] => {
      const [key, operator] = [expression.at('key').text, OPERATORS.find((one) => one === expression.at('operator').text)];
      return key === undefined || operator === undefined ? [] : [{ key, operator, values: expression.at('values').texts }];
    }),
  ]);
}
