import { spawnSync } from 'child_process';
import { join, resolve } from 'path';

const PROJECT = resolve(__dirname, '..', '..');
const CRUISER = join(PROJECT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

interface Answer {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }[];
  };
}

/**
 * The imports in `src/` of a project that the rules of `.dependency-cruiser.cjs` forbid, as `rule: from → to`.
 *
 * @param folder a project with a `src/`
 */
export function dependencyViolations(folder: string = PROJECT): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [CRUISER, 'src', '--config', join(PROJECT, '.dependency-cruiser.cjs'), '--output-type', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout) throw new Error(`dependency-cruiser failed: ${stderr}`);
  const { summary } = JSON.parse(stdout) as Answer;
  if (summary.totalCruised === 0) throw new Error(`there is nothing in ${folder}/src`);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
