// Synthesizes the example app with the cdk8s command line, and prints the YAML that it wrote.
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

require('./link-package');
const example = join(__dirname, '..', 'examples', 'three-tier-shop');
execFileSync(process.execPath, [require.resolve('cdk8s-cli/bin/cdk8s'), 'synth'], { cwd: example, stdio: 'inherit' });
for (const file of readdirSync(join(example, 'dist')).sort()) {
  console.log(`# dist/${file}\n${readFileSync(join(example, 'dist', file), 'utf8')}`);
}
