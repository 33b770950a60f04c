import { join } from 'node:path';
import { run } from './run';

/** Makes a virtual environment in a folder. */
export async function makeEnvironment(folder: string): Promise<void> {
  await run('python3', ['-m', 'venv', folder]);
}

/** Where the programs of a virtual environment lie. */
export function binOf(environment: string): string {
  return join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
}

/** Python in a virtual environment. */
export function programIn(environment: string): string {
  return join(binOf(environment), 'python');
}

/** Has pip do something in a virtual environment. */
export async function pip(environment: string, args: readonly string[], cwd?: string): Promise<void> {
  await run(programIn(environment), ['-m', 'pip', '--disable-pip-version-check', '--quiet', ...args], { cwd });
}
