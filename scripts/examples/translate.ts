import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mended } from './mended';
import { PARSED, syntaxErrors } from './parse';
import { Failure } from '../process/failure';
import { node } from '../process/run';
import { readAssembly } from '../project/assembly';
import { linkPackage } from '../project/link';
import { ROSETTA } from '../project/programs';
import { ROOT } from '../project/root';

/** In which file of a copy of the package jsii-pacmak looks for the translations. */
export const TABLET = '.jsii.tabl.json';

interface Tablet {
  readonly snippets: { readonly [key: string]: { readonly translations: { readonly [language: string]: { source: string } } } };
}

/**
 * Translates the examples in the documentation of the code for the packages of other languages, and leaves that in the folder of a copy of the package.
 * Each example begins with the lines of rosetta/default.ts-fixture.
 *
 * @throws `Failure` where an example does not compile, or a translation does not parse
 */
export async function translateExamples(copy: string): Promise<void> {
  linkPackage();
  await node(ROSETTA, ['extract', '--compile', '--fail', '--directory', ROOT, copy], { cwd: copy });
  const file = join(copy, TABLET);
  const tablet = JSON.parse(readFileSync(file, 'utf8')) as Tablet;
  const assembly = readAssembly(copy);
  const examples = Object.values(tablet.snippets).map(({ translations }) => translations);
  for (const example of examples) {
    for (const [language, translation] of Object.entries(example)) translation.source = mended(language, translation.source, assembly);
  }
  writeFileSync(file, JSON.stringify(tablet));
  const errors = await Promise.all(PARSED.map((language) => syntaxErrors(language, examples.map((example) => example[language].source))));
  if (errors.flat().length > 0) throw new Failure(errors.flat().join('\n\n'));
}
