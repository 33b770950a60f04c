import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone';
import { bundleLibrary } from './library';
import { bundlePage } from './page';
import { LIB } from './places';
import { node } from '../process/run';
import { JSII } from '../project/programs';
import { ROOT } from '../project/root';

/** Compiles `src` into `lib`. */
export async function compile(): Promise<void> {
  await alone(compileAll);
}

/** The same, where sources are newer than what was compiled. */
export async function compileIfStale(): Promise<void> {
  await alone(async () => { if (isStale()) await compileAll(); });
}

async function compileAll(): Promise<void> {
  await node(JSII, ['--silence-warnings=reserved-word', '--compress-assembly'], { cwd: ROOT, shown: 'all' });
  bundleLibrary();
  bundlePage();
}

function isStale(): boolean {
  const [compiled, sources] = [join(LIB, 'index.js'), join(ROOT, 'src')];
  if (!existsSync(compiled) || !existsSync(join(ROOT, '.jsii'))) return true;
  const newest = Math.max(...readdirSync(sources, { recursive: true, encoding: 'utf8' }).map((path) => statSync(join(sources, path)).mtimeMs));
  return newest > statSync(compiled).mtimeMs;
}
