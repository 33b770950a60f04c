/** Where a manifest comes from, as far as it is known. */
export interface Source {
  /** The file, as the reader was given it; `-` for standard input. */
  readonly file?: string;

  /** The document in the file, from 1. */
  readonly document?: number;

  /** The first line of the document, from 1. */
  readonly line?: number;

  /** The place of the object in its document, such as `items[3]`, where the document is a list. */
  readonly item?: string;

  /** The text of the document, in which lines of fields are looked up. */
  readonly text?: SourceText;
}

/** The text of a document, asked for the few lines that a message names. */
export interface SourceText {
  /** The line in the file, from 1, of a field such as `spec.ingress[0]`, or of the nearest one around it; `undefined` where it cannot be told. */
  lineOf(field: string): number | undefined;
}

/** A manifest as it was read, and where it comes from. */
export interface SourcedManifest {
  readonly manifest: unknown;
  readonly source: Source;
}

/** A rule of a policy by its place in the list of its direction, from 0. */
export interface RuleNumber {
  readonly direction: 'Ingress' | 'Egress';
  readonly index: number;
}

/** Something of the input that could not be used, and is therefore left out. */
export interface Problem {
  readonly source: Source;

  /** The object, such as `NetworkPolicy shop/web`; left out where it is not known. */
  readonly object?: string;

  /** The field, such as `spec.ingress[0].ports[1].port`; left out where it is the object as a whole. */
  readonly field?: string;

  /** The rule of a policy in which the field lies; left out where it lies in none. */
  readonly inRule?: RuleNumber;

  /** What is wrong, with the value and what is allowed. */
  readonly text: string;

  /** The same with nothing of what was received, where the text quotes some of it: for those who must not read the manifests. */
  readonly discreet?: string;

  /** Where the object is given first, where the problem is that it is given twice. */
  readonly first?: Source;
}

/** The line of a field of an object, or of the object. */
export function lineOf({ item, text, line }: Source, field?: string): number | undefined {
  const path = [item, field].filter((part) => part !== undefined).join('.');
  return (path === '' ? undefined : text?.lineOf(path)) ?? line;
}

/** A source as it is shown: with the line of a field, and nothing but words and numbers. */
export function shownSource(source: Source, field?: string): Pick<Source, 'file' | 'document' | 'line'> {
  const { file, document } = source;
  const line = lineOf(source, field);
  return { ...(file !== undefined && { file }), ...(document !== undefined && { document }), ...(line !== undefined && { line }) };
}
