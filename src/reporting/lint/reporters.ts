import { Problem, shownSource, Source } from '../../analysis/model/source';
import { indented, jsonList } from '../json';
import { Reporters } from '../reporter';
import { lintGithub } from './github';
import { Linting, worstFirst } from './linting';
import { lintSarif } from './sarif';
import { lintTxt } from './txt';

export const lintReporters = new Reporters<Linting>('Findings', { txt: lintTxt, json: lintJson, sarif: lintSarif, github: lintGithub });

function* lintJson({ findings, acknowledged, problems }: Linting): Iterable<string> {
  yield '{\n  "findings": ';
  yield* jsonList(worstFirst(findings).map(shown), '  ');
  yield `,\n  "acknowledged": ${acknowledged.length},\n  "problems": ${indented(problems.map(shown), '  ')}\n}\n`;
}

/** With the line of the field. */
function shown({ discreet, inRule, ...one }: Partial<Problem> & { readonly source: Source }): object {
  return { ...one, source: shownSource(one.source, one.field), ...(one.first && { first: shownSource(one.first) }) };
}
