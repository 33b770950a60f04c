import { read, UnusableInput } from './unusable-input';
import { DocumentText } from './yaml/documents';
import { jsonPieces } from './yaml/json-pieces';
import { yamlValue } from './yaml/yaml-value';

/** An object of a document, or why there is none. */
export interface DocumentObject {
  readonly value: object | UnusableInput;

  /** The line in the file at which it starts, from 1. */
  readonly line: number;

  /** Its text. */
  readonly text: string;

  /** What is wrong with it, though it could be read. */
  readonly problems: readonly UnusableInput[];
}

/**
 * The objects of a document: none where it is empty, one in YAML, any number in JSON, which needs no `---` in between.
 *
 * @param isFound whether nobody named the file, so that what is plainly no manifest is none of them
 */
export function objectsOf(document: DocumentText, isFound = false): readonly DocumentObject[] {
  return jsonPieces(document.text).flatMap((piece): DocumentObject[] => {
    const line = document.line + piece.line;
    if ('json' in piece) return [{ value: piece.json, line, text: piece.text, problems: [] }];
    const found = read(() => yamlValue(piece.yaml, line));
    if (found instanceof UnusableInput) return [{ value: found, line, text: piece.yaml, problems: [] }];
    const value = isFound && !holdsObject(found.value) ? undefined : read(() => asObject(found.value));
    return value === undefined ? [] : [{ value, line, text: piece.yaml, problems: found.problems }];
  });
}

/** Whether a value is an object, or a list in which somebody put objects. */
function holdsObject(value: unknown): boolean {
  if (!Array.isArray(value)) return typeof value === 'object';
  return value.some((item) => typeof item === 'object' && item !== null && 'apiVersion' in item && 'kind' in item);
}

function asObject(value: unknown): object | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) throw new UnusableInput('is a list, not an object. Put "kind: List" and "items:" around it, or "---" between its items');
  if (typeof value !== 'object') {
    const rest = 'not an object with "apiVersion" and "kind"';
    throw new UnusableInput(`is ${shorten(JSON.stringify(value))}, ${rest}`, undefined, `is ${rest}`);
  }
  return value;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
