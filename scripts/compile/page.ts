import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { LIB } from './places';
import { ROOT } from '../project/root';

const PAGE = join(ROOT, 'src', 'page');

/** Makes the program of the page in the browser, and its style: files of their own, which are read when a page is written. */
export function bundlePage(): void {
  buildSync({
    bundle: true,
    platform: 'browser',
    target: ['chrome110', 'firefox115', 'safari16'],
    format: 'iife',
    charset: 'ascii',
    minify: true,
    legalComments: 'none',
    // A script inside of a page must not say that it ends.
    supported: { 'inline-script': false },
    tsconfig: join(PAGE, 'tsconfig.json'),
    entryPoints: ['main.ts', 'page.css'].map((file) => ({ in: join(PAGE, file), out: 'page' })),
    outdir: LIB,
  });
}
