import { Dirent, readdirSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { bytesOfFile, bytesOfStream, STANDARD_INPUT } from './bytes';
import { systemSays } from './system-error';
import { UnusableInput } from './unusable-input';

/** A file to read, or to say of why it cannot be. */
export interface InputFile {
  /** As a person finds it: the path that was given, and the way from there. */
  readonly file: string;

  /** @throws UnusableInput where it cannot be read */
  bytes(): Buffer;
}

const MANIFEST = /\.(ya?ml|json)$/i;

/** All files that the paths mean, folders searched in the order of names. */
export function* filesOf(paths: readonly string[]): Generator<InputFile> {
  const search = new Search();
  for (const path of new Set(paths)) yield* search.named(path);
}

class Search {
  /** Where links lead in the end, so that neither a loop nor a second way reads anything twice. */
  private readonly seen = new Set<string>();

  public* named(path: string): Generator<InputFile> {
    if (path === '-') return yield { file: path, bytes: () => bytesOfStream(STANDARD_INPUT) };

    const place = placeOf(path);
    if (place instanceof UnusableInput) return yield unusable(path, place);
    if (place.kind === 'file') return yield* this.file(path, place);
    if (place.kind === 'other') return yield { file: path, bytes: () => bytesOfStream(path) };

    const found = yield* this.folder(path, place);
    if (!found) yield unusable(path, new UnusableInput('has no .yaml, .yml or .json file in it. Name a folder with manifests, or a file'));
  }

  /** Gives back whether there is anything to read in the folder, here or already elsewhere. */
  private* folder(path: string, place: Place): Generator<InputFile, boolean> {
    if (this.wasSeen(place)) return true;
    const entries = entriesOf(path);
    if (entries instanceof UnusableInput) {
      yield unusable(path, entries);
      return true;
    }
    let found = false;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!entry.isFile() || MANIFEST.test(entry.name)) found = (yield* this.entry(join(path, entry.name), entry.isSymbolicLink())) || found;
    }
    return found;
  }

  private* entry(path: string, isLink: boolean): Generator<InputFile, boolean> {
    const place = placeOf(path, isLink ? 'is a link that leads nowhere' : undefined);
    if (place instanceof UnusableInput) yield unusable(path, place);
    else if (place.kind === 'folder') return yield* this.folder(path, place);
    else if (!MANIFEST.test(path)) return false;
    else if (place.kind === 'file') yield* this.file(path, place);
    else yield unusable(path, new UnusableInput('is neither a file nor a folder. Name it by itself to read from it'));
    return true;
  }

  private* file(path: string, place: Place): Generator<InputFile> {
    if (!this.wasSeen(place)) yield { file: path, bytes: () => bytesOfFile(path) };
  }

  private wasSeen({ real }: Place): boolean {
    if (this.seen.has(real)) return true;
    this.seen.add(real);
    return false;
  }
}

function unusable(file: string, reason: UnusableInput): InputFile {
  return {
    file,
    bytes: () => {
      throw reason;
    },
  };
}

interface Place {
  readonly kind: 'file' | 'folder' | 'other';

  /** The path without links, other than of pipes and devices, which may have none. */
  readonly real: string;
}

function placeOf(path: string, ifNot?: string): Place | UnusableInput {
  try {
    const stats = statSync(path);
    if (!stats.isFile() && !stats.isDirectory()) return { kind: 'other', real: path };
    return { kind: stats.isFile() ? 'file' : 'folder', real: realpathSync.native(path) };
  } catch (error) {
    return systemSays(error, ifNot);
  }
}

function entriesOf(path: string): Dirent[] | UnusableInput {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return systemSays(error);
  }
}
