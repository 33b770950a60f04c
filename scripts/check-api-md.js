// Says whether API.md is what the compiled code says, without changing it.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'api-'));
try {
  const fresh = join(folder, 'API.md');
  execFileSync(process.execPath, [require.resolve('jsii-docgen/bin/jsii-docgen'), '-o', fresh], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (readFileSync(fresh, 'utf8') !== readFileSync(join(root, 'API.md'), 'utf8')) {
    console.error('API.md is not what the code says. Write it anew with "npx projen accept:api", and commit it.');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
