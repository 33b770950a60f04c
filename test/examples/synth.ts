import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { parseAllDocuments } from 'yaml';

export const PROJECT = resolve(__dirname, '..', '..');
export const EXAMPLES = join(PROJECT, 'examples');

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `cdk8s synth` wrote and said. */
export interface Synthesized extends Ended {
  readonly manifests: readonly object[];
}

/**
 * Runs `cdk8s synth` in the folder of an example, as a user runs it.
 *
 * @param program the program in place of the one that `cdk8s.yaml` names
 */
export function synthesize(folder: string, program?: string): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const cdk8s = join(PROJECT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    const ended = runNode(folder, cdk8s, 'synth', '--no-check-upgrade', '-o', outdir, ...program === undefined ? [] : ['--app', `npx ts-node ${program}`]);
    const files = readdirSync(outdir).sort().map((file) => readFileSync(join(outdir, file), 'utf8'));
    return { ...ended, manifests: files.flatMap((text) => parseAllDocuments(text)).map((document) => document.toJS() as object) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Runs a program in the folder of an example, with warnings on and with nothing that npm itself has to say. */
export function runNode(folder: string, ...words: readonly string[]): Ended {
  const { CDK8S_NETPOL_FINDINGS: _, ...environment } = process.env;
  return spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: { ...environment, npm_config_loglevel: 'silent' } });
}
