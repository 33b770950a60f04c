import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { packageRoot } from './package-root';
import { PageProgram } from '../reporting/page/html';

/** The program of the page, which lies beside the compiled code and is read when a page is written. */
export function pageProgram(): PageProgram {
  const [script, style] = ['page.js', 'page.css'].map((name) => readFileSync(join(packageRoot(), 'lib', name), 'utf8'));
  return { script, scriptHash: hashOf(script), style, styleHash: hashOf(style) };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
