// Synthesizes the example app with the cdk8s command line, prints the YAML that it wrote, and who may now talk to whom.
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

console.log('# Who may now talk to whom, by "cdk8s-netpol list dist"');
execFileSync(process.execPath, [join(root, 'bin', 'cdk8s-netpol'), 'list', 'dist'], { cwd: example, stdio: 'inherit' });
