import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';
import { call } from '../../cli/io';
import { provideCompiledLibrary } from '../../support/compiled-library';

const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

type Files = { readonly [path: string]: string };

/** A page in a browser, and all that it did that nobody should see. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses that it asked for, beside its own. */
  readonly requests: readonly string[];
  /** What it wrote into the console, and errors that nobody caught. */
  readonly complaints: readonly string[];
}

/** A browser for the tests of a file, and a folder in which the manifests lie of which pages are made. */
export class PageTests {
  /** To be called once, beside the tests. */
  public static prepare(): PageTests {
    const tests = new PageTests();
    beforeAll(() => tests.start(), 120_000);
    afterAll(() => tests.end());
    return tests;
  }

  private readonly before = process.cwd();
  private folder = '';
  private browser?: Browser;
  private count = 0;

  /** Writes manifests into a folder of their own and calls the command there; the folder is the current one afterwards. */
  public async write(files: Files, ...argv: readonly string[]): Promise<string> {
    const folder = join(this.folder, `manifests-${this.count++}`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    process.chdir(folder);
    const { stdout, stderr } = await call(argv);
    if (stdout === '') throw new Error(stderr);
    return stdout;
  }

  /** The page of a list of manifests. */
  public async list(files: Files): Promise<OpenPage> {
    return this.open(await this.write(files, 'list', '.', '-o', 'html'));
  }

  /** Opens the text of a page as a file. */
  public async open(html: string, fragment = '', options: BrowserContextOptions = {}): Promise<OpenPage> {
    const file = join(this.folder, `page-${this.count++}.html`);
    writeFileSync(file, html);
    const context = await this.browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const [requests, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => { if (request.url().split('#')[0] !== `file://${file}` && !request.url().startsWith('blob:')) requests.push(request.url()); });
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`file://${file}${fragment}`);
    await page.getByRole('button', { name: 'Ask' }).waitFor();
    return { page, requests, complaints };
  }

  private async start(): Promise<void> {
    provideCompiledLibrary();
    this.folder = mkdtempSync(join(tmpdir(), 'pages-'));
    this.browser = await chromium.launch({ executablePath: process.env.PAGE_BROWSER, args: QUIET });
  }

  private async end(): Promise<void> {
    process.chdir(this.before);
    await this.browser?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Asks with the form, as a person does. */
export async function ask(page: Page, from: string, to: string, port = ''): Promise<string> {
  await page.getByLabel('From').fill(from);
  await page.getByLabel('To', { exact: true }).fill(to);
  await page.getByLabel('Port').fill(port);
  await page.getByLabel('Port').press('Enter');
  await page.locator('[role=status][aria-busy=false] p').first().waitFor();
  return page.getByRole('status').innerText();
}

/** Tries again, for as long as a person would wait, until an assertion holds. */
export async function soon(assert: () => Promise<void>): Promise<void> {
  const patience = Date.now() + 5_000;
  for (;;) {
    try {
      return await assert();
    } catch (error) {
      if (Date.now() > patience) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  }
}
