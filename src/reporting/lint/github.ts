import { Severity } from '../../analysis/findings/finding';
import { problemText } from '../place';
import { Source } from '../../analysis/source';
import { Linting, openFindings } from './linting';

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', note: 'notice' };

/** Commands that make GitHub Actions show the findings beside the lines of a pull request. */
export function* lintGithub(linting: Linting): Iterable<string> {
  for (const problem of linting.problems) yield command('error', problem.source, 'unusable input', problemText(problem));
  for (const { severity, source, title, object, field, text, cure, rule } of openFindings(linting)) {
    const place = [object, ...field === undefined ? [] : [field]].join(': ');
    yield command(COMMANDS[severity], source, `${title} [${rule}]`, `${place}: ${text}\n${cure}`);
  }
}

function command(name: string, { file, line }: Source, title: string, message: string): string {
  const where = file === undefined || file === '-' ? [] : [['file', file], ...line === undefined ? [] : [['line', `${line}`]]];
  return `::${name} ${[...where, ['title', title]].map(([key, value]) => `${key}=${inProperty(value)}`).join(',')}::${inMessage(message)}\n`;
}

function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
