import { Reporters } from '../reporter';
import { listCsv } from './csv';
import { listJson } from './json';
import { Listing } from './listing';
import { listMd } from './md';
import { listTxt } from './txt';

export const listReporters = new Reporters<Listing>('A list', {
  txt: listTxt, json: listJson, csv: listCsv, md: listMd,
});
