/**
 * Times the page in the browser: how large it is, how long until it can be used, until all of it is there, until a question is answered, and the longest time for which it
 * does not react. Compile before.
 *
 * Figures are medians, of a Chromium that is installed or that a package brings along.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { cpus, tmpdir } from 'os';
import { join } from 'path';
import { Browser, chromium } from 'playwright-core';
import { cluster } from './clusters';
import { findBrowser } from '../scripts/page/browser';
import { analyze } from '../src/analysis/engine/analysis';
import { pageProgram } from '../src/package/page-program';
import { pageHtml } from '../src/reporting/page/html';
import { pageDataOf } from '../src/reporting/page/page-data';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const QUESTIONS = 21;

interface Times {
  readonly usable: number;
  readonly complete: number;
  readonly answer: number;
  readonly longestFreeze: number;
}

async function main(): Promise<void> {
  const { path, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath: path, env: { ...process.env, ...env } as { [name: string]: string }, args: FLAGS });
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
  try {
    console.log(`Chromium ${browser.version()}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
    console.log('workloads policies      MB  form usable  all shown  an answer  longest freeze');
    for (const workloads of [100, 1_000, 10_000]) {
      const manifests = cluster({ workloads, policies: 2 * workloads }).map((manifest, index) => ({ manifest, source: { file: 'cluster.yaml', line: 1 + 20 * index } }));
      const analysis = analyze(manifests);
      const html = [...pageHtml(pageDataOf({ analysis, problems: [], notes: [] }), pageProgram())].join('');
      const file = join(folder, `${workloads}.html`);
      writeFileSync(file, html);
      const names = analysis.cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`);
      const runs: Times[] = [];
      for (let run = 0; run < (workloads > 3_000 ? 3 : 5); run++) runs.push(await timesOf(browser, file, names));
      const cells = [workloads, 2 * workloads, (Buffer.byteLength(html) / 1e6).toFixed(1), ...(['usable', 'complete', 'answer', 'longestFreeze'] as const).map((name) => (
        `${median(runs.map((times) => times[name])).toFixed(0)} ms`
      ))];
      console.log(cells.map((cell, index) => String(cell).padStart([9, 8, 7, 12, 10, 10, 15][index])).join(' '));
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** From when the address is typed; freezes are tasks of the page during which it cannot react. */
async function timesOf(browser: Browser, file: string, names: readonly string[]): Promise<Times> {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const times = window as unknown as { freezes: number[]; usable?: number; complete?: number };
    times.freezes = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => times.freezes.push(duration))).observe({ entryTypes: ['longtask'] });
    new MutationObserver(() => {
      if (document.querySelector('form')) times.usable ??= performance.now();
      if (document.querySelector('.card') && document.querySelector('tbody tr') && document.querySelector('#findings')) times.complete ??= performance.now();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`file://${file}`);
  await page.waitForFunction(() => 'complete' in window);
  const answers: number[] = [];
  for (let question = 0; question < QUESTIONS; question++) {
    const [from, to] = [names[(question * 7_919) % names.length], names[(question * 104_729 + 1) % names.length]];
    await page.fill('#from', from);
    await page.fill('#to', to);
    await page.fill('#port', 'tcp/8080');
    await page.waitForTimeout(50);
    answers.push(await page.evaluate(() => new Promise<number>((resolve) => {
      const status = document.querySelector('[role=status]')!;
      const start = performance.now();
      let wasBusy = false;
      const observer = new MutationObserver(() => {
        const isBusy = status.getAttribute('aria-busy') === 'true';
        if (wasBusy && !isBusy) {
          observer.disconnect();
          resolve(performance.now() - start);
        }
        wasBusy ||= isBusy;
      });
      observer.observe(status, { attributes: true });
      document.querySelector('form')!.requestSubmit();
    })));
  }
  const { usable, complete, freezes } = await page.evaluate(() => {
    const times = window as unknown as { usable: number; complete: number; freezes: number[] };
    return { usable: times.usable, complete: times.complete, freezes: times.freezes };
  });
  await page.close();
  return { usable, complete, answer: median(answers), longestFreeze: Math.max(0, ...freezes) };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

void main();
