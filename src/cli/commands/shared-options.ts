import { Arguments } from '../arguments';
import { ReadingOptions } from '../command';
import { Operands, Option } from '../option';

export const MANIFESTS: Operands = {
  usage: 'PATH…',
  text: 'files, folders (searched for .yaml, .yml and .json), or - for standard input',
  least: 1,
  most: Infinity,
};

/** How manifests are read, for every command. */
export const READING: readonly Option[] = [
  { name: 'namespace', short: 'n', value: 'NS', text: 'the namespace of what names none; if not given, default' },
  { name: 'exclude', value: 'GLOB', repeatable: true, text: 'leave files and folders alone, such as "**/tests/*" or overlays; may be given several times' },
];

export function readingOf(given: Arguments): ReadingOptions {
  return { namespace: given.tryValue('namespace'), exclude: given.list('exclude') };
}

/** How the result is written; the first format is the usual one. */
export function outputOption(formats: readonly string[]): Option {
  return { name: 'output', short: 'o', value: 'FORMAT', choices: formats, default: formats[0], text: 'how to write the result' };
}
