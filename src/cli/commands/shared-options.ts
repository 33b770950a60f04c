import { Operands, Option } from '../option';

export const MANIFESTS: Operands = {
  usage: 'PATH…',
  text: 'files, folders (searched for .yaml, .yml and .json), or - for standard input',
  least: 1,
  most: Infinity,
};

/** How the result is written; the first format is the usual one. */
export function outputOption(formats: readonly string[]): Option {
  return { name: 'output', short: 'o', value: 'FORMAT', choices: formats, default: formats[0], text: 'how to write the result' };
}
