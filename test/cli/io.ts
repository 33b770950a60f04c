import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { Io } from '../../src/cli/io';
import { run } from '../../src/cli/main';

/** What came of a call of the command. */
export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command in this process, in the current folder, as though in no terminal. */
export async function call(argv: readonly string[], about: { readonly isTTY?: boolean; readonly env?: Io['env'] } = {}): Promise<Called> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: about.isTTY,
    write: (text: string, done: () => void) => {
      written[name] += text;
      done();
    },
  });
  const code = await run(argv, { stdout: output('stdout'), stderr: output('stderr'), env: about.env ?? {} });
  return { code, ...written };
}

/** A folder of its own for each test, which is the current one as long as the test runs. */
export function inFolderOfItsOwn(): { readonly write: (files: { readonly [name: string]: string }) => void } {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'command-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  return {
    write: (files) => Object.entries(files).forEach(([name, text]) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }),
  };
}
