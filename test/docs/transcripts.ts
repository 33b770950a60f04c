import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { run } from '../../src/cli/main';
import { CodeBlock } from '../support/code-blocks/markdown';

/** A command that a page shows behind a prompt, and what it shows below it. */
export interface Transcript {
  readonly command: string;
  readonly shown: string;
}

const PROMPT = '$ npx cdk8s-netpol ';

export function transcriptsIn(blocks: readonly CodeBlock[]): Transcript[] {
  return blocks.filter(({ language }) => language === 'console').flatMap(({ text }) => text.split(/^(?=\$ )/m)).map((text) => {
    const [first, ...rest] = text.trimEnd().split('\n');
    if (!first.startsWith(PROMPT)) throw new Error(`"${first}" does not begin with "${PROMPT}"`);
    return { command: first.slice(PROMPT.length), shown: rest.join('\n') };
  });
}

/** All that the command writes when it is called in a folder. */
export async function outputOf(command: string, folder: string): Promise<string> {
  let output = '';
  const collect = {
    write: (text: string, done: () => void) => {
      output += text;
      done();
    },
  };
  const given = command.split(/\s+/).map((word) => (existsSync(join(folder, word)) ? join(folder, word) : word));
  await run(given, { stdout: collect, stderr: collect, env: {} });
  return output.replaceAll(`${folder}/`, '').trimEnd();
}

/** Gives a folder to work in, and takes it away again. */
export async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
