import { execFileSync } from 'child_process';
import { join } from 'path';
import { linkPackage } from '../../scripts/project/link';
import { ROOT } from '../../scripts/project/root';

/** Makes the package importable by its name for programs that run outside of jest: compiled from the sources as they are now, and linked. */
export function provideCompiledLibrary(): void {
  execFileSync(process.execPath, ['--require', 'tsx/cjs', join(ROOT, 'scripts', 'compile.ts'), '--if-stale'], { cwd: ROOT, stdio: 'pipe' });
  linkPackage();
}
