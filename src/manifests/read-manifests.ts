import { DocumentLines } from './document-lines';
import { documentsOf } from './documents';
import { filesOf } from './files';
import { objectsOf } from './objects';
import { textOf } from './text';
import { read, UnusableInput } from './unusable-input';
import { Problem, Source, SourcedManifest } from '../analysis/source';

/** What was read, in the order of the paths, and whatever of it could not be. */
export interface ManifestsRead {
  readonly manifests: readonly SourcedManifest[];
  readonly problems: readonly Problem[];
}

/**
 * Reads manifests as Kubernetes reads them.
 *
 * Nothing is passed over in silence: what is unreadable becomes a problem, and what is readable beside it is still read. A file or
 * folder that several paths or links lead to is read once.
 *
 * @param paths files, folders (searched for `.yaml`, `.yml` and `.json`), or `-` for standard input
 */
export function readManifests(paths: readonly string[]): ManifestsRead {
  const manifests: SourcedManifest[] = [];
  const problems: Problem[] = [];
  const report = (source: Source, { line, message }: UnusableInput) => problems.push({ source: { ...source, ...(line && { line }) }, text: message });

  for (const { file, bytes } of filesOf(paths)) {
    const input = read(() => textOf(bytes()));
    if (input instanceof UnusableInput) {
      report({ file }, input);
      continue;
    }
    let document = 0;
    for (const text of documentsOf(input)) {
      const objects = objectsOf(text);
      if (objects.length === 0) document++;
      for (const object of objects) {
        const source = { file, document: ++document, line: object.line, text: new DocumentLines(object.text, object.line) };
        object.problems.forEach((problem) => report(source, problem));
        if (object.value instanceof UnusableInput) report(source, object.value);
        else manifests.push({ manifest: object.value, source });
      }
    }
  }
  return { manifests, problems };
}
