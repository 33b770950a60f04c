import { Finding, Severity } from '../../analysis/findings/finding';
import { placeText } from '../place';
import { Style } from '../style';
import { Linting, placeOf, SEVERITIES, worstFirst } from './linting';

const PAINT = { error: 'bad', warning: 'doubtful', note: 'quiet' } as const;

/** A line for each finding and one for its cure, the worst first; at last how many there are. */
export function* lintTxt({ findings, acknowledged }: Linting, style: Style): Iterable<string> {
  for (const finding of worstFirst(findings)) yield findingText(finding, style);
  const counts = SEVERITIES.flatMap((severity) => countText(findings.filter((finding) => finding.severity === severity).length, severity));
  yield `${counts.join(', ') || 'No findings'}${acknowledged.length > 0 ? `; ${acknowledged.length} acknowledged` : ''}\n`;
}

function findingText(finding: Finding, style: Style): string {
  const { source, field, severity, text, rule, cure } = finding;
  const severityText = style[PAINT[severity]](severity);
  return `${placeText(source, field)}: ${severityText}: ${style.strong(placeOf(finding))}: ${text} ${style.quiet(`[${rule}]`)}\n  ${cure}\n`;
}

function countText(count: number, severity: Severity): string[] {
  return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
}
