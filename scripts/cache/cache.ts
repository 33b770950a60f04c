import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is costly to make and stays the same is kept beside the caches of other programs, so that a fresh clone finds it too. */
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-netpol');
const KEPT = 4;

/** A folder of the cache, which is there. */
export function cacheFolder(...names: string[]): string {
  const folder = join(CACHE, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The folder that `make` fills, made once for each key. Of each name the newest few are kept. */
export async function cached(name: string, key: string, make: (folder: string) => Promise<void>): Promise<string> {
  const all = cacheFolder(name);
  const folder = join(all, key);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished);
    try {
      await make(unfinished);
      if (!existsSync(folder)) renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  utimesSync(folder, new Date(), new Date());
  const byAge = readdirSync(all).map((one) => join(all, one)).sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  byAge.slice(KEPT).forEach((old) => rmSync(old, { recursive: true, force: true }));
  return folder;
}
