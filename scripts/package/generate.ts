import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropReadme } from './copy';
import { Language, PackageLanguage } from './languages';
import { isPaged, PAGES, turnPage } from './page';
import { TABLET, translateExamples } from '../examples/translate';
import { node } from '../process/run';
import { manifestOf, PACMAK } from '../project/programs';
import { ROOT } from '../project/root';

export interface Generation extends Pick<PackageLanguage, 'options' | 'prepare' | 'finish'> {
  /** The text of the file with the translations of the examples. */
  readonly translations: Buffer;
}

/** What decides what is written, beside the copy: jsii-pacmak, the scripts, and the pages of the languages. */
export function ingredients(): string[] {
  const folders = ['package', 'examples'].map((name) => join(ROOT, 'scripts', name));
  const scripts = folders.flatMap((folder) => readdirSync(folder).sort().map((name) => join(folder, name)));
  const pages = Object.values(PAGES).map((page) => join(ROOT, page));
  return [manifestOf('jsii-pacmak'), ...scripts, ...pages].map((path) => readFileSync(path, 'utf8'));
}

/** The translations of the examples of a package. */
export async function translationsOf(copy: string): Promise<Buffer> {
  return withOwnCopy(copy, 'examples', async (folder) => {
    dropReadme(folder);
    await translateExamples(folder);
    return readFileSync(join(folder, TABLET));
  });
}

/** Has jsii-pacmak write the package of a language. */
export async function generate(language: Language, copy: string, outdir: string, generation: Generation): Promise<void> {
  const { options = [], prepare, finish, translations } = generation;
  await withOwnCopy(copy, language, async (folder) => {
    if (isPaged(language)) turnPage(folder, language);
    prepare?.(folder);
    writeFileSync(join(folder, TABLET), translations);
    await node(PACMAK, ['--target', language, '--outdir', outdir, ...options, folder], { cwd: folder });
    await finish?.(join(outdir, language));
  });
}

async function withOwnCopy<Result>(copy: string, name: string, act: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = `${copy}-${name}`;
  cpSync(copy, folder, { recursive: true });
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
