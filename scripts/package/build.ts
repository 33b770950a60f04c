import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage, linkPeers } from './copy';
import { generate, ingredients, translationsOf } from './generate';
import { Language, LANGUAGES, PackageLanguage } from './languages';
import { Outcome } from './outcome';
import { cached } from '../cache/cache';
import { keyOfFolder } from '../cache/key';
import { compileIfStale } from '../compile/compile';
import { Missing } from '../process/failure';
import { ROOT } from '../project/root';
import { inTemporaryFolder } from '../project/temporary';

const DIST = join(ROOT, 'dist');
const STAMPS = join(DIST, '.built.json');

/** What is the same for all languages. */
interface Source {
  readonly copy: string;
  readonly key: string;
  readonly translations: () => Promise<Buffer>;
}

/** Builds for these languages. */
export async function buildPackages(languages: readonly Language[]): Promise<Map<Language, Outcome>> {
  await compileIfStale();
  return inTemporaryFolder('package', async (folder) => {
    const copy = join(folder, 'package');
    copyPackage(copy);
    const key = keyOfFolder(copy, ...ingredients());
    linkPeers(copy);
    let translated: Promise<Buffer> | undefined;
    const source = { copy, key, translations: () => (translated ??= translationsOf(copy)) };
    const outcomes = new Map<Language, Outcome>();
    await inPairs(languages, async (language) => { outcomes.set(language, await outcomeOf(language, source)); });
    return new Map(languages.map((language) => [language, outcomes.get(language)!]));
  });
}

async function outcomeOf(language: Language, source: Source): Promise<Outcome> {
  try {
    return await build(language, source);
  } catch (error) {
    return { status: error instanceof Missing ? 'missing' : 'failed', reason: (error as Error).message };
  }
}

async function build(language: Language, { copy, key, translations }: Source): Promise<Outcome> {
  const { toolchain, options = [], withoutToolchain, ...hooks } = LANGUAGES[language];
  const reason = await missingOf(toolchain);
  if (reason !== undefined && withoutToolchain === undefined) return { status: 'missing', reason };
  const stamp = `${key} ${reason === undefined ? 'built' : 'source'}`;
  const isKept = stamps()[language] === stamp && existsSync(join(DIST, language));
  if (!isKept) {
    const folder = await cached(`package-${language}`, stamp.replace(' ', '-'), async (outdir) => (
      generate(language, copy, outdir, { ...hooks, options: reason === undefined ? options : withoutToolchain, translations: await translations() })
    ));
    mkdirSync(DIST, { recursive: true });
    rmSync(join(DIST, language), { recursive: true, force: true });
    cpSync(join(folder, language), join(DIST, language), { recursive: true });
    writeFileSync(STAMPS, JSON.stringify({ ...stamps(), [language]: stamp }));
  }
  if (reason !== undefined) return { status: 'source', reason };
  return { status: isKept ? 'kept' : 'built' };
}

async function missingOf(toolchain: PackageLanguage['toolchain']): Promise<string | undefined> {
  try {
    await toolchain?.();
    return undefined;
  } catch (error) {
    if (error instanceof Missing) return error.message;
    throw error;
  }
}

/** By which code each folder of dist was built. */
function stamps(): { readonly [language: string]: string } {
  return existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) as { [language: string]: string } : {};
}

/** Two at once: each has a quiet half, in which it waits for a registry. */
async function inPairs<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await act(item);
  };
  await Promise.all([worker(), worker()]);
}
