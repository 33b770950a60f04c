/** Where a manifest comes from, as far as it is known. */
export interface Source {
  /** The file, as the reader was given it; `-` for standard input. */
  readonly file?: string;

  /** The document in the file, from 1. */
  readonly document?: number;

  /** The first line of the document, from 1. */
  readonly line?: number;
}

/** A manifest as it was read, and where it comes from. */
export interface SourcedManifest {
  readonly manifest: unknown;
  readonly source: Source;
}

/** Something of the input that could not be used, and is therefore left out. */
export interface Problem {
  readonly source: Source;

  /** The object, such as `NetworkPolicy shop/web`; left out where it is not known. */
  readonly object?: string;

  /** The field, such as `spec.ingress[0].ports[1].port`; left out where it is the object as a whole. */
  readonly field?: string;

  /** What is wrong, with the value and what is allowed. */
  readonly text: string;
}
