import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { toJavaScript } from './type-check';

/** What came of a program. */
export interface Outcome {
  /** The objects of each file that it wrote to the folder of its app. */
  readonly files: readonly (readonly object[])[];

  /** The text of the error that ended it. */
  readonly error?: string;
}

/** Runs a program in this process, as though `cdk8s synth` had. What it prints, and what it is warned of, is not shown. */
export function runProgram(text: string): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'code-block-'));
  const before = process.env.CDK8S_OUTDIR;
  const write = process.stderr.write;
  process.env.CDK8S_OUTDIR = outdir;
  process.stderr.write = () => true;
  try {
    const error = errorOf(() => evaluate(toJavaScript(text)));
    return { files: filesIn(outdir), error };
  } finally {
    process.stderr.write = write;
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    rmSync(outdir, { recursive: true });
  }
}

function evaluate(javaScript: string): void {
  const module = { exports: {} };
  const silent = Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'table'].map((name) => [name, () => undefined]));
  new Function('require', 'module', 'exports', 'console', javaScript)(require, module, module.exports, silent);
}

function errorOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function filesIn(folder: string): object[][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => document.toJS() as object | null).filter((manifest) => manifest !== null));
}
