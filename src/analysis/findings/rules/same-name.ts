import { lineOf } from '../../model/source';
import { FindingRule } from '../finding';

export const sameName: FindingRule = {
  id: 'same-name',
  severity: 'error',
  title: 'An object is given twice with different content',
  find: ({ cluster }) => cluster.givenTwice.map(({ object, first, last }) => ({
    object,
    on: last,
    field: 'metadata.name',
    about: `${first.file} ${last.source.file}`,
    text: `There is another ${object}${first.file === undefined ? '' : ` in ${first.file}`}${first.line === undefined ? '' : `, line ${lineOf(first)}`}, with other content. `
      + 'A cluster keeps the one that is applied last; here the last one that was read counts.',
    cure: 'Delete one of them, give one another name, or write what both say into one.',
  })),
};
