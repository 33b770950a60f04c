import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildOptions, buildSync } from 'esbuild';
import { exportedNames, lazyIndex } from './lazy-index';
import { LIB } from './places';
import { ROOT } from '../project/root';

const READER = 'manifests/read-manifests';
const PACKAGES = ['cdk8s', 'constructs', 'fastest-levenshtein', 'ipaddr.js'];

/** Makes two files of what jsii compiled: the library, and the command. */
export function bundleLibrary(): void {
  const library = libraryText();
  // The command brings its reader of YAML along, and lends it to the library, which loads it where somebody reads files.
  const command = textOf({ external: PACKAGES, minifyWhitespace: true, minifySyntax: true, entryPoints: [join(LIB, 'cli', 'start.js')], outdir: LIB });
  for (const path of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    const isOfNoSource = path.endsWith('.d.ts') && !existsSync(join(ROOT, 'src', path.replace('.d.ts', '.ts')));
    if (path.endsWith('.js') || isOfNoSource) rmSync(join(LIB, path));
  }
  writeFileSync(join(LIB, 'index.js'), library);
  writeFileSync(join(LIB, 'cli.js'), command);
}

function libraryText(): string {
  const text = textOf({
    external: [...PACKAGES, `*/${READER}`],
    stdin: { contents: lazyIndex(), resolveDir: LIB },
    // By this line, Node finds the names for "import". It does nothing.
    footer: { js: `0 && (module.exports = { ${exportedNames().join(', ')} });` },
  });
  return text.replace(new RegExp(`require\\("[./]*/${READER}"\\)`, 'g'), 'require("./cli.js")');
}

function textOf(options: BuildOptions): string {
  return buildSync({ ...options, bundle: true, platform: 'node', target: 'node20', write: false }).outputFiles[0].text;
}
