// How Python programs run against the package in dist.
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { cached, cacheFolder, keyOf } = require('./cache');
const { run, version } = require('./run');
const { reportedByJUnit } = require('./test-reports');

const root = join(__dirname, '..');
const example = join(root, 'examples', 'three-tier-shop-python');
const kinds = join(root, 'examples', 'every-kind-python');
const tests = join(root, 'test', 'languages', 'python');
const wheels = join(root, 'dist', 'python');

module.exports = {
  name: 'Python',
  testFile: join(tests, 'test_boundary.py'),
  testPattern: /^def test_(\w+)/gm,

  /** Makes a virtual environment with what the requirements name. `envOf` gives the variables with which a program runs in it. */
  async prepare() {
    const python = await version('python3', ['--version'], /Python (\S+)/, '3.10');
    const requirements = [example, kinds, tests].map((folder) => readFileSync(join(folder, 'requirements.txt'), 'utf8'));
    const environment = await cached('python', keyOf(python, requirements), async (folder) => {
      await run('python3', ['-m', 'venv', folder]);
      for (const program of [example, kinds, tests]) await pip(folder, ['install', '-r', 'requirements.txt'], program);
    });
    await installOurs(environment);
    const env = { PATH: `${binOf(environment)}${delimiter}${process.env.PATH}`, VIRTUAL_ENV: environment, PYTHONDONTWRITEBYTECODE: '1' };
    return { example, kinds, tests, envOf: () => env };
  },

  /** Runs the tests, and gives back what became of each. */
  async test(env) {
    const report = join(cacheFolder('reports'), 'python.xml');
    const { output } = await run('python', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`, '.'], { cwd: tests, env, fails: true });
    return reportedByJUnit([report], output, (name) => name.replace(/^test_/, ''));
  },
};

/** A wheel of the same version is another one after each change, which pip does not see by itself. */
async function installOurs(environment) {
  const wheel = join(wheels, readdirSync(wheels).find((name) => name.endsWith('.whl')));
  const stamp = join(environment, '.installed');
  const key = createHash('sha256').update(readFileSync(wheel)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  await pip(environment, ['install', '--no-index', '--no-deps', '--force-reinstall', wheel], root);
  writeFileSync(stamp, key);
}

function pip(environment, args, cwd) {
  return run(join(binOf(environment), 'python'), ['-m', 'pip', '--disable-pip-version-check', '--quiet', ...args], { cwd });
}

function binOf(environment) {
  return join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
}
