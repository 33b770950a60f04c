import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { Page } from 'playwright-core';
import { ask, PageTests } from './support/browser';

const PROJECT = resolve(__dirname, '..', '..');
const PICTURE = join(PROJECT, 'docs', 'images', 'page.png');
const HASH = join(PROJECT, 'docs', 'images', 'page.sha256');

const tests = PageTests.prepare();

test('the picture in the README is one of the page as it is', async () => {
  const html = await tests.write(example(), 'list', 'dist', '-o', 'html');
  const { page } = await tests.open(html, '', { viewport: { width: 1280, height: 1180 }, deviceScaleFactor: 1 });
  await page.locator('tbody tr').first().waitFor();
  await ask(page, 'shop-app/api', 'shop-data/redis', 'tcp/6379');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const hash = `${await hashOf(page)}\n`;
  if (process.env.ACCEPT_PICTURE) {
    mkdirSync(join(PICTURE, '..'), { recursive: true });
    writeFileSync(PICTURE, await page.screenshot());
    writeFileSync(HASH, hash);
  }
  // If this fails, look at the page and take the picture anew with "npx projen accept:picture".
  expect(readFileSync(HASH, 'utf8')).toBe(hash);
  expect(readFileSync(join(PROJECT, 'README.md'), 'utf8')).toContain('](docs/images/page.png)');
});

/** What the example app writes, by file. */
function example(): { readonly [path: string]: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const cdk8s = join(PROJECT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    execFileSync(process.execPath, [cdk8s, 'synth', '--no-check-upgrade', '-o', outdir], { cwd: join(PROJECT, 'examples', 'three-tier-shop'), stdio: 'pipe' });
    return Object.fromEntries(readdirSync(outdir).map((file) => [join('dist', file), readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** All that is to see: what the page shows, and how. */
async function hashOf(page: Page): Promise<string> {
  const shown = await page.evaluate(() => `${document.querySelector('style')!.textContent}\n${document.getElementById('page')!.innerHTML}`);
  return createHash('sha256').update(shown).digest('hex');
}
