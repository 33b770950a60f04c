import { Difference } from '../../analysis/questions/difference';
import { csvLine } from '../csv';
import { jsonList } from '../json';
import { tableHead, tableRow } from '../markdown';
import { Reporters } from '../reporter';
import { cellsOf, COLUMNS } from './columns';
import { diffTxt } from './txt';

export const diffReporters = new Reporters<readonly Difference[]>('A diff', { txt: diffTxt, json: diffJson, csv: diffCsv, md: diffMd });

function* diffJson(differences: readonly Difference[]): Iterable<string> {
  yield* jsonList(differences.map((difference) => Object.fromEntries(cellsOf(difference).map((cell, index) => [COLUMNS[index], cell]))));
  yield '\n';
}

function* diffCsv(differences: readonly Difference[]): Iterable<string> {
  yield csvLine(...COLUMNS);
  for (const difference of differences) yield csvLine(...cellsOf(difference));
}

function* diffMd(differences: readonly Difference[]): Iterable<string> {
  yield tableHead(...COLUMNS);
  for (const difference of differences) yield tableRow(...cellsOf(difference));
}
