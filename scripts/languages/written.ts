import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { node, run } from '../process/run';
import { CDK8S } from '../project/programs';
import { ROOT } from '../project/root';
import { inTemporaryFolder } from '../project/temporary';

/** The text of each file that a program wrote. */
export type Written = { readonly [file: string]: string };

/** What `cdk8s synth` writes for an app. */
export async function synthesize(app: string, env: NodeJS.ProcessEnv): Promise<Written> {
  return writtenBy((outdir) => node(CDK8S, ['synth', '--no-check-upgrade', '-o', outdir], { cwd: app, env }));
}

/** What the first example of the README writes. */
export async function firstExample(): Promise<Written> {
  const [, text] = /^```ts.*\n([\s\S]*?)^```$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  const { outputText } = transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  return writtenBy((outdir) => run(process.execPath, ['--eval', outputText], { cwd: ROOT, env: { CDK8S_OUTDIR: outdir } }));
}

async function writtenBy(act: (outdir: string) => Promise<unknown>): Promise<Written> {
  return inTemporaryFolder('synth', async (outdir) => {
    await act(outdir);
    return Object.fromEntries(readdirSync(outdir).sort().map((file) => [file, readFileSync(join(outdir, file), 'latin1')]));
  });
}

/** Where a program wrote something else than its like in TypeScript. */
export function differenceOf(expected: Written, actual: Written): string | undefined {
  const files = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter((file) => expected[file] !== actual[file]);
  if (files.length === 0) return undefined;
  const [a, b] = [expected, actual].map((all) => (all[files[0]] ?? '(no such file)').split('\n'));
  const line = a.findIndex((text, index) => text !== b[index]);
  return `${files.join(', ')} differ, first in line ${line + 1} of ${files[0]}:\n  TypeScript: ${a[line] ?? ''}\n  here:       ${b[line] ?? ''}`;
}
