import { UnusableInput } from './unusable-input';

const MARKS = [
  { encoding: 'utf-16le', bytes: Buffer.of(0xff, 0xfe) },
  { encoding: 'utf-16be', bytes: Buffer.of(0xfe, 0xff) },
];

/** The beginning of a line up to somewhere in its comment, before which nothing is quoted. */
const COMMENT = /^([^'"#]*\s)?#/;

/**
 * The text of a file in UTF-8, or in UTF-16 where a byte order mark says so; without that mark. Comments may have any bytes.
 *
 * @throws UnusableInput where it is no text
 */
export function textOf(bytes: Buffer): string {
  const encoding = MARKS.find((mark) => mark.bytes.equals(bytes.subarray(0, mark.bytes.length)))?.encoding ?? 'utf-8';
  const text = tryDecode(encoding, bytes) ?? decodeWithComments(encoding, bytes);
  if (text === undefined) throw new UnusableInput(`is not text in ${encoding.toUpperCase()}. Manifests are YAML or JSON; save them as UTF-8`);
  if (text.includes('\0')) throw new UnusableInput('is not text: it has a NUL byte. Manifests are YAML or JSON, in UTF-8, or in UTF-16 with a byte order mark');
  return text;
}

function tryDecode(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text, with a sign for each byte that is none of it, where all of these are in comments. */
function decodeWithComments(encoding: string, bytes: Buffer): string | undefined {
  const text = new TextDecoder(encoding).decode(bytes);
  const odd = text.split('\n').filter((line) => line.includes('\ufffd'));
  return odd.every((line) => COMMENT.test(line.slice(0, line.indexOf('\ufffd')))) ? text : undefined;
}
