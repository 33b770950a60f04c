import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { CodeBlock } from './markdown';

const PROJECT = resolve(__dirname, '..', '..', '..');

/** What is wrong with a block that shows lines of a file: they must stand there, one below the other, however deep. */
export function excerptProblems({ info, text }: CodeBlock): string[] {
  if (info === '') return ['does not name the file whose lines it shows'];
  if (!existsSync(join(PROJECT, info))) return [`names ${info}, which does not exist`];
  const shown = text.split('\n');
  const lines = readFileSync(join(PROJECT, info), 'utf8').split('\n');
  const stands = lines.some((first, start) => {
    const indent = /^\s*/.exec(first)![0];
    return shown.every((line, index) => lines[start + index] === (line === '' ? '' : indent + line));
  });
  return stands ? [] : [`is no part of ${info}`];
}
