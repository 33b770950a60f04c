import { Finding, Severity } from '../../analysis/findings/finding';
import { placeText } from '../place';
import { Style } from '../style';
import { Linting, openFindings, SEVERITIES } from './linting';

const PAINT = { error: 'bad', warning: 'doubtful', note: 'quiet' } as const;

/** A line for each finding and one for its cure, the worst first; at last how many there are. */
export function* lintTxt(linting: Linting, style: Style): Iterable<string> {
  const findings = openFindings(linting);
  for (const finding of findings) yield findingText(finding, style);
  yield `${summary(findings, linting.findings.length - findings.length)}\n`;
}

function findingText({ source, severity, object, field, text, rule, cure }: Finding, style: Style): string {
  const place = [object, ...field === undefined ? [] : [field]].join(': ');
  return `${placeText(source)}: ${style[PAINT[severity]](severity)}: ${style.strong(place)}: ${text} ${style.quiet(`[${rule}]`)}\n  ${cure}\n`;
}

function summary(findings: readonly Finding[], acknowledged: number): string {
  const counts = SEVERITIES.flatMap((severity) => countText(findings.filter((finding) => finding.severity === severity).length, severity));
  return [counts.join(', ') || 'No findings', ...acknowledged > 0 ? [`${acknowledged} acknowledged`] : []].join(', ');
}

function countText(count: number, severity: Severity): string[] {
  return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
}
