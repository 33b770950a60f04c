import { Reporters } from '../reporter';
import { suggestExpectations } from './expectations';
import { suggestJson } from './json';
import { Suggesting } from './suggesting';
import { suggestTs } from './ts';
import { suggestTxt } from './txt';
import { suggestYaml } from './yaml';

export const suggestReporters = new Reporters<Suggesting>('Suggestions', {
  txt: suggestTxt, json: suggestJson, yaml: suggestYaml, ts: suggestTs, expectations: suggestExpectations,
});
