import { textOf } from '../../analysis/model/ends';
import { Difference } from '../../analysis/questions/difference';

export const COLUMNS = ['diff-type', 'source', 'destination', 'dir1', 'dir2', 'workloads-diff-info'] as const;

/** What a difference has in each column. */
export function cellsOf(difference: Difference): readonly string[] {
  const { type, source, destination, before, after } = difference;
  return [type, textOf(source), textOf(destination), before.toString(), after.toString(), workloadsText(difference)];
}

/** Such as `workload default/web[Deployment] added`; nothing where both ends are in both. */
export function workloadsText({ workloads }: Difference): string {
  return workloads.map(({ end, type }) => `workload ${textOf(end)} ${type}`).join(', ');
}
