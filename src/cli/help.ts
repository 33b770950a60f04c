import { Command } from './command';
import { Option } from './option';

export const HELP: Option = { name: 'help', short: 'h', text: 'show this help' };
const VERSION: Option = { name: 'version', text: 'show the version' };

const EXIT_CODES = `Exit codes
  0  done
  1  there are differences, findings or failed expectations
  2  wrong usage, or something of the input could not be used; the rest of it still was
`;

/** What there is to do, and how to learn more. */
export function generalHelp(name: string, commands: readonly Command[]): string {
  return `${name}: who may talk to whom in Kubernetes, by what the manifests say

Usage
  ${name} COMMAND [OPTIONS] PATH…

Commands
${columns(commands.map((command) => [command.name, command.summary]))}
Options
${columns([HELP, VERSION].map((option) => [optionText(option), option.text]))}
${EXIT_CODES}
Examples
${commands.map(({ examples }) => exampleText(name, examples[0])).join('')}
"${name} COMMAND --help" tells more of one command.
`;
}

/** All about one command. */
export function commandHelp(name: string, { name: command, summary, operands, options, details, examples }: Command): string {
  const required = options.filter((option) => option.required).map((option) => ` --${option.name} ${option.value}`).join('');
  return `${name} ${command}: ${summary}

Usage
  ${name} ${command} ${operands.usage}${required} [OPTIONS]

${columns([[operands.usage, operands.text]])}
Options
${columns([...options, HELP].map((option) => [optionText(option), textOf(option)]))}
${details === undefined ? '' : `${details}\n\n`}${EXIT_CODES}
Examples
${examples.map((example) => exampleText(name, example)).join('')}`;
}

function optionText({ name, short, value }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
}

function textOf({ text, choices, default: usual }: Option): string {
  const all = choices ? `: ${choices.map((choice) => (choice === usual ? `${choice} (if not given)` : choice)).join(', ')}` : '';
  return `${text}${all}`;
}

function exampleText(name: string, { line, does }: { line: string; does: string }): string {
  return `  # ${does}\n  ${line.replaceAll('$0', name)}\n`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}\n`).join('');
}
