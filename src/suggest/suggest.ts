import { configurationOf } from './app-configuration';
import { collect } from './collect';
import { EVIDENCE_KINDS } from './evidence/registry';
import { Suggestion } from './suggestion';
import { Analysis } from '../analysis/engine/analysis';

const KNOWN = new WeakMap<Analysis, readonly Suggestion[]>();

/** The connections that an app needs, by what its manifests say elsewhere than in policies; in the order of their texts, what is certain before what is likely. */
export function suggestionsOf(analysis: Analysis): readonly Suggestion[] {
  let suggestions = KNOWN.get(analysis);
  if (!suggestions) KNOWN.set(analysis, suggestions = collect(configurationOf(analysis), EVIDENCE_KINDS));
  return suggestions;
}
