import { MANIFESTS, outputOption, READING, readingOf } from './shared-options';
import { Analysis } from '../../analysis/engine/analysis';
import { workloadText } from '../../analysis/model/ends';
import { listReporters } from '../../reporting/list/reporters';
import { suggestReporters } from '../../reporting/suggest/reporters';
import { missingOf } from '../../suggest/missing';
import { suggestedPolicies } from '../../suggest/policies/suggested-policies';
import { suggestionsOf } from '../../suggest/suggest';
import { Suggestion } from '../../suggest/suggestion';
import { unexplainedOf } from '../../suggest/unexplained';
import { Command, Session } from '../command';
import { UsageError } from '../usage-error';

/** Formats in which a part of the suggestions says something too. */
const OF_A_PART = ['txt', 'json'];

export const suggest: Command = {
  name: 'suggest',
  summary: 'the connections that workloads need, by what manifests say beside policies',
  operands: MANIFESTS,
  options: [
    outputOption(suggestReporters.names),
    { name: 'likely', text: 'suggest too what a person has to look at, such as hosts outside of the cluster' },
    { name: 'missing', text: 'only what the policies that are there close' },
    { name: 'unexplained', text: 'instead, what the policies that are there open and nothing asks for' },
    ...READING,
  ],
  examples: [
    { line: '$0 suggest manifests/', does: 'Whom every workload needs, and which fields tell it' },
    { line: '$0 suggest manifests/ -o yaml > policies.yaml', does: 'Policies that open that and nothing else' },
    { line: '$0 suggest manifests/ -o ts > main.ts', does: 'The same as an app, to go on with' },
    { line: '$0 suggest dist/ --missing', does: 'What the policies of a folder forget' },
  ],
  run: (given, session) => {
    const output = given.value('output');
    const part = ['missing', 'unexplained'].find((name) => given.has(name));
    if (given.has('missing') && given.has('unexplained')) throw new UsageError('--missing and --unexplained are two questions. Ask one of them.');
    if (part !== undefined && !OF_A_PART.includes(output)) throw new UsageError(`--${part} cannot be written as ${output}, which is about all that is suggested. Write it as ${OF_A_PART.join(' or ')}.`);
    if (output === 'ts' && given.paths.includes('-')) throw new UsageError('An app includes files, so standard input cannot be written as ts. Save it first.');
    const analysis = session.analyze(given.paths, readingOf(given));
    if (part === 'unexplained') {
      const lines = unexplainedOf(analysis);
      return { text: listReporters.named(output)({ lines, parties: [] }, session.style), found: lines.length > 0 };
    }
    const isWhole = !OF_A_PART.includes(output);
    const suggestions = suggested(analysis, { isMissing: part === 'missing', likely: given.has('likely') || isWhole }, session);
    if (isWhole) noteOfPolicies(analysis, suggestions, output, session);
    return { text: suggestReporters.named(output)({ suggestions, analysis, paths: given.paths }, session.style), found: part === 'missing' && suggestions.length > 0 };
  },
};

interface Asked {
  readonly isMissing: boolean;
  readonly likely: boolean;
}

function suggested(analysis: Analysis, { isMissing, likely }: Asked, session: Session): readonly Suggestion[] {
  const all = suggestionsOf(analysis);
  const missing = isMissing ? missingOf(analysis, all) : undefined;
  const asked = missing?.suggestions ?? all;
  const untold = missing?.untold.length ?? 0;
  if (untold > 0) session.note(`of ${untold} more nobody can tell whether the policies close them, because only the name of an end is known; suggest --likely without --missing has them.`);
  const left = asked.filter(({ grade }) => grade === 'likely').length;
  if (likely || left === 0) return asked;
  session.note(`${left} likely one${left === 1 ? ' is' : 's are'} left out; --likely adds ${left === 1 ? 'it' : 'them'}.`);
  return asked.filter(({ grade }) => grade === 'certain');
}

/** What is written says, and the person who asked for it should know. */
function noteOfPolicies(analysis: Analysis, suggestions: readonly Suggestion[], output: string, session: Session): void {
  const { remarks, likely } = suggestedPolicies(analysis, suggestions);
  if (likely.length > 0) session.note(`${likely.length} likely one${likely.length === 1 ? ' is a comment' : 's are comments'}: a person has to look at ${likely.length === 1 ? 'it' : 'them'}.`);
  if (output !== 'expectations') remarks.forEach((remark) => session.note(remark));
  const inLists = output === 'ts' ? analysis.cluster.workloads.filter(({ source }) => source.item !== undefined).map(workloadText) : [];
  if (inLists.length > 0) session.note(`what is inside of a List cannot be adopted, so that nothing is said of ${inLists.join(', ')}: write the items of the List one by one.`);
}
