// How Go programs run against the package in dist.
const { copyFileSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { cached, cacheFolder, keyOf } = require('./cache');
const { failure, node, run, version } = require('./run');
const { reportedByGo } = require('./test-reports');

const root = join(__dirname, '..');
const example = join(root, 'examples', 'three-tier-shop-go');
const kinds = join(root, 'examples', 'every-kind-go');
const tests = join(root, 'test', 'languages', 'go');
const PACMAK = require.resolve('jsii-pacmak/bin/jsii-pacmak');

/** Modules that are made from the installed packages where no proxy has them. */
const PEERS = { 'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2': 'cdk8s', 'github.com/aws/constructs-go/constructs/v10': 'constructs' };

module.exports = {
  name: 'Go',
  testFile: join(tests, 'boundary_test.go'),
  testPattern: /^func Test(\w+)\(t \*testing\.T\)/gm,

  /** Fetches what the programs depend on. `envOf` gives the variables with which each is built. */
  async prepare() {
    await version('go', ['version'], /go(\d[\d.]*)/, '1.25');
    const goFlags = (await run('go', ['env', 'GOFLAGS'])).stdout.trim();
    const replaced = await replacements();
    const envs = {};
    for (const program of [example, kinds, tests]) {
      envs[program] = { GOFLAGS: `${goFlags} -mod=mod -modfile=${await moduleFile(program, replaced)}`.trim() };
      await run('go', ['vet', './...'], { cwd: program, env: envs[program] });
    }
    return { example, kinds, tests, envOf: (program) => envs[program] };
  },

  /** Runs the tests, and gives back what became of each. */
  async test(env) {
    const { output } = await run('go', ['test', '-count=1', '-json', './...'], { cwd: tests, env, fails: true });
    return reportedByGo(output, (name) => name.replace(/^Test/, ''));
  },
};

/** The go.mod of a program, with those modules replaced. The program's own is left as its reader knows it. */
async function moduleFile(program, replaced) {
  const file = join(cacheFolder('go', keyOf(program)), 'go.mod');
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(program, name), join(dirname(file), name));
  for (const [module, folder] of Object.entries(replaced)) await run('go', ['mod', 'edit', `-replace=${module}=${folder}`, file]);
  return file;
}

/** Folders with the modules that no proxy has. */
async function replacements() {
  const required = readFileSync(join(example, 'go.mod'), 'utf8');
  const replaced = {};
  for (const [module, name] of Object.entries(PEERS)) {
    const at = new RegExp(`${module} (v\\S+)`).exec(required)[1];
    const { status, output } = await run('go', ['mod', 'download', `${module}@${at}`], { cwd: cacheFolder('go'), fails: true });
    if (status !== 0) replaced[module] = await generated(name, failure(`${module}@${at} cannot be had`, output));
  }
  return replaced;
}

async function generated(name, reason) {
  console.log(`Go          ${name} is made from node_modules, because ${reason.message.trim().split('\n').at(-1).trim()}`);
  const folder = join(root, 'node_modules', name);
  const key = keyOf(readFileSync(join(folder, 'package.json'), 'utf8'), readFileSync(PACMAK.replace(/bin.jsii-pacmak$/, 'package.json'), 'utf8'));
  const made = await cached(`go-${name}`, key, (outdir) => (
    node(PACMAK, ['--target', 'go', '--code-only', '--outdir', outdir, join(root, 'node_modules', 'constructs'), join(root, 'node_modules', 'cdk8s')])
  ));
  return join(made, 'go', name);
}
