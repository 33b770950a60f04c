import { load, LoadOptions, YAMLException } from 'js-yaml';
import { KUBERNETES_SCHEMA } from './kubernetes-schema';
import { DEEPEST } from './limits';
import { UnusableInput } from '../unusable-input';
import { checkAliases, checkKeys } from './yaml-checks';
import { YamlNode, yamlTree } from './yaml-tree';

/** The value of a document, and what is wrong with it, though it could be read. */
export interface YamlValue {
  readonly value: unknown;
  readonly problems: readonly UnusableInput[];
}

/**
 * The value of a YAML document, as Kubernetes reads it. Of two equal keys the last counts, as it does for kubectl, and a problem says so.
 *
 * @param firstLine the line in the file at which the text starts
 * @throws UnusableInput with the line in the file
 */
export function yamlValue(text: string, firstLine: number): YamlValue {
  try {
    return { value: checkedValue(text, false), problems: [] };
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') throw asUnusable(error, text, firstLine);
  }
  try {
    return { value: checkedValue(text, true), problems: equalKeys(yamlTree(text), firstLine) };
  } catch (error) {
    throw asUnusable(error, text, firstLine);
  }
}

function checkedValue(text: string, lastCounts: boolean): unknown {
  const options: Options = { schema: KUBERNETES_SCHEMA, json: lastCounts, maxDepth: DEEPEST, maxTotalMergeKeys: 10_000 + text.length };
  const value = load(text, options);
  if (text.includes('&')) checkAliases(value, text.length);
  if (text.includes('{')) checkKeys(value);
  return value;
}

/** Keys of one mapping that are written again. */
function equalKeys(node: YamlNode, firstLine: number): UnusableInput[] {
  const seen = new Set<string>();
  return [
    ...node.fields.flatMap(({ key, line, value }) => {
      const isAgain = seen.has(key);
      seen.add(key);
      return [...isAgain ? [givenTwice(key, firstLine + line)] : [], ...equalKeys(value, firstLine)];
    }),
    ...node.items.flatMap((item) => equalKeys(item, firstLine)),
  ];
}

function givenTwice(key: string, line: number): UnusableInput {
  const rest = 'twice; this one counts, as it does for kubectl. Delete one of them';
  return new UnusableInput(`has the key "${key}" ${rest}`, line, `has a key ${rest}`);
}

/** The declared types lack what bounds depth and merging. */
type Options = LoadOptions & { readonly maxDepth: number; readonly maxTotalMergeKeys: number };

function asUnusable(error: unknown, text: string, firstLine: number): unknown {
  const template = text.includes('{{') ? '. Where {{ … }} is meant for Helm, render it first, as "helm template" does' : '';
  if (error instanceof UnusableInput) return new UnusableInput(error.message + template);
  if (!(error instanceof YAMLException)) return error;
  const { reason, mark } = error;
  const discreet = `is not readable as YAML${template}`;
  if (mark === undefined) return new UnusableInput(`is not readable as YAML: ${reason}${template}`, undefined, discreet);
  const line = lineAt(text, mark.position);
  const place = `in column ${mark.column + 1}${line && ` of "${line}"`}`;
  return new UnusableInput(`is not readable as YAML: ${reason}, ${place}${template}`, firstLine + mark.line, discreet);
}

function lineAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end).trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
