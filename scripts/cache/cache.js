// What is costly to make and stays the same is kept beside the caches of other programs, so that a fresh clone finds it too.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');

const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-netpol');
const KEPT = 4;

/** A folder of the cache, which is there. */
function cacheFolder(...names) {
  const folder = join(CACHE, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The folder that `make` fills, made once for each key. Of each name the newest few are kept. */
async function cached(name, key, make) {
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

/** A short name for some texts. */
function keyOf(...texts) {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}

/** A short name for what is in a folder: paths and contents. */
function keyOfFolder(folder, ...more) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile()).sort();
  return keyOf(...more, ...paths.flatMap((path) => [path, readFileSync(join(folder, path), 'base64')]));
}

module.exports = { cached, cacheFolder, keyOf, keyOfFolder };
