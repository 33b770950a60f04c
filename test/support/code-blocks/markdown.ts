/** A fenced block of code. */
export interface CodeBlock {
  /** The first word after the fence, such as `ts`; empty where there is none. */
  readonly language: string;

  /** What stands behind the first word; empty where nothing does. */
  readonly info: string;
  readonly text: string;

  /** The line of the page, counted from 1, on which the first line of the text stands. */
  readonly line: number;

  /** How many headings stand above it, which tells apart what belongs together. */
  readonly section: number;
}

/** The code blocks of a page, from top to bottom. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; indent: string; language: string; info: string; lines: string[]; line: number } | undefined;
  let section = 0;
  markdown.split('\n').forEach((text, index) => {
    if (!open) {
      const [, indent, fence, language, info] = /^( *)(`{3,}|~{3,})\s*(\S*)\s*(.*?)\s*$/.exec(text) ?? [];
      if (fence !== undefined) open = { fence, indent, language, info, lines: [], line: index + 2 };
      else if (/^#{1,6} /.test(text)) section += 1;
    } else if (text.trim().startsWith(open.fence) && text.trim().replaceAll(open.fence[0], '') === '') {
      blocks.push({ language: open.language, info: open.info, text: open.lines.join('\n'), line: open.line, section });
      open = undefined;
    } else {
      open.lines.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text);
    }
  });
  if (open) throw new Error(`the code block in line ${open.line - 1} has no end`);
  return blocks;
}
