import { filesOf, InputFile } from './files/files';
import { RawFolder } from './files/raw-folders';
import { DocumentObject, objectsOf } from './objects';
import { textOf } from './text';
import { read, UnusableInput } from './unusable-input';
import { DocumentLines } from './yaml/document-lines';
import { documentsOf } from './yaml/documents';
import { Problem, Source, SourcedManifest } from '../analysis/model/source';

/** What was read, in the order of the paths, and whatever of it could not be. */
export interface ManifestsRead {
  readonly manifests: readonly SourcedManifest[];
  readonly problems: readonly Problem[];
  /** Folders whose files are not what is applied. */
  readonly raw: readonly RawFolder[];
}

export interface ReadManifestsOptions {
  /** Globs of files and folders that are left alone. */
  readonly exclude?: readonly string[];
}

/**
 * Reads manifests as Kubernetes reads them.
 *
 * Nothing is passed over in silence: what is unreadable becomes a problem, and what is readable beside it is still read. A file or
 * folder that several paths or links lead to is read once.
 *
 * @param paths files, folders (searched for `.yaml`, `.yml` and `.json`), or `-` for standard input
 */
export function readManifests(paths: readonly string[], { exclude }: ReadManifestsOptions = {}): ManifestsRead {
  const reading = new Reading();
  const { files, raw } = filesOf(paths, exclude);
  for (const file of files) reading.read(file);
  return { manifests: reading.manifests, problems: reading.problems, raw };
}

class Reading {
  public readonly manifests: SourcedManifest[] = [];
  public readonly problems: Problem[] = [];

  public read({ file, isFound, bytes }: InputFile): void {
    const input = read(() => textOf(bytes()));
    if (input instanceof UnusableInput) return this.report({ file }, input);
    let document = 0;
    for (const text of documentsOf(input)) {
      const objects = objectsOf(text, isFound);
      if (objects.length === 0) document++;
      for (const object of objects) {
        this.add({ file, document: ++document, line: object.line, text: new DocumentLines(object.text, object.line) }, object);
      }
    }
  }

  private add(source: Source, { value, problems }: DocumentObject): void {
    problems.forEach((problem) => this.report(source, problem));
    if (value instanceof UnusableInput) this.report(source, value);
    else this.manifests.push({ manifest: value, source });
  }

  private report(source: Source, { line, message, discreet }: UnusableInput): void {
    this.problems.push({ source: { ...source, ...(line && { line }) }, text: message, ...(discreet !== undefined && { discreet }) });
  }
}
