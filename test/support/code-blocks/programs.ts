import { CodeBlock } from './markdown';

/** A `ts` block, as the whole program that a reader would have by then. */
export interface Program {
  /** The page and the line of the block, such as `docs/peers.md:12`. */
  readonly place: string;

  /** The line of the page on which the block begins. */
  readonly line: number;

  /** The text, each line on the line that it has on the page. */
  readonly text: string;

  /** What the error says that the block shows. */
  readonly throws?: string;

  /** The blocks of YAML that belong to it. */
  readonly yaml: readonly CodeBlock[];
}

/**
 * The programs of a page.
 *
 * A block with an `import` begins a program. One without continues the program above it, where that does not end in an error.
 * YAML below a block, with no heading and no other code between them, is what it writes.
 */
export function programsOf(page: string, blocks: readonly CodeBlock[]): Program[] {
  const programs: Program[] = [];
  let above: readonly CodeBlock[] = [];
  blocks.forEach((block, index) => {
    if (!isTypeScript(block)) return;
    const own = [...startsProgram(block) ? [] : above, block];
    const throws = /^\s*\/\/ throws: (.+)$/m.exec(block.text)?.[1].trim();
    if (throws === undefined) above = own;
    programs.push({ place: `${page}:${block.line}`, line: block.line, text: onTheirLines(own), throws, yaml: yamlBelow(blocks, index) });
  });
  return programs;
}

/** The YAML that belongs to no program. */
export function looseYamlOf(blocks: readonly CodeBlock[]): CodeBlock[] {
  const owned = new Set(blocks.flatMap((block, index) => isTypeScript(block) ? yamlBelow(blocks, index) : []));
  return blocks.filter((block) => isYaml(block) && !owned.has(block));
}

export function isTypeScript({ language }: CodeBlock): boolean {
  return language === 'ts' || language === 'typescript';
}

export function isYaml({ language }: CodeBlock): boolean {
  return language === 'yaml' || language === 'yml';
}

export function startsProgram({ text }: CodeBlock): boolean {
  return /^import\b/m.test(text);
}

function yamlBelow(blocks: readonly CodeBlock[], index: number): CodeBlock[] {
  const below = blocks.slice(index + 1);
  const end = below.findIndex((block) => !isYaml(block) || block.section !== blocks[index].section);
  return end < 0 ? below : below.slice(0, end);
}

function onTheirLines(blocks: readonly CodeBlock[]): string {
  const lines: string[] = [];
  for (const block of blocks) {
    while (lines.length < block.line - 1) lines.push('');
    lines.push(...block.text.split('\n'));
  }
  return lines.join('\n');
}
