import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EXAMPLES, PROJECT, synthesize } from '../../examples/synth';
import { codeBlocks } from '../../support/code-blocks/markdown';
import { programsOf } from '../../support/code-blocks/programs';
import { runProgram } from '../../support/code-blocks/run-program';
import { Manifest } from '../../support/kubernetes-rules/manifest';
import { identityOf } from '../../support/kubernetes-schemas';

/** An app, and how to have what it writes. */
export type App = readonly [name: string, write: () => readonly Manifest[]];

/** The examples; that of each other language writes what its model writes. */
export function examples(): App[] {
  return readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts'))).sort()
    .map((name) => [`examples/${name}`, () => synthesize(join(EXAMPLES, name)).manifests as Manifest[]]);
}

/** Whatever is shown in the documentation and does not end in an error. */
export function snippets(): App[] {
  const pages = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((page) => page.endsWith('.md')).sort();
  return ['README.md', ...pages.map((page) => join('docs', page))].flatMap((page) => (
    programsOf(page, codeBlocks(readFileSync(join(PROJECT, page), 'utf8')))
      .filter(({ throws }) => throws === undefined)
      .map(({ place, text }): App => [place, () => ofOneCluster(runProgram(text).files as Manifest[][])])
  ));
}

/** The files that can be in one cluster with those before them: one that holds an object again is for another. */
function ofOneCluster(files: readonly (readonly Manifest[])[]): Manifest[] {
  const known = new Set<string>();
  return files.flatMap((file) => {
    const identities = file.map(identityOf);
    if (identities.some((identity) => known.has(identity))) return [];
    identities.forEach((identity) => known.add(identity));
    return [...file];
  });
}
