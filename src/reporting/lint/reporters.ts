import { indented, jsonList } from '../json';
import { Reporters } from '../reporter';
import { lintGithub } from './github';
import { Linting, worstFirst } from './linting';
import { lintSarif } from './sarif';
import { lintTxt } from './txt';

export const lintReporters = new Reporters<Linting>('Findings', { txt: lintTxt, json: lintJson, sarif: lintSarif, github: lintGithub });

function* lintJson({ findings, acknowledged, problems }: Linting): Iterable<string> {
  yield '{\n  "findings": ';
  yield* jsonList(worstFirst(findings), '  ');
  yield `,\n  "acknowledged": ${acknowledged.length},\n  "problems": ${indented(problems, '  ')}\n}\n`;
}
