import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';

const PROJECT = resolve(__dirname, '..', '..', '..');
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: { [name: string]: string } };

/** Commands that a page may name without more ado, by their first words. */
const KNOWN = [
  'npm install', 'npm ci', 'npm init', 'npm pack', 'npx cdk8s', 'npx cdk8s-netpol', 'npx jest', 'npx projen', 'npx tsc', 'npx ts-node', 'npx depcruise',
  'cdk8s synth', 'cdk8s init', 'kubectl apply', 'kubectl diff', 'kubectl get', 'helm template', 'git clone', 'cd', 'mkdir', 'node', 'pip install', 'go get', 'go mod', '.ci/run',
];
const FOLDERS_OF_PROJECT = /^(src|test|docs|examples|bench|\.ci)\//;

/** The commands of a block that nobody could type: scripts and files that do not exist, words that nobody knows. */
export function commandProblems(text: string): string[] {
  return commandsIn(text).flatMap((command) => {
    const words = command.split(/\s+/);
    const missing = words.filter((word) => FOLDERS_OF_PROJECT.test(word) && !existsSync(join(PROJECT, word)));
    return [
      ...isKnown(command, words) ? [] : [`"${command}" is no command that is known here`],
      ...missing.map((path) => `"${command}" names ${path}, which does not exist`),
    ];
  });
}

/** Where a block shows a prompt, the lines without one are what a command prints. */
function commandsIn(text: string): string[] {
  const lines = text.replaceAll('\\\n', ' ').split('\n').map((line) => line.trim());
  const prompted = lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
  return (prompted.length > 0 ? prompted : lines)
    .map((line) => line.replace(/(^|\s)#.*$/, ''))
    .flatMap((line) => line.split(/&&|\|/))
    .map((command) => command.trim())
    .filter((command) => command !== '');
}

function isKnown(command: string, [first, second, third]: readonly string[]): boolean {
  if (first === 'npm' && second === 'run') return third in scripts;
  if (first === 'npm' && (second === 'test' || second === 'start')) return second in scripts;
  return KNOWN.some((known) => command === known || command.startsWith(`${known} `));
}
