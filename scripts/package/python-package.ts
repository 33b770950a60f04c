import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changeSource } from './python-source';
import { cached } from '../cache/cache';
import { keyOf } from '../cache/key';
import { makeEnvironment, pip, programIn } from '../process/python';
import { run } from '../process/run';
import { manifestOf } from '../project/programs';

const REQUIREMENTS = join(dirname(manifestOf('jsii-pacmak')), 'lib', 'targets', 'python', 'requirements-dev.txt');

/** Turns the source in a folder, which jsii-pacmak wrote, into the packages that are published. */
export async function buildPython(folder: string): Promise<void> {
  const source = `${folder}.source`;
  renameSync(folder, source);
  changeSource(source);
  mkdirSync(folder);
  const python = programIn(await buildTools());
  await run(python, ['-m', 'build', '--no-isolation', '--outdir', folder, source]);
  await run(python, ['-m', 'twine', 'check', '--strict', join(folder, '*')]);
  rmSync(source, { recursive: true });
}

/** A virtual environment with what jsii-pacmak asks for. */
async function buildTools(): Promise<string> {
  return cached('python-build', keyOf(readFileSync(REQUIREMENTS, 'utf8')), async (folder) => {
    await makeEnvironment(folder);
    await pip(folder, ['install', '-r', REQUIREMENTS]);
  });
}
