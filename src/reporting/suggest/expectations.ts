import { likelyComment } from './comments';
import { portsOfRule } from './ports';
import { Suggesting } from './suggesting';
import { EndNames } from '../../analysis/model/end-names';
import { ConnectionSet } from '../../analysis/sets/connection-set';
import { blocksOf } from '../../suggest/policies/blocks';
import { suggestedEndText, SuggestedEnd, Suggestion } from '../../suggest/suggestion';

/** A file for `check`: a line for each connection that is certain, on its ports and on no other. What cannot be asked is a comment. */
export function* suggestExpectations({ suggestions, analysis }: Suggesting): Iterable<string> {
  yield 'expect: |\n';
  for (const suggestion of suggestions.filter(({ grade }) => grade === 'certain')) yield* expectationsOf(suggestion, analysis.names);
  const likely = suggestions.filter(({ grade }) => grade === 'likely');
  if (likely.length > 0) yield ['Likely, and not expected:', ...likely.flatMap(likelyComment)].map((line) => `# ${line}\n`).join('');
}

function* expectationsOf({ from, to, connections }: Suggestion, names: EndNames): Iterable<string> {
  const [sources, destinations] = [askedTexts(from, names), askedTexts(to, names)];
  if (sources.length === 0 || destinations.length === 0) yield `  # ${suggestedEndText(from)} => ${suggestedEndText(to)} : ${connections}\n`;
  for (const source of sources) {
    for (const destination of destinations) yield `  ${source} -> ${destination}: ${from.kind === 'addresses' ? '' : 'only '}${portsText(connections)}\n`;
  }
}

/** As `check` takes an end; nothing for one that it cannot be asked about. */
function askedTexts(end: SuggestedEnd, names: EndNames): readonly string[] {
  if (end.kind === 'workload') return [names.textOf(end)];
  return end.kind === 'addresses' ? blocksOf(end.addresses) : [];
}

function portsText(connections: ConnectionSet): string {
  return portsOfRule(connections).map(({ protocol, port, endPort }) => (
    [protocol.toLowerCase(), ...port === undefined ? [] : [`${port}${endPort === undefined ? '' : `-${endPort}`}`]].join('/')
  )).join(', ');
}
