import { execFileSync } from 'child_process';
import { join, resolve } from 'path';

const PROJECT = resolve(__dirname, '..', '..');

/** Makes the package importable by its name for programs that run outside of jest: compiled from the sources as they are now, and linked. */
export function provideCompiledLibrary(): void {
  step('compile.ts', '--if-stale');
  step('link-package.ts');
}

function step(script: string, ...args: string[]): void {
  execFileSync(process.execPath, ['--require', 'tsx/cjs', join(PROJECT, 'scripts', script), ...args], { cwd: PROJECT, stdio: 'pipe' });
}
