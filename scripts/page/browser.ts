import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cached } from '../cache/cache';
import { keyOf } from '../cache/key';
import { lastLineOf, Missing } from '../process/failure';
import { node, run } from '../process/run';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Its tarball holds the browser and the libraries that it needs; nothing is downloaded from elsewhere. */
const PACKAGE = '@sparticuz/chromium@153.0.0';

export interface Browser {
  readonly path: string;

  /** What has to be in its environment. */
  readonly env: { readonly [name: string]: string };
}

/** Finds a Chromium: that of CHROMIUM, one of the system, or one that a package of npm brings along, which is kept in the cache. */
export async function findBrowser(): Promise<Browser> {
  if (process.env.CHROMIUM) return { path: process.env.CHROMIUM, env: {} };
  const folders = (process.env.PATH ?? '').split(delimiter);
  const installed = folders.flatMap((folder) => COMMANDS.map((command) => join(folder, command))).find((path) => existsSync(path));
  return installed ? { path: installed, env: {} } : unpacked();
}

async function unpacked(): Promise<Browser> {
  if (process.platform !== 'linux') throw new Missing('there is no Chromium, and no package brings one for this system. Name one in CHROMIUM');
  const folder = await cached('chromium', keyOf(PACKAGE, process.arch), async (fresh) => {
    writeFileSync(join(fresh, 'package.json'), '{ "private": true }');
    console.log('A Chromium is being installed, once.');
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', PACKAGE], { cwd: fresh })
      .catch((error: Error) => { throw new Missing(`there is no Chromium, and ${PACKAGE} cannot be installed (${lastLineOf(error)})`); });
    mkdirSync(join(fresh, 'unpacked'));
    // It unpacks itself into the folder for temporary files, with its libraries where it believes to be in a cloud function.
    const program = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
    await node('--eval', [program], { cwd: fresh, env: { TMPDIR: join(fresh, 'unpacked'), AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } });
  });
  return { path: join(folder, 'unpacked', 'chromium'), env: { LD_LIBRARY_PATH: join(folder, 'unpacked', 'al2023', 'lib') } };
}
