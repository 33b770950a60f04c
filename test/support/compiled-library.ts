import { execFileSync } from 'child_process';
import { join, resolve } from 'path';

const PROJECT = resolve(__dirname, '..', '..');

/** Makes the package importable by its name for programs that run outside of jest: compiled from the sources as they are now, and linked. */
export function provideCompiledLibrary(): void {
  node('scripts/compile.js', '--if-stale');
  node('scripts/link-package.js');
}

function node(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(PROJECT, script), ...args], { cwd: PROJECT, stdio: 'pipe' });
}
