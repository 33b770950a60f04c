import { readFileSync } from 'fs';
import { join } from 'path';
import { packageRoot } from './package-root';

/** The version of the package. */
export function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
