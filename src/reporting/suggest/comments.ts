import { addressText } from './suggesting';
import { suggestedEndText, Suggestion } from '../../suggest/suggestion';
import { placeText } from '../place';

/** What is suggested and what tells it, in lines of a comment without its marks. */
export function commentOf({ from, to, connections, evidence }: Suggestion): string[] {
  return [`${suggestedEndText(from)} => ${suggestedEndText(to)} : ${connections}`, ...evidenceLines({ evidence }).map((line) => `  ${line}`)];
}

export function evidenceLines({ evidence }: Pick<Suggestion, 'evidence'>): string[] {
  return evidence.map((one) => {
    const address = addressText(one);
    return oneLine(`${one.place.name}${address === undefined ? '' : `: ${address}`} (${placeText(one.place.on.source, one.place.field)})`);
  });
}

/** What is likely, with what to write for it. */
export function likelyComment(suggestion: Suggestion): string[] {
  const advice = [suggestion.from, suggestion.to].flatMap((end) => (end.kind === 'named' ? [`  ${end.advice}`] : []));
  return [...commentOf(suggestion), ...advice].map(oneLine);
}

/** A name of a file may hold what ends a line, and a comment with it. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ');
}
