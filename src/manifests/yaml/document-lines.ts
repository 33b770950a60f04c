import { YamlField, YamlNode, yamlTree } from './yaml-tree';
import { SourceText } from '../../analysis/model/source';

/** The lines of a document, looked up in its text when a message names them. */
export class DocumentLines implements SourceText {
  private tree?: YamlNode;

  /** @param firstLine the line in the file at which the text starts */
  constructor(private readonly text: string, private readonly firstLine: number) {}

  public lineOf(field: string): number | undefined {
    try {
      this.tree ??= yamlTree(this.text);
    } catch {
      return undefined;
    }
    return this.firstLine + lineBelow(this.tree, field, this.tree.line);
  }

  /** What is shown of a source is where it is, not its text. */
  public toJSON(): undefined {
    return undefined;
  }
}

/** The line of what a path such as `spec.ingress[0].ports` leads to, or of the last part of it that is there. */
function lineBelow(node: YamlNode, path: string, line: number): number {
  if (path === '') return line;
  const [step, index] = /^\[(\d+)\]\.?/.exec(path) ?? [];
  if (step !== undefined) {
    const item = node.items[Number(index)];
    return item ? lineBelow(item, path.slice(step.length), item.line) : line;
  }
  const found = fieldAt(node, path);
  return found ? lineBelow(found.field.value, found.rest, found.field.line) : line;
}

/** The field with which a path begins: the longest key that fits, since keys may have dots; of equal ones the last. */
function fieldAt({ fields }: YamlNode, path: string): { field: YamlField; rest: string } | undefined {
  let found: { field: YamlField; rest: string } | undefined;
  for (const field of fields) {
    const rest = [field.key, `["${field.key}"]`].flatMap((key) => (path.startsWith(key) ? restOf(path.slice(key.length)) ?? [] : []))[0];
    if (rest !== undefined && (!found || field.key.length >= found.field.key.length)) found = { field, rest };
  }
  return found;
}

function restOf(text: string): string | undefined {
  if (text === '' || text.startsWith('[')) return text;
  return text.startsWith('.') ? text.slice(1) : undefined;
}
