import { execFileSync } from 'child_process';
import { existsSync, readdirSync, statSync } from 'fs';
import { join, resolve } from 'path';

const PROJECT = resolve(__dirname, '..', '..');

/** Makes the package importable by its name for programs that run outside of jest: compiled from the sources as they are now, and linked. */
export function provideCompiledLibrary(): void {
  if (isStale()) node('node_modules/jsii/bin/jsii', '--silence-warnings=reserved-word');
  node('scripts/link-package.js');
}

function isStale(): boolean {
  if (!existsSync(join(PROJECT, 'lib', 'index.js')) || !existsSync(join(PROJECT, '.jsii'))) return true;
  const compiled = statSync(join(PROJECT, '.jsii')).mtimeMs;
  return readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' }).some((name) => statSync(join(PROJECT, 'src', name)).mtimeMs > compiled);
}

function node(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(PROJECT, script), ...args], { cwd: PROJECT, stdio: 'pipe' });
}
