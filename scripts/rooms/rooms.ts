import { Failure } from '../process/failure';
import { node } from '../process/run';
import { CRUISER } from '../project/programs';
import { ROOT } from '../project/root';

/** Folders of src whose folders are rooms. */
export const HOLDERS = ['analysis', 'objects', 'synth', 'verification'];

/** The rooms that each room imports. */
export type Rooms = ReadonlyMap<string, ReadonlySet<string>>;

interface Cruise {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly { readonly resolved: string }[] }[];
}

/** The rooms of src, as dependency-cruiser finds the imports. */
export async function rooms(): Promise<Rooms> {
  const { stdout, stderr } = await node(CRUISER, ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], { cwd: ROOT, fails: true });
  if (!stdout) throw new Failure(`dependency-cruiser failed: ${stderr}`);
  const imported = new Map<string, Set<string>>();
  for (const { source, dependencies } of (JSON.parse(stdout) as Cruise).modules) {
    const from = roomOf(source);
    if (from === undefined) continue;
    const known = imported.get(from) ?? new Set();
    imported.set(from, known);
    for (const to of dependencies.map(({ resolved }) => roomOf(resolved))) {
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return imported;
}

/** The room of a file; `undefined` for the index, and outside of src. */
function roomOf(path: string): string | undefined {
  const [top, first, second, third] = path.split('/');
  if (top !== 'src' || second === undefined) return undefined;
  return HOLDERS.includes(first) && third !== undefined ? `${first}/${second}` : first;
}
