import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A short name for some texts. */
export function keyOf(...texts: string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

/** A short name for what is in a folder, paths and contents, and for more texts. */
export function keyOfFolder(folder: string, ...more: string[]): string {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile()).sort();
  return keyOf(...more, ...paths.flatMap((path) => [path, readFileSync(join(folder, path), 'base64')]));
}
