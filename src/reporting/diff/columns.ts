import { Difference } from '../../analysis/difference';

export const COLUMNS = ['diff-type', 'source', 'destination', 'dir1', 'dir2', 'workloads-diff-info'] as const;

/** What a difference has in each column. */
export function cellsOf({ type, source, destination, before, after, workloads }: Difference): readonly string[] {
  return [type, source, destination, before.toString(), after.toString(), workloads];
}
