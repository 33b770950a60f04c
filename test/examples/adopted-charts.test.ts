import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { EXAMPLES, PROJECT, runNode } from './synth';
import { provideCompiledLibrary } from '../support/compiled-library';

const FOLDER = join(EXAMPLES, 'adopted-charts');
const { scripts } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { scripts: { test: string } };

/** Runs the test of the example as its package does, in a folder like its own that was changed. */
function testOfExample(change: (shop: string) => string = (shop) => shop): { status: number | null; stdout: string } {
  const folder = mkdtempSync(join(tmpdir(), 'adopted-charts-'));
  try {
    cpSync(FOLDER, folder, { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const shop = readFileSync(join(folder, 'shop.ts'), 'utf8');
    writeFileSync(join(folder, 'shop.ts'), change(shop));
    const [node, ...words] = scripts.test.split(' ');
    expect(node).toBe('node');
    return runNode(folder, ...words);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the test of the adopted charts', () => {
  beforeAll(() => provideCompiledLibrary(), 60_000);

  test('passes', () => {
    const { status, stdout } = testOfExample();
    expect(stdout).toMatch(/^\D* pass 6$/m);
    expect(status).toBe(0);
  }, 30_000);

  test('fails where the database is opened to the web server, and says by which rules', () => {
    const { status, stdout } = testOfExample((shop) => shop.replace('web.connections.allowTo(api);', 'web.connections.allowTo(api);\n  web.connections.allowTo(database);'));
    expect(status).toBe(1);
    expect(stdout).toContain('shop/web reaches data/orders-postgresql on TCP 5432');
    expect(stdout).toContain('allows it.');
    expect(stdout).toMatch(/^\D* fail 2$/m);
  }, 30_000);
});
