import { isDeepStrictEqual } from 'util';
import { parseDocument } from 'yaml';
import { Manifest } from '../kubernetes-rules/manifest';

/** A block that ends in this comment shows some of the objects. Inside of an object, it shows some of the fields. */
const ELLIPSIS = '# (…|\\.\\.\\.)\\s*$';

/** How the objects that a block of YAML shows differ, as data, from those that its program wrote. */
export function yamlDifferences(shown: string, written: readonly object[]): string[] {
  const documents = shown.split(/^---.*$/m).map((text) => ({ text, document: parseDocument(text, { uniqueKeys: true }) }));
  const errors = documents.flatMap(({ document }) => document.errors.map((error) => error.message));
  if (errors.length > 0) return errors;

  const expected = documents
    .map(({ text, document }) => ({ manifest: document.toJS() as Manifest | null, inPart: new RegExp(`^\\s+${ELLIPSIS}`, 'm').test(text) }))
    .filter((one): one is { manifest: Manifest; inPart: boolean } => one.manifest !== null);
  const actual = written as readonly Manifest[];
  const isExcerpt = new RegExp(`^${ELLIPSIS}`, 'm').test(shown);
  return [
    ...expected.flatMap(({ manifest, inPart }) => {
      const same = actual.find((other) => isShownAs(other, manifest));
      if (!same) return [`shows ${nameOf(manifest)}, but the program writes ${actual.map(nameOf).join(', ') || 'nothing'}`];
      return differences('', manifest, same, inPart).map((text) => `${nameOf(manifest)}: ${text}`);
    }),
    ...isExcerpt ? [] : actual
      .filter((manifest) => !expected.some((other) => isShownAs(manifest, other.manifest)))
      .map((manifest) => `does not show ${nameOf(manifest)}, which the program writes. Show it, or end the block with "# …"`),
  ];
}

function isShownAs(written: Manifest, shown: Manifest): boolean {
  return written.kind === shown.kind
    && written.metadata?.name === shown.metadata?.name
    && (shown.metadata?.namespace === undefined || shown.metadata.namespace === written.metadata?.namespace);
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${[metadata?.namespace, metadata?.name].filter(Boolean).join('/')}`;
}

/**
 * The places where two values differ.
 *
 * @param inPart fields that are not shown are no difference
 */
function differences(path: string, shown: unknown, written: unknown, inPart: boolean): string[] {
  if (isDeepStrictEqual(shown, written)) return [];
  if (!isObject(shown) || !isObject(written) || Array.isArray(shown) !== Array.isArray(written)) {
    return [`${path} is shown as ${say(shown)}, but written as ${say(written)}`];
  }
  const keys = inPart && !Array.isArray(shown) ? Object.keys(shown) : [...new Set([...Object.keys(shown), ...Object.keys(written)])];
  return keys.flatMap((key) => differences(path === '' ? key : Array.isArray(shown) ? `${path}[${key}]` : `${path}.${key}`, shown[key], written[key], inPart));
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

function say(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
