import { Difference } from '../../analysis/difference';
import { Style } from '../style';

const PAINT = { added: 'good', removed: 'bad', changed: 'doubtful' } as const;

/** A line for each pair that differs; nothing where none does. */
export function* diffTxt(differences: readonly Difference[], style: Style): Iterable<string> {
  if (differences.length > 0) yield `${style.strong('Connectivity diff:')}\n`;
  for (const { type, source, destination, before, after, workloads } of differences) {
    const ends = `source: ${source}, destination: ${destination}, dir1: ${before}, dir2: ${after}`;
    yield `diff-type: ${style[PAINT[type]](type)}, ${ends}${workloads && `, workloads-diff-info: ${workloads}`}\n`;
  }
}
