import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly, loadAssemblyFromPath, SPEC_FILE_NAME_COMPRESSED, writeAssembly as writeFile } from '@jsii/spec';

/** The jsii assembly in a folder: what the API of a package is. */
export function readAssembly(folder: string): Assembly {
  return loadAssemblyFromPath(folder, false);
}

/** Writes one into a folder, in place of a compressed one too. */
export function writeAssembly(folder: string, assembly: Assembly): void {
  rmSync(join(folder, SPEC_FILE_NAME_COMPRESSED), { force: true });
  writeFile(folder, assembly);
}
