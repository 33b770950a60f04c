import execa from 'execa';
import { failureOf, Missing } from './failure';

export interface RunOptions {
  /** @default - the folder in which the step was begun */
  readonly cwd?: string;

  /** Variables beside those of this process. */
  readonly env?: NodeJS.ProcessEnv;

  /** Leaves it to the caller what a status other than 0 means. */
  readonly fails?: boolean;

  /**
   * What of that which the program prints is shown instead of kept.
   *
   * @default - nothing
   */
  readonly shown?: 'all' | 'errors';
}

export interface Ended {
  /** `undefined` where a signal ended the program. */
  readonly status?: number;

  readonly stdout: string;
  readonly stderr: string;

  /** Both. */
  readonly output: string;
}

/** jsii's runtimes print a banner on versions of Node that they no longer test. */
const WITHOUT_BANNER = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/**
 * Runs a program to its end.
 *
 * @throws `Missing` where there is no such program, or where it could not reach the network
 */
export async function run(command: string, args: readonly string[], { cwd, env = {}, fails = false, shown }: RunOptions = {}): Promise<Ended> {
  const child = execa(command, args, {
    cwd,
    env: { ...WITHOUT_BANNER, ...env },
    stdin: 'ignore',
    stdout: shown === 'all' ? 'inherit' : 'pipe',
    stderr: shown === undefined ? 'pipe' : 'inherit',
    stripFinalNewline: false,
  });
  const ended = await child.catch((error: execa.ExecaError & NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Missing(`there is no "${command}"`);
    if (error.exitCode === undefined && error.signal === undefined) throw error;
    return error;
  });
  const [status, stdout, stderr] = [ended.exitCode, ended.stdout ?? '', ended.stderr ?? ''];
  if (status !== 0 && !fails) throw failureOf(`${command} ${args.join(' ')} ended with ${status ?? ended.signal}`, stdout + stderr);
  return { status, stdout, stderr, output: stdout + stderr };
}

/** Runs a script with this Node. */
export async function node(script: string, args: readonly string[], options?: RunOptions): Promise<Ended> {
  return run(process.execPath, [script, ...args], options);
}
