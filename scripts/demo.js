// Synthesizes the example app with the cdk8s command line, prints the YAML that it wrote, and who may now talk to whom.
//
//   node scripts/demo.js         as it is written in TypeScript
//   node scripts/demo.js python  the same in Python, Java or Go, with the package built and what it needs installed first
const { readdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { buildPackages } = require('./package');
const { node } = require('./process/run');

require('./link-package');
const root = join(__dirname, '..');
const cdk8s = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

async function main() {
  const [language] = process.argv.slice(2);
  const { example, env } = language === undefined ? { example: join(root, 'examples', 'three-tier-shop'), env: {} } : await prepared(language);
  const dist = join(example, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await node(cdk8s, ['synth', '--no-check-upgrade'], { cwd: example, env, stdio: 'inherit' });
  for (const file of readdirSync(dist).sort()) console.log(`# dist/${file}\n${readFileSync(join(dist, file), 'utf8')}`);

  console.log('# Who may now talk to whom, by "cdk8s-netpol list dist"');
  await node(join(root, 'bin', 'cdk8s-netpol'), ['list', 'dist'], { cwd: example, stdio: 'inherit' });
}

async function prepared(language) {
  const { outcomes } = await buildPackages([language]);
  if (outcomes[language].reason !== undefined) throw new Error(`The package is not built: ${outcomes[language].reason}`);
  const { example, envOf } = await require(`./languages/${language}`).prepare();
  return { example, env: envOf(example) };
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
