import { Arguments } from './arguments';
import { Command, Outcome } from './command';
import { COMMANDS } from './commands/commands';
import { commandHelp, generalHelp, HELP } from './help';
import { Io } from './io';
import { writeAll } from './output';
import { CommandSession, styleFor } from './session';
import { UsageError } from './usage-error';
import { AmbiguousEnd, UnknownEnd } from '../analysis/model/end-names';
import { UnknownPort } from '../analysis/questions/port-names';
import { version } from '../package/version';
import { problemText } from '../reporting/place';
import { Style } from '../reporting/style';

export const NAME = 'cdk8s-netpol';

const DONE = 0;
const FOUND = 1;
const WRONG = 2;

/**
 * Does what the arguments say.
 *
 * @param argv the arguments after the name of the command
 * @returns the exit code: 0 done, 1 differences, findings or failed expectations, 2 wrong usage or input that could not be used
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const style = styleFor(io.stderr, io.env);
  try {
    return await dispatch(argv, io, style);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.progress?.end();
    await writeAll(io.stderr, [`${style.bad('error:')} ${error.message}\n`]);
    return WRONG;
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io, style: Style): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const about = COMMANDS.find((one) => one.name === rest[0]);
    await writeAll(name === undefined ? io.stderr : io.stdout, [about ? commandHelp(NAME, about) : generalHelp(NAME, COMMANDS)]);
    return name === undefined ? WRONG : DONE;
  }
  if (name === '--version') {
    await writeAll(io.stdout, [`${version()}\n`]);
    return DONE;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const what = name.startsWith('-') ? `There is no option ${name} before a command` : `There is no command "${name}"`;
    throw new UsageError(`${what}. The commands are ${COMMANDS.map((one) => one.name).join(', ')}; see ${NAME} --help.`);
  }
  if (asksForHelp(rest)) {
    await writeAll(io.stdout, [commandHelp(NAME, command)]);
    return DONE;
  }
  return perform(command, argumentsOf(command, rest), io, style);
}

async function perform(command: Command, given: Arguments, io: Io, style: Style): Promise<number> {
  const session = new CommandSession(io);
  const outcome = attempt(() => command.run(given, session));
  io.progress?.end();
  if (!(outcome instanceof Error)) await writeAll(io.stdout, outcome.text);
  await writeAll(io.stderr, [
    ...session.problems.map((problem) => `${style.bad('problem:')} ${problemText(problem)}\n`),
    ...[...session.notes].map((note) => `${style.doubtful('note:')} ${note}\n`),
  ]);
  if (outcome instanceof Error) throw outcome;
  if (session.problems.length > 0) return WRONG;
  return outcome.found ? FOUND : DONE;
}

/** What was read is said even where the rest cannot be done: it may be the reason. */
function attempt(act: () => Outcome): Outcome | UsageError {
  try {
    return act();
  } catch (error) {
    if (error instanceof UsageError) return error;
    if ([UnknownEnd, AmbiguousEnd, UnknownPort].some((kind) => error instanceof kind)) return new UsageError(capitalized((error as Error).message));
    throw error;
  }
}

function argumentsOf(command: Command, rest: readonly string[]): Arguments {
  try {
    return Arguments.parse(rest, command.options, command.operands);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message} See ${NAME} ${command.name} --help.`);
  }
}

function asksForHelp(given: readonly string[]): boolean {
  const options = given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
  return options.includes(`--${HELP.name}`) || options.includes(`-${HELP.short}`);
}

function capitalized(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
