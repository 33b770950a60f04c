import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { toJavaScript } from '../support/code-blocks/type-check';

const HEAD = 'Validation failed with the following errors:\n';

/** What came of a program: all that it said, and whether it wrote files. */
export interface Said {
  readonly text: string;
  readonly wroteFiles: boolean;
}

/** Runs an app that writes into a folder of its own, and listens to what it prints, warns of and ends in. Findings are on. */
export function saidBy(run: (log: (text: string) => void) => void): Said {
  const outdir = mkdtempSync(join(tmpdir(), 'said-'));
  const { CDK8S_OUTDIR: before, CDK8S_NETPOL_FINDINGS: findings } = process.env;
  const { write } = process.stderr;
  let said = '';
  const hear = (text: string) => { said += `${text}\n`; };
  process.env.CDK8S_OUTDIR = outdir;
  delete process.env.CDK8S_NETPOL_FINDINGS;
  process.stderr.write = (text) => {
    hear(String(text));
    return true;
  };
  try {
    run(hear);
  } catch (error) {
    hear((error as Error).message.replace(HEAD, ''));
  } finally {
    process.stderr.write = write;
    restore('CDK8S_OUTDIR', before);
    restore('CDK8S_NETPOL_FINDINGS', findings);
  }
  const wroteFiles = readdirSync(outdir).length > 0;
  rmSync(outdir, { recursive: true });
  return { text: unbroken(said), wroteFiles };
}

/** Runs a program in this process. */
export function runText(program: string, log: (text: string) => void): void {
  new Function('require', 'exports', 'console', toJavaScript(program))(require, {}, { log });
}

/** A text without the places where its lines are broken. */
export function unbroken(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
