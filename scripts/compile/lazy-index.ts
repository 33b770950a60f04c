import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { LIB } from './places';

type Exports = { readonly [name: string]: unknown };

const load = createRequire(__filename) as (path: string) => Exports;

/** The names that the compiled library exports. */
export function exportedNames(): string[] {
  return Object.keys(load(LIB));
}

/** An index that exports everything by its name, and loads what is behind a name when it is first asked for. */
export function lazyIndex(): string {
  const all = load(LIB);
  const modules = compiledModules();
  const lines = exportedNames().map((name) => {
    const [path] = modules.find(([, exported]) => name in exported && exported[name] === all[name])!;
    return `lazy(${JSON.stringify(name)}, () => require(${JSON.stringify(`./${path}`)}).${name});`;
  });
  const effects = [...readFileSync(join(LIB, 'index.js'), 'utf8').matchAll(/^require\("(.*)"\);$/gm)].map(([, path]) => `require(${JSON.stringify(path)});`);
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

/** Each file of the library, and what it exports. The command is started by what it exports. */
function compiledModules(): [path: string, exported: Exports][] {
  return readdirSync(LIB, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && path !== 'index.js' && !path.startsWith('cli'))
    .map((path) => [path, load(join(LIB, path))]);
}
