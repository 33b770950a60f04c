import { UnusableInput } from './unusable-input';

const MARKS = [
  { encoding: 'utf-16le', bytes: Buffer.of(0xff, 0xfe) },
  { encoding: 'utf-16be', bytes: Buffer.of(0xfe, 0xff) },
];

/**
 * The text of a file in UTF-8, or in UTF-16 where a byte order mark says so; without that mark.
 *
 * @throws UnusableInput where it is no text
 */
export function textOf(bytes: Buffer): string {
  const encoding = MARKS.find((mark) => mark.bytes.equals(bytes.subarray(0, mark.bytes.length)))?.encoding ?? 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableInput(`is not text in ${encoding.toUpperCase()}. Manifests are YAML or JSON; save them as UTF-8`);
  }
  if (text.includes('\0')) throw new UnusableInput('is not text: it has a NUL byte. Manifests are YAML or JSON, in UTF-8, or in UTF-16 with a byte order mark');
  return text;
}
