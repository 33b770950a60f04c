import { isDeepStrictEqual } from 'util';
import { dump } from 'js-yaml';
import { yamlValue } from './yaml/yaml-value';

/** Manifests as YAML, each a document, in pieces. */
export function* writeManifests(manifests: readonly object[]): Generator<string> {
  for (const [index, manifest] of manifests.entries()) yield `${index === 0 ? '' : '---\n'}${yamlOf(manifest)}`;
}

/** Text that Kubernetes would read as something else, such as 1_000, is quoted, and with it all other text of the object. */
function yamlOf(manifest: object): string {
  const text = dump(manifest, { noRefs: true, lineWidth: -1 });
  return isDeepStrictEqual(yamlValue(text, 1).value, manifest) ? text : dump(manifest, { noRefs: true, lineWidth: -1, forceQuotes: true });
}
