import { textOf } from '../../analysis/model/ends';
import { Difference } from '../../analysis/questions/difference';
import { Style } from '../style';
import { workloadsText } from './columns';

const PAINT = { added: 'good', removed: 'bad', changed: 'doubtful' } as const;

/** A line for each pair that differs; nothing where none does. */
export function* diffTxt(differences: readonly Difference[], style: Style): Iterable<string> {
  if (differences.length > 0) yield `${style.strong('Connectivity diff:')}\n`;
  for (const difference of differences) {
    const { type, source, destination, before, after } = difference;
    const ends = `source: ${textOf(source)}, destination: ${textOf(destination)}, dir1: ${before}, dir2: ${after}`;
    const workloads = workloadsText(difference);
    yield `diff-type: ${style[PAINT[type]](type)}, ${ends}${workloads && `, workloads-diff-info: ${workloads}`}\n`;
  }
}
