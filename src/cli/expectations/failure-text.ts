import { Failure, WrongPair } from './check-expectations';
import { explanationText } from '../../reporting/explain/txt';
import { Style } from '../../reporting/style';

const SHOWN = 3;

/** What does not hold, and why. */
export function failureText({ expectation: { text, line }, meaningless, pairs }: Failure, file: string, style: Style): string {
  const more = pairs.slice(SHOWN).map(({ from, to }) => `${from} => ${to}`);
  const lines = [
    `${file}:${line}: ${style.bad('failed:')} ${style.strong(text)}`,
    ...meaningless === undefined ? [] : [`  It cannot be checked: ${meaningless}`],
    ...pairs.slice(0, SHOWN).flatMap((pair) => pairLines(pair, style)),
    ...more.length > 0 ? [`  So it is for ${more.length} more: ${more.slice(0, SHOWN).join(', ')}${more.length > SHOWN ? ', …' : ''}`] : [],
  ];
  return lines.map((one) => `${one}\n`).join('');
}

function pairLines({ from, to, excess, missing, onNode, explanation }: WrongPair, style: Style): string[] {
  return [
    ...missing.isEmpty ? [] : [`  ${missing.isAll ? 'Nothing is open' : `Not open: ${missing}`}`],
    ...excess.isEmpty ? [] : [`  Open, and should not be: ${excess}`],
    ...onNode === undefined ? [] : [`  Not known to be closed: ${onNode} is on the network of its node, which policies do not reach.`],
    ...explanation === undefined ? [`    ${from} => ${to} : ${excess} is open`] : explanationText(explanation(), style).trimEnd().split('\n').map((line) => `    ${line}`),
  ];
}
