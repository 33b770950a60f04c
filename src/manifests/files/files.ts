import { Dirent, readdirSync, realpathSync, statSync } from 'fs';
import { basename, join } from 'path';
import { bytesOfFile, bytesOfStream, STANDARD_INPUT } from './bytes';
import { Globs } from './globs';
import { isOfTool, liesIn, notResources, RawFolder, rawKindOf } from './raw-folders';
import { systemSays } from './system-error';
import { UnusableInput } from '../unusable-input';

/** A file to read, or to say of why it cannot be. */
export interface InputFile {
  /** As a person finds it: the path that was given, and the way from there. */
  readonly file: string;

  /** Whether it was found in a folder, and is not named by itself. */
  readonly isFound: boolean;

  /** @throws UnusableInput where it cannot be read */
  bytes(): Buffer;
}

const MANIFEST = /\.(ya?ml|json)$/i;

/** Folders that are not searched unless they are named: what tools keep there is not applied. */
const UNSEARCHED = /^(\..+|node_modules)$/;

/** The files that paths mean, and the folders among them that tools make manifests of. */
export interface FilesFound {
  readonly files: readonly InputFile[];
  readonly raw: readonly RawFolder[];
}

/** All files that the paths mean, folders searched in the order of names; without what is excluded. */
export function filesOf(paths: readonly string[], exclude: readonly string[] = []): FilesFound {
  const search = new Search(new Globs(exclude));
  const files = [...new Set(paths)].flatMap((path) => [...search.named(path)]);
  return { files: files.filter(({ real }) => real === undefined || !liesIn(real, search.notResources)), raw: search.raw };
}

/** A file, and its path without links. */
interface FoundFile extends InputFile {
  readonly real?: string;
}

class Search {
  public readonly raw: RawFolder[] = [];
  /** What kustomizations name that is no resource, by whole paths. */
  public readonly notResources = new Set<string>();
  /** Where links lead in the end, so that neither a loop nor a second way reads anything twice. */
  private readonly seen = new Set<string>();

  constructor(private readonly excluded: Globs) {}

  public* named(path: string): Generator<FoundFile> {
    if (path === '-') return yield { file: path, isFound: false, bytes: () => bytesOfStream(STANDARD_INPUT) };

    const place = placeOf(path);
    if (place instanceof UnusableInput) return yield unusable(path, place);
    if (place.kind === 'file') {
      if (!this.wasSeen(place)) yield { file: path, isFound: false, bytes: () => bytesOfFile(path) };
      return;
    }
    if (place.kind === 'other') return yield { file: path, isFound: false, bytes: () => bytesOfStream(path) };

    const found = yield* this.folder(path, place);
    if (!found) yield unusable(path, new UnusableInput('has no .yaml, .yml or .json file in it. Name a folder with manifests, or a file'));
  }

  /** Gives back whether there is anything to read in the folder, here or already elsewhere. */
  private* folder(path: string, place: Place): Generator<FoundFile, boolean> {
    if (this.wasSeen(place)) return true;
    const entries = entriesOf(path);
    if (entries instanceof UnusableInput) {
      yield unusable(path, entries);
      return true;
    }
    const names = entries.map(({ name }) => name);
    const raw = rawKindOf(names);
    let found = raw !== undefined;
    if (raw) this.raw.push({ kind: raw, folder: path });
    if (raw === 'kustomization') notResources(path, names).forEach((one) => this.notResources.add(realOf(one)));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (this.excluded.mean(join(path, entry.name)) || (raw && isOfTool(raw, entry.name))) continue;
      if (!entry.isFile() || MANIFEST.test(entry.name)) found = (yield* this.entry(join(path, entry.name), entry.isSymbolicLink())) || found;
    }
    return found;
  }

  private* entry(path: string, isLink: boolean): Generator<FoundFile, boolean> {
    const place = placeOf(path, isLink ? 'is a link that leads nowhere' : undefined);
    if (place instanceof UnusableInput) yield unusable(path, place);
    else if (place.kind === 'folder') return UNSEARCHED.test(basename(path)) ? false : yield* this.folder(path, place);
    else if (!MANIFEST.test(path)) return false;
    else if (place.kind === 'file') yield* this.file(path, place);
    else yield unusable(path, new UnusableInput('is neither a file nor a folder. Name it by itself to read from it'));
    return true;
  }

  private* file(path: string, place: Place): Generator<FoundFile> {
    if (!this.wasSeen(place)) yield { file: path, isFound: true, real: place.real, bytes: () => bytesOfFile(path) };
  }

  private wasSeen({ real }: Place): boolean {
    if (this.seen.has(real)) return true;
    this.seen.add(real);
    return false;
  }
}

/** Where a path leads without links, as far as it leads anywhere. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function unusable(file: string, reason: UnusableInput): FoundFile {
  return {
    file,
    isFound: false,
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
