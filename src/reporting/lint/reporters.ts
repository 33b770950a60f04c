import { indented, jsonList } from '../json';
import { Reporters } from '../reporter';
import { lintGithub } from './github';
import { Linting, openFindings } from './linting';
import { lintSarif } from './sarif';
import { lintTxt } from './txt';

export const lintReporters = new Reporters<Linting>('Findings', { txt: lintTxt, json: lintJson, sarif: lintSarif, github: lintGithub });

function* lintJson(linting: Linting): Iterable<string> {
  const findings = openFindings(linting);
  yield '{\n  "findings": ';
  yield* jsonList(findings, '  ');
  yield `,\n  "acknowledged": ${linting.findings.length - findings.length}`;
  yield `,\n  "problems": ${indented(linting.problems, '  ')}\n}\n`;
}
