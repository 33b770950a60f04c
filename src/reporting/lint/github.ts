import { Severity } from '../../analysis/findings/finding';
import { shownSource, Source } from '../../analysis/model/source';
import { problemText } from '../place';
import { Linting, placeOf, worstFirst } from './linting';

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', note: 'notice' };

/** Commands that make GitHub Actions show the findings beside the lines of a pull request. */
export function* lintGithub({ findings, problems }: Linting): Iterable<string> {
  for (const problem of problems) yield command('error', shownSource(problem.source, problem.field), 'Unusable input', problemText(problem));
  for (const finding of worstFirst(findings)) {
    const { severity, source, field, title, text, cure, rule } = finding;
    yield command(COMMANDS[severity], shownSource(source, field), `${title} [${rule}]`, `${placeOf(finding)}: ${text}\n${cure}`);
  }
}

function command(name: string, { file, line }: Source, title: string, message: string): string {
  const properties = { ...(file !== undefined && file !== '-' && { file, ...(line !== undefined && { line: `${line}` }) }), title };
  return `::${name} ${Object.entries(properties).map(([key, value]) => `${key}=${inProperty(value)}`).join(',')}::${inMessage(message)}\n`;
}

function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
