import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { CodeBlock, codeBlocks } from '../support/code-blocks/markdown';

export const PROJECT = resolve(__dirname, '..', '..');

/** What stands below a heading of the second level. */
export interface Section {
  readonly title: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

/** A page of the documentation: what stands above its sections, and these. */
export interface Page {
  readonly top: Section;
  readonly sections: readonly Section[];
}

export function readPage(path: string): Page {
  const [top, ...sections] = readFileSync(join(PROJECT, path), 'utf8').split(/^## /m).map((text): Section => (
    { title: text.split('\n')[0], text, blocks: codeBlocks(text) }
  ));
  return { top, sections };
}
