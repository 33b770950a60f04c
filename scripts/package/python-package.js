// Builds the package for Python from the source that jsii-pacmak wrote.
const { mkdirSync, readFileSync, renameSync, rmSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { cached, keyOf } = require('../cache/cache');
const { changeSource } = require('./python-source');
const { run } = require('../process/run');

const REQUIREMENTS = join(dirname(require.resolve('jsii-pacmak/package.json')), 'lib', 'targets', 'python', 'requirements-dev.txt');

/** Turns the source in a folder into the packages that are published. */
async function buildPython(folder) {
  const source = `${folder}.source`;
  renameSync(folder, source);
  changeSource(source);
  mkdirSync(folder);
  const python = pythonOf(await buildTools());
  await run(python, ['-m', 'build', '--no-isolation', '--outdir', folder, source]);
  await run(python, ['-m', 'twine', 'check', '--strict', join(folder, '*')]);
  rmSync(source, { recursive: true });
}

/** A virtual environment with what jsii-pacmak asks for. */
function buildTools() {
  return cached('python-build', keyOf(readFileSync(REQUIREMENTS, 'utf8')), async (folder) => {
    await run('python3', ['-m', 'venv', folder]);
    await run(pythonOf(folder), ['-m', 'pip', '--disable-pip-version-check', '--quiet', 'install', '-r', REQUIREMENTS]);
  });
}

function pythonOf(environment) {
  return process.platform === 'win32' ? join(environment, 'Scripts', 'python') : join(environment, 'bin', 'python');
}

module.exports = { buildPython };
