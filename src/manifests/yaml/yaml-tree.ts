import { load, LoadOptions, State } from 'js-yaml';
import { KUBERNETES_SCHEMA } from './kubernetes-schema';
import { DEEPEST } from './limits';

/** A value of a YAML document, and where it stands. */
export interface YamlNode {
  /** The line in the text, from 0: that of the key or the dash before it. */
  readonly line: number;
  /** The fields of a mapping, a key that is written twice included. */
  readonly fields: readonly YamlField[];
  /** The items of a list. */
  readonly items: readonly YamlNode[];
}

export interface YamlField {
  readonly key: string;
  /** The line of the key, from 0. */
  readonly line: number;
  readonly value: YamlNode;
}

/** What the parser came by, before it is known what it is. */
interface Visited {
  readonly line: number;
  readonly children: Visited[];
  kind?: string | null;
  result?: unknown;
}

/**
 * The structure of a document with its lines. It takes several times as long as to read the value, so it is made only where a message names a line.
 *
 * @throws YAMLException where the text is no YAML, even if the last of equal keys counts
 */
export function yamlTree(text: string): YamlNode {
  const open: Visited[] = [{ line: 0, children: [] }];
  const listener = (event: 'open' | 'close', { line, kind, result }: State & { readonly kind?: string | null; readonly result?: unknown }) => {
    if (event === 'open') {
      open.push({ line, children: [] });
      return;
    }
    const closed = Object.assign(open.pop()!, { kind, result });
    open[open.length - 1].children.push(closed);
  };
  const options: LoadOptions & { readonly maxDepth: number; readonly maxTotalMergeKeys: number } = {
    schema: KUBERNETES_SCHEMA, json: true, maxDepth: DEEPEST, maxTotalMergeKeys: 10_000 + text.length, listener,
  };
  load(text, options);
  return nodeOf(open[0].children[0] ?? open[0]);
}

function nodeOf(visited: Visited): YamlNode {
  const { line, kind, result } = visited;
  const children = contentOf(visited);
  if (Array.isArray(result)) return { line, fields: [], items: children.slice(0, result.length).map(nodeOf) };
  return { line, fields: kind === 'mapping' ? fieldsOf(children, result as object) : [], items: [] };
}

/** The parser takes braces and brackets for a key at first, and so visits them once more around themselves. */
function contentOf({ children, result }: Visited): readonly Visited[] {
  const [only, ...more] = children;
  return only && more.length === 0 && typeof result === 'object' && only.result === result ? contentOf(only) : children;
}

/** Keys and values in turn. */
function fieldsOf(children: readonly Visited[], result: object): YamlField[] {
  const fields: YamlField[] = [];
  for (let index = 0; index + 1 < children.length; index += 2) {
    const key = String(children[index].result);
    if (key !== '<<' && !Object.hasOwn(result, key)) break;
    fields.push({ key, line: children[index].line, value: nodeOf(children[index + 1]) });
  }
  return fields;
}
