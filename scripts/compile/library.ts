import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, BuildOptions, Plugin } from 'esbuild';
import { exportedNames, lazyIndex } from './lazy-index';
import { LIB } from './places';
import { ROOT } from '../project/root';

const READER = 'manifests/read-manifests';
const PACKAGES = ['cdk8s', 'constructs', 'fastest-levenshtein', 'ipaddr.js'];

/** A file beside the library, with the modules of some rooms that the library asks for. */
interface Part {
  readonly file: string;
  readonly rooms: readonly string[];
  readonly asked: Set<string>;
}

/** Makes files of what jsii compiled: the library in parts, and the command. */
export async function bundleLibrary(): Promise<void> {
  // A module is in one file only, so that its values are the same for all who ask for it. Each file may ask those after it.
  const later: Part = { file: './later.js', rooms: ['analysis', 'suggest', 'reporting'], asked: new Set() };
  const facts: Part = { file: './facts.js', rooms: ['kubernetes'], asked: new Set() };
  const texts = [['index.js', await libraryText([later, facts])], ['later.js', await partText(later, [facts])], ['facts.js', await partText(facts, [])]];
  // The command brings its reader of YAML along, and lends it to the library, which loads it where somebody reads files.
  texts.push(['cli.js', await textOf({ minifyWhitespace: true, minifySyntax: true, entryPoints: [join(LIB, 'cli', 'start.js')], outdir: LIB })]);
  for (const path of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    const isOfNoSource = path.endsWith('.d.ts') && !existsSync(join(ROOT, 'src', path.replace('.d.ts', '.ts')));
    if (path.endsWith('.js') || isOfNoSource) rmSync(join(LIB, path));
  }
  for (const [file, text] of texts) writeFileSync(join(LIB, file), text);
}

/** What a program loads at once: all but the rooms that it needs when it synthesizes or asks, of which loading alone takes a while. */
async function libraryText(others: readonly Part[]): Promise<string> {
  const text = await textOf({
    external: [`*/${READER}`],
    stdin: { contents: lazyIndex(), resolveDir: LIB },
    // By this line, Node finds the names for "import". It does nothing.
    footer: { js: `0 && (module.exports = { ${exportedNames().join(', ')} });` },
  }, others);
  return text.replace(new RegExp(`require\\("[./]*/${READER}"\\)`, 'g'), 'require("./cli.js")');
}

/** Each module that was asked for, by its path. */
async function partText({ asked }: Part, others: readonly Part[]): Promise<string> {
  const getters = [...asked].sort().map((path) => `get ${JSON.stringify(path)}() { return require(${JSON.stringify(`./${path}`)}); },`);
  return textOf({ stdin: { contents: `module.exports = {\n${getters.join('\n')}\n};`, resolveDir: LIB } }, others);
}

async function textOf(options: BuildOptions, others: readonly Part[] = []): Promise<string> {
  const external = [...PACKAGES, ...others.map(({ file }) => file), ...options.external ?? []];
  const { outputFiles } = await build({ ...options, external, plugins: others.map(takenFrom), bundle: true, platform: 'node', target: 'node20', write: false });
  return outputFiles![0].text;
}

/** Has modules taken from another file, and notes which. */
function takenFrom({ file, rooms, asked }: Part): Plugin {
  return {
    name: file,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const module = `${relative(LIB, join(resolveDir, path)).replace(/\\/g, '/').replace(/\.js$/, '')}.js`;
        if (!rooms.some((room) => module.startsWith(`${room}/`))) return undefined;
        asked.add(module);
        return { path: module, namespace: file };
      });
      onLoad({ filter: /.*/, namespace: file }, ({ path }) => ({ contents: `module.exports = require("${file}")[${JSON.stringify(path)}];`, resolveDir: LIB }));
    },
  };
}
