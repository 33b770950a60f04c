// Synthesizes the example app with the cdk8s command line, and prints the YAML that it wrote.
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

require('./link-package');
const root = join(__dirname, '..');
const cdk8s = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const example = join(root, 'examples', 'three-tier-shop');
execFileSync(process.execPath, [cdk8s, 'synth', '--no-check-upgrade'], { cwd: example, stdio: 'inherit' });
for (const file of readdirSync(join(example, 'dist')).sort()) {
  console.log(`# dist/${file}\n${readFileSync(join(example, 'dist', file), 'utf8')}`);
}
