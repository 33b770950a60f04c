import { isUtf8 } from 'buffer';
import { readdirSync, readFileSync, statSync } from 'fs';
import { basename, join } from 'path';
import picomatch from 'picomatch';
import { Input } from '../../validation/input';

/** Which files of a directory become entries of a ConfigMap, and under which keys. */
export interface AddDirectoryOptions {
  /**
   * What the keys start with, before the name of the file.
   *
   * @default - the names of the files are the keys
   */
  readonly keyPrefix?: string;

  /**
   * Names of files to leave out, as patterns such as `*.bak`.
   *
   * @default - every file is added
   */
  readonly exclude?: string[];
}

/** A file as an entry of a ConfigMap: text, or bytes in base64. */
export type FileEntry =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly text?: undefined; readonly base64: string };

export function readEntry(input: Input, path: string, key: string | undefined | null): FileEntry {
  const bytes = read(input, 'localFile', path, 'the path of a file', () => readFileSync(path));
  const named = input.text('key', key) ?? basename(path);
  return isUtf8(bytes) ? { key: named, text: bytes.toString('utf8') } : { key: named, base64: bytes.toString('base64') };
}

/** The files of a directory by name, so that two computers add the same in the same order. */
export function filesOf(input: Input, directory: string, options: AddDirectoryOptions | undefined | null): { path: string; key: string }[] {
  const { keyPrefix, exclude } = input.struct('options', options) ?? {};
  const prefix = typeof keyPrefix === 'string' ? keyPrefix : input.text('keyPrefix', keyPrefix) ?? '';
  const isExcluded = picomatch([...input.texts('exclude', exclude) ?? []]);
  return read(input, 'localDir', directory, 'the path of a directory', () => readdirSync(directory)).sort()
    .map((name) => ({ name, path: join(directory, name) }))
    .filter(({ name, path }) => !isExcluded(name) && !statSync(path).isDirectory())
    .map(({ name, path }) => ({ path, key: `${prefix}${name}` }));
}

function read<T>(input: Input, name: string, path: string, allowed: string, act: () => T): T {
  input.text(name, input.required(name, path, allowed), allowed);
  try {
    return act();
  } catch (error) {
    return input.fail(`"${name}" is "${path}", which cannot be read: ${(error as Error).message}. Give ${allowed}.`);
  }
}
