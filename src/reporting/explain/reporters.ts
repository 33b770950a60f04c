import { Explanation } from '../../analysis/explanation';
import { jsonList } from '../json';
import { Reporters } from '../reporter';
import { explainTxt } from './txt';

export const explainReporters = new Reporters<readonly Explanation[]>('An explanation', { txt: explainTxt, json: explainJson });

function* explainJson(explanations: readonly Explanation[]): Iterable<string> {
  yield* jsonList(explanations);
  yield '\n';
}
