// Compiles with jsii, and makes one file of the JavaScript: a package of many small files takes several times as long to load.
//
//   node scripts/compile.js            compiles
//   node scripts/compile.js --page     makes the program of the page alone
//   node scripts/compile.js --if-stale compiles where sources are newer than what was compiled
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const lib = join(root, 'lib');
const lock = join(root, 'node_modules', '.compiling');

alone(() => {
  if (process.argv.includes('--page')) return bundlePage();
  if (process.argv.includes('--if-stale') && !isStale()) return;
  const environment = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  execFileSync(process.execPath, [require.resolve('jsii/bin/jsii'), '--silence-warnings=reserved-word', '--compress-assembly'], { cwd: root, stdio: 'inherit', env: environment });
  bundle();
});

function bundle() {
  const { buildSync } = require('esbuild');
  const options = { bundle: true, platform: 'node', target: 'node20', external: ['cdk8s', 'constructs', 'fastest-levenshtein', 'ipaddr.js'], write: false };
  const names = Object.keys(require(lib));
  // By this line, Node finds the names for "import". It does nothing.
  const footer = { js: `0 && (module.exports = { ${names.join(', ')} });` };
  const external = [...options.external, '*/manifests/read-manifests'];
  const library = buildSync({ ...options, external, stdin: { contents: lazyIndex(names), resolveDir: lib }, footer });
  // The command brings its reader of YAML along, and lends it to the library, which loads it where somebody reads files.
  const command = buildSync({ ...options, minifyWhitespace: true, minifySyntax: true, entryPoints: [join(lib, 'cli', 'start.js')], outdir: lib });
  for (const path of filesBelow(lib)) {
    const isOfNoSource = path.endsWith('.d.ts') && !existsSync(join(root, 'src', path.replace('.d.ts', '.ts')));
    if (path.endsWith('.js') || isOfNoSource) rmSync(join(lib, path));
  }
  writeFileSync(join(lib, 'index.js'), library.outputFiles[0].text.replace(/require\("[./]*\/manifests\/read-manifests"\)/g, 'require("./cli.js")'));
  writeFileSync(join(lib, 'cli.js'), command.outputFiles[0].contents);
  bundlePage();
}

/** The program of the page in the browser, and its style: files of their own, which are read when a page is written. */
function bundlePage() {
  const { buildSync } = require('esbuild');
  const page = join(root, 'src', 'page');
  buildSync({
    bundle: true,
    platform: 'browser',
    target: ['chrome110', 'firefox115', 'safari16'],
    format: 'iife',
    charset: 'ascii',
    minify: true,
    legalComments: 'none',
    // A script inside of a page must not say that it ends.
    supported: { 'inline-script': false },
    tsconfig: join(page, 'tsconfig.json'),
    entryPoints: ['main.ts', 'page.css'].map((file) => ({ in: join(page, file), out: 'page' })),
    outdir: lib,
  });
}

/** Exports everything by its name, and loads what is behind a name when it is first asked for. */
function lazyIndex(names) {
  const all = require(lib);
  const modules = filesBelow(lib).filter((path) => path.endsWith('.js') && path !== 'index.js' && !path.startsWith('cli')).map((path) => [path, require(join(lib, path))]);
  const lines = names.map((name) => {
    const [path] = modules.find(([, exported]) => Object.keys(exported).includes(name) && exported[name] === all[name]);
    return `lazy(${JSON.stringify(name)}, () => require(${JSON.stringify(`./${path}`)}).${name});`;
  });
  const effects = [...readFileSync(join(lib, 'index.js'), 'utf8').matchAll(/^require\("(.*)"\);$/gm)].map(([, path]) => `require(${JSON.stringify(path)});`);
  return `
    let begun = false;
    function begin() {
      if (begun) return;
      begun = true;
      ${effects.join('\n')}
    }
    function lazy(name, load) {
      let value;
      // Bundling renames classes that meet; errors and inspectors show their names.
      const get = () => (begin(), value) ?? (value = typeof load() === 'function' ? Object.defineProperty(load(), 'name', { value: name }) : load());
      Object.defineProperty(exports, name, { enumerable: true, get });
    }
    ${lines.join('\n')}`;
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
