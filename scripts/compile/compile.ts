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
  await bundleLibrary();
  bundlePage();
}

/** A compilation that broke off leaves some of it missing or old. */
function isStale(): boolean {
  const compiled = [join(ROOT, '.jsii'), ...['index.js', 'later.js', 'facts.js', 'cli.js', 'page.js', 'page.css'].map((name) => join(LIB, name))];
  if (!compiled.every((path) => existsSync(path))) return true;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => join(ROOT, 'src', path));
  return Math.max(...sources.map(changedAt)) > Math.min(...compiled.slice(1).map(changedAt));
}

function changedAt(path: string): number {
  return statSync(path).mtimeMs;
}
