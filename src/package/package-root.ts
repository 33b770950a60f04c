import { existsSync } from 'fs';
import { dirname, join } from 'path';

/** The folder of the package that this file is in, whether as source or compiled. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) throw new Error(`there is no package.json in ${__dirname} or above it. Install cdk8s-netpol again.`);
    folder = dirname(folder);
  }
  return folder;
}
