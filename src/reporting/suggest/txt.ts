import { suggestedEndText, Suggestion } from '../../suggest/suggestion';
import { placeText } from '../place';
import { Style } from '../style';
import { addressText, Suggesting } from './suggesting';

/** So much of the evidence is shown of a connection. */
const SHOWN = 3;

/** The lines of a list, below each what tells of it. */
export function* suggestTxt({ suggestions }: Suggesting, style: Style): Iterable<string> {
  for (const suggestion of suggestions) yield suggestionText(suggestion, style);
}

function suggestionText({ from, to, connections, grade, evidence }: Suggestion, style: Style): string {
  const line = `${suggestedEndText(from)} ${style.quiet('=>')} ${suggestedEndText(to)} : ${style.good(connections.toString())}${grade === 'likely' ? style.doubtful(' (likely)') : ''}\n`;
  const shown = evidence.slice(0, SHOWN).map((one) => {
    const address = addressText(one);
    return `  ${one.place.name}${address === undefined ? '' : `: ${address}`} ${style.quiet(`(${placeText(one.place.on.source, one.place.field)})`)}\n`;
  });
  const more = evidence.length > SHOWN ? [`  and ${evidence.length - SHOWN} more\n`] : [];
  const advice = [from, to].flatMap((end) => (end.kind === 'named' && grade === 'likely' ? [`  ${style.quiet(end.advice)}\n`] : []));
  return [line, ...shown, ...more, ...advice].join('');
}
