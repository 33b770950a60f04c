import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { dependencies, peerDependencies } from '../../package.json';
import { readAssembly, writeAssembly } from '../project/assembly';
import { NODE_MODULES, ROOT } from '../project/root';

/** Copies what is published, apart from a folder in which somebody may be compiling. */
export function copyPackage(copy: string): void {
  for (const path of ['package.json', '.jsii', '.jsii.gz', 'lib', 'bin', 'README.md', 'LICENSE', '.npmignore', 'rosetta']) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  for (const name of Object.keys(dependencies)) cpSync(join(NODE_MODULES, name), join(copy, 'node_modules', name), { recursive: true });
}

/** Lets what reads a copy find the packages that are not bundled. */
export function linkPeers(copy: string): void {
  link(copy, Object.keys(peerDependencies));
}

/** The same, where nothing is bundled yet. */
export function linkDependencies(copy: string): void {
  link(copy, Object.keys({ ...dependencies, ...peerDependencies }));
}

function link(copy: string, names: readonly string[]): void {
  mkdirSync(join(copy, 'node_modules'), { recursive: true });
  for (const name of names) symlinkSync(join(NODE_MODULES, name), join(copy, 'node_modules', name), 'junction');
}

/** Takes the page for npm out of the documentation of a copy: other languages have pages of their own. */
export function dropReadme(copy: string): void {
  const { readme: _readme, ...assembly } = readAssembly(copy);
  writeAssembly(copy, assembly);
}
