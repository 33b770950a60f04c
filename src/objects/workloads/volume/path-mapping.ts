import { present } from '../../../resource/present';
import { Input } from '../../../validation/input';

/** The file that a key becomes. */
export interface PathMapping {
  /** The path of the file in the volume, relative and without "..". */
  readonly path: string;

  /**
   * The permissions of the file, 0 to 0o777.
   *
   * @default - those of the volume
   */
  readonly mode?: number;
}

/** The keys that become files, in the order of their names, so that two syntheses write the same. */
export function checkedItems(input: Input, name: string, items: { [key: string]: PathMapping } | undefined | null): object[] | undefined {
  const given = input.struct(name, items);
  return given ? Object.keys(given).sort().map((key) => {
    const field = `${name}["${key}"]`;
    const { path, mode } = input.struct(field, input.required(field, given[key], 'an object such as { path: "app.conf" }'));
    return present({ key, path: checkedRelativePath(input, `${field}.path`, path), mode: checkedMode(input, `${field}.mode`, mode) });
  }) : undefined;
}

export function checkedRelativePath(input: Input, name: string, path: string): string {
  const allowed = 'a path inside the volume: relative and without "..", such as "app.conf"';
  input.text(name, input.required(name, path, allowed), allowed);
  if (path.startsWith('/') || path.split('/').includes('..')) input.refuse(name, path, allowed);
  return path;
}

export function checkedMode(input: Input, name: string, mode: number | undefined | null): number | undefined {
  if (mode !== undefined && mode !== null && !(Number.isInteger(mode) && mode >= 0 && mode <= 0o777)) {
    input.refuse(name, mode, 'permissions from 0 to 0o777, such as 0o644 (420)');
  }
  return mode ?? undefined;
}
