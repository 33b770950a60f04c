import { Finding, Severity } from '../../analysis/findings/finding';
import { placeText } from '../place';
import { Style } from '../style';
import { Linting, placeOf, SEVERITIES, worstFirst } from './linting';

const PAINT = { error: 'bad', warning: 'doubtful', note: 'quiet' } as const;

/** How many of the same are named. */
const SHOWN = 3;

/** A line for each finding and one for its cure, the worst first; at last how many there are. */
export function* lintTxt({ findings, acknowledged }: Linting, style: Style): Iterable<string> {
  for (const [finding, ...alike] of grouped(worstFirst(findings))) yield findingText(finding, alike, style);
  const counts = SEVERITIES.flatMap((severity) => countText(findings.filter((finding) => finding.severity === severity).length, severity));
  yield `${counts.join(', ') || 'No findings'}${acknowledged.length > 0 ? `; ${acknowledged.length} acknowledged` : ''}\n`;
}

function findingText(finding: Finding, alike: readonly Finding[], style: Style): string {
  const { source, field, severity, text, rule, cure } = finding;
  const severityText = style[PAINT[severity]](severity);
  return `${placeText(source, field)}: ${severityText}: ${style.strong(placeOf(finding))}: ${text} ${style.quiet(`[${rule}]`)}\n  ${cure}\n${alikeText(alike)}`;
}

function countText(count: number, severity: Severity): string[] {
  return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
}

/** Findings of one rule about the same, each group at the place of its first. */
function grouped(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string | Finding, Finding[]>();
  for (const finding of findings) {
    const key = finding.about === undefined ? finding : `${finding.rule} ${finding.severity} ${finding.about}`;
    groups.set(key, [...groups.get(key) ?? [], finding]);
  }
  return [...groups.values()];
}

function alikeText(alike: readonly Finding[]): string {
  if (alike.length === 0) return '';
  const shown = alike.slice(0, SHOWN).map((finding) => `${placeOf(finding)} (${placeText(finding.source, finding.field)})`);
  return `  So it is ${alike.length} more time${alike.length === 1 ? '' : 's'}: ${shown.join(', ')}${alike.length > SHOWN ? ', …' : ''}\n`;
}
