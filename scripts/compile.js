// Compiles with jsii, and makes one file of the JavaScript: a package of many small files takes several times as long to load.
//
//   node scripts/compile.js            compiles
//   node scripts/compile.js --if-stale compiles where sources are newer than what was compiled
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const lib = join(root, 'lib');
const lock = join(root, 'node_modules', '.compiling');

alone(() => {
  if (process.argv.includes('--if-stale') && !isStale()) return;
  const environment = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  execFileSync(process.execPath, [require.resolve('jsii/bin/jsii'), '--silence-warnings=reserved-word'], { cwd: root, stdio: 'inherit', env: environment });
  bundle();
});

function bundle() {
  const names = Object.keys(require(lib));
  const { outputFiles: [file] } = require('esbuild').buildSync({
    stdin: { contents: `export { ${names.join(', ')} } from './index.js';`, resolveDir: lib },
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    write: false,
    // Bundling renames classes that meet; errors and inspectors show their names.
    footer: { js: 'for (const [name, value] of Object.entries(module.exports)) if (typeof value === "function") Object.defineProperty(value, "name", { value: name });' },
  });
  for (const path of filesBelow(lib)) {
    if (path.endsWith('.js')) rmSync(join(lib, path));
  }
  writeFileSync(join(lib, 'index.js'), file.contents);
}

function isStale() {
  const compiled = join(lib, 'index.js');
  if (!existsSync(compiled) || !existsSync(join(root, '.jsii'))) return true;
  const newest = Math.max(...filesBelow(join(root, 'src')).map((path) => statSync(join(root, 'src', path)).mtimeMs));
  return newest > statSync(compiled).mtimeMs;
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

/** Test files may run at once: whoever comes second waits for the first. */
function alone(act) {
  const patience = Date.now() + 120_000;
  while (!tryLock()) {
    if (Date.now() > patience) throw new Error(`Another compilation seems to be at work. If none is, remove ${lock}.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    act();
  } finally {
    rmdirSync(lock);
  }
}

function tryLock() {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}
