import { letInText, waysText } from './ways-in';
import { ruleText } from '../../analysis/questions/explanation/explain-end';
import { EndExplanation, Explanation, PolicyReference } from '../../analysis/questions/explanation/explanation';
import { placeText } from '../place';
import { Style } from '../style';

/** A block of lines for each explained port: whether it is open, what each end says to it, and what would open it. */
export function* explainTxt(explanations: readonly Explanation[], style: Style): Iterable<string> {
  let above = '';
  for (const explanation of explanations) {
    yield `${above}${explanationText(explanation, style)}`;
    above = '\n';
  }
}

/** One explanation, with its line ends. */
export function explanationText({ from, to, connections, port, open, ways, letIn, egress, ingress }: Explanation, style: Style): string {
  const lines = [
    `${style.strong(`${from} => ${to} : ${connections}`)} ${port === undefined ? 'are' : 'is'} ${openText(open, style)}`,
    ...ways ? waysText(ways).map((line) => `  ${line}`) : [],
    ...letIn ? [`  ${letInText(letIn)}`] : [],
    ...[egress, ingress].flatMap((end) => (end ? endLines(end, style) : [])),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function endLines({ direction, end, open, text, decidedBy, nearMiss, policies, caveat, mend }: EndExplanation, style: Style): string[] {
  const others = policies.filter((policy) => policy !== decidedBy?.policy && policy.name !== decidedBy?.policy.name);
  return [
    `  ${direction} of ${end}: ${openText(open, style)}`,
    `    ${text}${decidedBy ? style.quiet(` (${placeText(decidedBy.policy.source, decidedBy.field)})`) : ''}`,
    ...caveat === undefined ? [] : [`    ${style.doubtful('But:')} ${caveat}`],
    ...nearMiss ? [`    Nearest: ${ruleText(nearMiss.rule)}, but ${nearMiss.text}.`] : [],
    ...others.length > 0 ? [`    ${decidedBy ? 'Also asked' : 'Asked'}: ${others.map((policy) => policyText(policy, style)).join(', ')}`] : [],
    ...mend === undefined ? [] : [`    ${style.doubtful('To open it:')} ${mend}`],
  ];
}

function policyText({ kind, name, source }: PolicyReference, style: Style): string {
  return `${kind} ${name}${style.quiet(` (${placeText(source)})`)}`;
}

function openText(open: boolean, style: Style): string {
  return open ? style.good('open') : style.bad('closed');
}
