import { Reporters } from '../reporter';
import { listCsv } from './csv';
import { listDot } from './dot';
import { listJson } from './json';
import { Listing } from './listing';
import { listMd } from './md';
import { listMermaid } from './mermaid';
import { listSvg } from './svg';
import { listTxt } from './txt';

export const listReporters = new Reporters<Listing>('A list', {
  txt: listTxt, json: listJson, csv: listCsv, md: listMd, dot: listDot, mermaid: listMermaid, svg: listSvg,
});
